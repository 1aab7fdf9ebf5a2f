import { partsBy } from './parts-by';

test('words stand alone, the longest of those that begin alike', () => {
  expect(partsBy('已被 DD-1 5.00；DD-12 6.00 占用。', ['DD-1', 'DD-12'])).toEqual([
    ...['已被 ', 'DD-1', ' 5.00；', 'DD-12', ' 6.00 占用。'],
  ]);
  expect(partsBy('A.B AxB', ['A.B'])).toEqual(['A.B', ' AxB']);
  expect([partsBy('none', []), partsBy('none', [''])]).toEqual([['none'], ['none']]);
});

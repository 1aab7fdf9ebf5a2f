import { areaCode, isAreaCode } from './area';

test.each(['350902', '３５０９０２', ' 350902 ', '蕉城', '蕉城区', '宁德市蕉城区', 'Jiaocheng', 'jiaocheng'])(
  'the area %s is one of six digits',
  (written) => expect(areaCode(written)).toBe('350902'),
);

test('what is no name here stays as it is written, and is no code', () => {
  for (const written of ['东侨', '3509', '350902000000', '蕉城区金涵', '市'])
    expect([areaCode(written), isAreaCode(written)]).toEqual([written, false]);
  expect(areaCode('宁德市')).toBe('350900');
  expect(isAreaCode('110101')).toBe(true);
});

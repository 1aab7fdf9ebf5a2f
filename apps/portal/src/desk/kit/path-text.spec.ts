import { spelled } from './path-text';

const NAMES = new Map([
  ['prices', '单价'],
  ['unitPrice', '单价'],
  ['itemCode', '服务项目'],
  ['family', '家属'],
  ['phone', '电话'],
]);
const said = (path: string): string =>
  spelled(
    path,
    (name) => NAMES.get(name) ?? name,
    (n) => `第 ${n} 行`,
  );

test('the path of a field is said in words, and lines are counted from one', () => {
  expect(said('prices.2.unitPrice')).toBe('单价 第 3 行');
  expect(said('prices.0.itemCode')).toBe('单价 第 1 行 服务项目');
  expect(said('family.phone')).toBe('家属 电话');
  expect(said('unheardOf.9')).toBe('unheardOf 第 10 行');
  expect(said('')).toBe('');
});

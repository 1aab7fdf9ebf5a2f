import { codeText, halfWidth, hasText, isPhone, moneyTyped, searchText } from './plain';

it('reads what was typed in full width or small letters', () => {
  expect(halfWidth(' ３５．００ ')).toBe('35.00');
  expect(codeText('３５０９２５１９３３１１０５００２ｘ')).toBe('35092519331105002X');
  expect(codeText(' 11350900 003887123u ')).toBe('11350900003887123U');
});

it('knows a telephone number from other texts', () => {
  for (const text of ['13876801134', '0593-2880000', '+86 138 7680 1134', '12345']) {
    expect([text, isPhone(text)]).toEqual([text, true]);
  }
  for (const text of ['', '1234', '138abc00001', '1'.repeat(21), '无'])
    expect([text, isPhone(text)]).toEqual([text, false]);
});

it('looks for what was typed in full width as for the same in half width', () => {
  expect(searchText('　Ｇ０００１－２ ')).toBe('G0001-2');
  expect(searchText('宁德市（本级）Ａ')).toBe('宁德市（本级）A');
  expect(hasText('HL001 助浴', 'ｈｌ００１')).toBe(true);
  expect(hasText('Ａ区', 'a区')).toBe(true);
  expect([hasText('HL001 助浴', '助餐'), hasText(undefined, 'x')]).toEqual([false, false]);
});

test('an amount is read as it is printed; a comma for the decimal point is not dropped', () => {
  const meant = ['22,167.64', '¥22,167.64', '￥１，２３４．５０ 元', '22 167.64', '1,234,567.00', '16.5'].map(
    moneyTyped,
  );
  expect(meant).toEqual(['22167.64', '22167.64', '1234.50', '22167.64', '1234567.00', '16.5']);
  expect(['12,5', '12,50', '1,2345'].map(moneyTyped)).toEqual(['12,5', '12,50', '1,2345']);
});

import { printable, widthOf, wrap } from '../../apps/api/src/papers/pdf/wrap';

const lines = (text: string, width: number): string[] => wrap(text, width, 'regular', 10);

describe('breaking text into lines', () => {
  it('loses nothing and keeps to the width, in any room', () => {
    const text = '记录JL000001的核验结果是“待核实”（V03），本行不能付款。See the contract, clause 12.';
    for (let width = 12; width < 400; width += 7) {
      const broken = lines(text, width);
      expect(broken.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of broken) expect(widthOf(line, 'regular', 10)).toBeLessThanOrEqual(width);
    }
  });

  it('begins no line with a mark that closes, and ends none with one that opens', () => {
    const text = '服务，（一）、“二”；《三》。'.repeat(8);
    for (let width = 60; width < 300; width += 5) {
      const broken = lines(text, width);
      for (const line of broken.slice(1)) expect(line).not.toMatch(/^[，。、；）”》]/);
      for (const line of broken.slice(0, -1)) expect(line).not.toMatch(/[（“《]$/);
    }
  });

  it('keeps words whole where they fit', () => {
    expect(lines('the contract of the provider', 60)).toEqual(['the contract', 'of the', 'provider']);
  });

  it('shows a character that the typeface lacks by its number, and drops what nobody sees', () => {
    expect(printable('龘㛃\u{2ebf0}', 'regular')).toBe('龘㛃[U+2EBF0]');
    expect(printable('王\u202e\u200b五\u0007\ufe0f\t六', 'bold')).toBe('王五 六');
    expect(lines('一\r\n二', 100)).toEqual(['一', '二']);
    expect(lines('', 100)).toEqual(['']);
  });
});

import type { Language } from '@songbai/contracts';
import type { BillAnswer } from '../bills/bill-answer.dto';
import type { MadePaper, RowFinding, Taken } from './sheet';

/** All rows stand on a bill that was filed before. */
export function asBilled(
  rows: readonly number[],
  { id, number }: Pick<MadePaper, 'id' | 'number'>,
  language: Language,
): Map<number, Taken> {
  const message = WORDS.billed[language].replace('{number}', number);
  const note: RowFinding = { column: null, code: 'billed-already', message, remedy: null };
  const paper: MadePaper = { id, number, summary: message };
  return new Map(rows.map((row) => [row, { verdict: 'same', notes: [note], paper }]));
}

const WORDS = {
  billed: { zh: '已在账单 {number} 中，不再导入', en: 'on bill {number} already, and not taken in again' },
  summary: {
    zh: '{contract} {month}：{lines} 行，申报 {declared} 元，按现有记录可付 {approved} 元',
    en: '{contract} {month}: {lines} lines, {declared} yuan declared, {approved} payable as things stand',
  },
  agrees: { zh: '与记录 {visit} 相符，可付 {amount} 元', en: 'agrees with visit {visit}; {amount} payable' },
};

/** How each line was matched, as the bill itself says it. */
export function asFiled(rows: readonly number[], bill: BillAnswer, language: Language): Map<number, Taken> {
  const fill = (text: string, facts: Record<string, string>): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '—');
  const { id, number, month, declared } = bill;
  const facts = { contract: number, month, declared, approved: bill.approved, lines: String(rows.length) };
  const paper = { id, number, summary: fill(WORDS.summary[language], facts) };
  return new Map(
    rows.map((row, i) => {
      const line = bill.lines[i];
      const found = (line?.findings ?? []) as unknown as RowFinding[];
      const said = found.map(({ code, message, remedy }) => ({ column: null, code, message, remedy }));
      const agrees = { visit: line?.visitNumber ?? '', amount: line?.approvedAmount ?? '' };
      const message = fill(WORDS.agrees[language], agrees);
      const notes = said.length > 0 ? said : [{ column: null, code: 'agrees', message, remedy: null }];
      const ofBill = i === 0 ? (bill.findings as unknown as RowFinding[]) : [];
      const more = ofBill.map(({ code, message: words, remedy }) => ({
        column: null,
        code,
        message: words,
        remedy,
      }));
      return [row, { verdict: 'new' as const, notes: [...notes, ...more], paper }];
    }),
  );
}

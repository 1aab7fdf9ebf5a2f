import {
  type Finding,
  type Language,
  Money,
  ORDER_STATUSES,
  type OrderStatus,
  type Word,
} from '@songbai/contracts';
import { sayFinding } from '../http/problem.filter';
import type { Foreseen } from '../orders/order-desk.service';
import type { MeantOrder } from './order-meaning';
import type { RowFinding } from './sheet';

const note = (code: string, message: string, remedy: string | null = null): RowFinding => ({
  ...{ column: null, code, message, remedy },
});

/** Under which contract a row is ordered, what it costs, and who pays. */
export function sayCost(
  { contract, funds }: MeantOrder,
  { amount }: Foreseen,
  language: Language,
): RowFinding {
  const { number, provider } = contract;
  const codes = funds.map(({ code }) => code).join(language === 'zh' ? '、' : ', ') || '—';
  const words: Word = {
    zh: `${amount} 元，合同 ${number}（${provider}），列支 ${codes}`,
    en: `${amount} yuan under ${number} (${provider}), paid from ${codes}`,
  };
  return note('costs', words[language]);
}

/** What the rules say of a row that is taken in all the same. */
export const sayFindings = (findings: readonly Finding[], language: Language): RowFinding[] =>
  findings.map((finding) => {
    const { code, message, remedy } = sayFinding(finding, language);
    return note(String(code), String(message), remedy ? String(remedy) : null);
  });

/** A row that is an order already, or is another row of the file. */
export function sayTwin(
  twin: { line: number } | { number: string; status: OrderStatus },
  language: Language,
): RowFinding {
  if ('line' in twin) {
    const words: Word = { zh: `与第 ${twin.line} 行相同`, en: `the same as row ${twin.line}` };
    return note('twice-same', words[language]);
  }
  const { number, status } = twin;
  const state = ORDER_STATUSES[status];
  const words: Word = {
    zh: `已有订单 ${number}（${state.zh}）`,
    en: `ordered already: ${number} (${state.en})`,
  };
  const isOver = status === 'cancelled' || status === 'refused';
  const remedy: Word = {
    zh: '表格不会再下一次；仍然需要的，手工下单。',
    en: 'A table does not order it again; if it is still wanted, place it by hand.',
  };
  return note('ordered', words[language], isOver ? remedy[language] : null);
}

/** How many orders, and what they cost together. */
export function sumOf(amounts: readonly Money[]): Word {
  const sum = Money.sum(amounts);
  return {
    zh: `共 ${amounts.length} 单，${sum} 元`,
    en: `${amounts.length} ${amounts.length === 1 ? 'order' : 'orders'}, ${sum} yuan`,
  };
}

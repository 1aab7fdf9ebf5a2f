import { BILL_STATUSES, PAYMENT_STATUSES } from '@songbai/billing';
import {
  CALL_STATUSES,
  CONTRACT_STATUSES,
  MONTH_STATES,
  ORDER_STATUSES,
  UNIT_STATUSES,
  VISIT_STATUSES,
  type Word,
} from '@songbai/contracts';
import { type Word as Pair, say, useLanguage } from '../../shared/words';

type Tone = 'plain' | 'waits' | 'good' | 'bad' | 'ended';

const AMENDMENTS = {
  submitted: { zh: '待审', en: 'submitted' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '未批准', en: 'refused' },
};
const NEEDS = {
  open: { zh: '待满足', en: 'open' },
  met: { zh: '已满足', en: 'met' },
  unmet: { zh: '无法满足', en: 'unmet' },
};

/** The words of every machine's states are the rules' own; what they look like is decided here, once. */
const MACHINES = {
  order: ORDER_STATUSES,
  visit: VISIT_STATUSES,
  contract: CONTRACT_STATUSES,
  bill: BILL_STATUSES,
  payment: PAYMENT_STATUSES,
  call: CALL_STATUSES,
  month: MONTH_STATES,
  unit: UNIT_STATUSES,
  amendment: AMENDMENTS,
  need: NEEDS,
} satisfies Record<string, Record<string, Word>>;
export type MachineName = keyof typeof MACHINES;

const WAITS = ['requested', 'submitted', 'held', 'photo-pending', 'not-reached', 'soft', 'prepared'];
const GOOD = [
  'approved',
  'accepted',
  'in-service',
  'active',
  'payable',
  'part',
  'confirmed',
  'reached',
  'met',
];
const BAD = [
  'refused',
  'blocked',
  'returned',
  'disputed',
  'failed',
  'missed',
  'suspended',
  'terminated',
  'unmet',
];
const ENDED = ['completed', 'cancelled', 'expired', 'billed', 'paid', 'closed', 'merged', 'bankrupt'];

function toneOf(machine: MachineName, status: string): Tone {
  if (status === 'open') return machine === 'month' ? 'good' : 'waits';
  if (WAITS.includes(status)) return 'waits';
  if (GOOD.includes(status)) return 'good';
  if (BAD.includes(status)) return 'bad';
  return ENDED.includes(status) ? 'ended' : 'plain';
}

const pairOf = ({ zh, en }: Word): Pair => [zh, en];

/** The word of a state, in the person's language; a state that this page does not know yet stays as it is. */
export function statusText(machine: MachineName, status: string): string {
  const table: Record<string, Word> = MACHINES[machine];
  const word = table[status];
  return word === undefined ? status : say(pairOf(word));
}

/** For a select of states. */
export const statusOptions = (machine: MachineName): { value: string; label: string }[] =>
  Object.keys(MACHINES[machine]).map((value) => ({ value, label: statusText(machine, value) }));

/** A mark beside the word, so that colour is never the only sign. */
const MARKS: Record<Tone, string> = { plain: '○', waits: '◔', good: '●', bad: '▲', ended: '■' };

export function StatusTag({ machine, status }: { machine: MachineName; status: string }) {
  useLanguage();
  const tone = toneOf(machine, status);
  return (
    <span className={`tag tag-${tone}`}>
      <span aria-hidden="true">{MARKS[tone]}</span> {statusText(machine, status)}
    </span>
  );
}

/** The word of a closed list of the rules: `wordOf(FUND_TYPES, fund.type)`. */
export function wordOf(list: Record<string, Word>, key: string | null | undefined): string {
  if (key === null || key === undefined) return '';
  const word = list[key];
  return word === undefined ? key : say(pairOf(word));
}

export const optionsOf = (list: Record<string, Word>): { value: string; label: string }[] =>
  Object.keys(list).map((value) => ({ value, label: wordOf(list, value) }));

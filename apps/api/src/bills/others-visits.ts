import type { LineDecision } from '@songbai/billing';
import { type Finding, finding, type Language } from '@songbai/contracts';
import type { Actor } from '../db/actor';
import type { Tx } from '../db/unit-of-work';
import { isFor } from '../http/across';
import type { SettledBill } from '../papers/model';

/** Who is answered, and in which language. */
export interface Reader {
  actor: Actor;
  language: Language;
}

interface Filed {
  contract: string;
  lines: readonly LineDecision[];
}

/** A line of a bill under this contract, as it may be told. */
type Tell = (contract: string, line: LineDecision) => LineDecision;

const AS_IT_IS: Tell = (_, line) => line;

/**
 * Whoever writes down another firm's visit is told that it is not theirs and nothing besides: not whose it is, under
 * which order, of which day, nor what it was judged to be. What was decided is stored whole, for the bureau.
 */
export function tellerFor(
  { actor }: Reader,
  tx: Tx,
  bureauId: string,
  bills: readonly Filed[],
): Promise<Tell> {
  if (isFor(actor, 'bureau', 'supervisor', 'auditor')) return Promise.resolve(AS_IT_IS);
  return tellerOf(tx, bureauId, bills);
}

/** The same on paper, whoever asks for it: it is the provider who gets it. */
export async function papersOf(
  tx: Tx,
  bureauId: string,
  bills: readonly SettledBill[],
): Promise<SettledBill[]> {
  const filed = bills.map(({ contract, lines }) => ({ contract: contract.number, lines }));
  const tell = await tellerOf(tx, bureauId, filed);
  return bills.map((bill) => {
    const lines = bill.lines.map((line) => tell(bill.contract.number, line));
    const kept = new Set(lines.filter((line, i) => line !== bill.lines[i]).map(({ line }) => line.visit));
    return {
      ...bill,
      lines,
      earlierVisits: bill.earlierVisits.filter(({ visit }) => !kept.has(visit.number)),
    };
  });
}

async function tellerOf(tx: Tx, bureauId: string, bills: readonly Filed[]): Promise<Tell> {
  const strange = bills.flatMap(({ lines }) => lines.filter(isStrange).map(({ line }) => line.visit));
  if (strange.length === 0) return AS_IT_IS;
  const rows = await tx.query<{ contract: string; visit: string }>(
    `select c.number as contract, v.number as visit from contract c join visit v on v.bureau_id = c.bureau_id
     where c.bureau_id = $1 and c.number = any($2) and v.number = any($3)
       and v.provider_id is distinct from c.provider_id`,
    [bureauId, bills.map(({ contract }) => contract), [...new Set(strange)]],
  );
  const others = new Set(rows.map(({ contract, visit }) => JSON.stringify([contract, visit])));
  return (contract, decision) => {
    const { visit } = decision.line;
    const isOthers = isStrange(decision) && others.has(JSON.stringify([contract, visit]));
    return isOthers ? bare(contract, decision) : decision;
  };
}

/** Only what is refused because of its order can be another firm's. */
const isStrange = ({ findings }: LineDecision): boolean => findings.some(({ code }) => code === 'I11');

/** What is known from the line alone, and that the visit is not theirs. */
function bare(contract: string, { judgedOn: _, ...decision }: LineDecision): LineDecision {
  const { visit } = decision.line;
  const notTheirs: Finding = finding('I11', { visit, order: '—', contract, orderContract: '—' });
  return {
    ...decision,
    findings: decision.findings.flatMap((each) =>
      each.code === 'I11' ? notTheirs : each.code === 'I03' ? each : [],
    ),
  };
}

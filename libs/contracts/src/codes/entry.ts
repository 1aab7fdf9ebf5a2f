/**
 * What a finding does. refuse: an order is not approved, or a line not paid. block: a visit cannot count.
 * hold: a person must look first. cut: less is counted or paid. note: said, without effect. alert: for
 * supervisor and auditor.
 */
export type Effect = 'refuse' | 'block' | 'hold' | 'cut' | 'note' | 'alert';

interface Text {
  zh: string;
  en: string;
}

/** One rule in words. `{name}` stands for a fact of the finding. */
export interface CodeEntry {
  effect: Effect;
  /** What is wrong, in one plain sentence with the facts. */
  message: Text;
  /** The clause it rests on: document number and clause, or the part of the contract. */
  basis: Text;
  /** What to do next, and who. */
  remedy: Text;
}

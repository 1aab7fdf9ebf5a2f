import type { Actor } from '../db/actor';

/**
 * Who may know to the metre where a cadre lives: the staff of the bureau, and a worker as long as an order of theirs is
 * in force. A firm sends its worker by the masked address, and a unit has no need to know.
 */
export const seesHomes = ({ kind }: Actor, isServed: boolean): boolean =>
  kind === 'bureau' || (kind === 'worker' && isServed);

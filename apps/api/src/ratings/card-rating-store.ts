import { addDays, type Day, type Respondent } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/** How far back the pages of a card ask, and how far back the card rates. */
export const DAYS_BACK = 31;
/** The first word and five others: whoever wants to change it once more is rung. */
const MOST_SAID = 6;

/** Why the card is not heard: a rule of the card alone, so its page says it in its own words. */
export class CardUnheard extends Error {
  constructor(readonly because: 'too-long-ago' | 'said-often') {
    super(because);
  }
}

/** What stands of one respondent on one visit. */
export interface Standing {
  id: string;
  level: number;
  /** Said with the card itself, not at a login. */
  by_card: boolean;
}

const BY_CARD =
  'exists (select from card where card.bureau_id = r.bureau_id and card.id::text = r.recorded_by)';

export async function readStanding(
  tx: Tx,
  visitId: string,
  respondent: Respondent,
): Promise<Standing | undefined> {
  const [last] = await tx.query<Standing>(
    `select r.id, r.level, ${BY_CARD} as by_card from rating r
     where r.visit_id = $1 and r.respondent = $2 and not r.aside order by r.rated_at desc, r.id desc limit 1`,
    [visitId, respondent],
  );
  return last;
}

/** Throws CardUnheard: a card may be in anybody's hands, and what it says stays in the record for ever. */
export async function assertHeard(
  tx: Tx,
  visit: { id: string; day: Day },
  respondent: Respondent,
  today: Day,
): Promise<void> {
  if (visit.day < addDays(today, -DAYS_BACK)) throw new CardUnheard('too-long-ago');
  const [said] = await tx.query<{ times: number }>(
    `select count(*)::int as times from rating r where r.visit_id = $1 and r.respondent = $2 and ${BY_CARD}`,
    [visit.id, respondent],
  );
  if ((said?.times ?? 0) >= MOST_SAID) throw new CardUnheard('said-often');
}

import type { Month, MonthState } from '@songbai/contracts';
import type { Person } from '../access/person';
import type { Role } from '../access/role';
import type { Condition } from '../http/page';
import type { PeriodAction } from '../ledger/ledger-periods.service';

/** Who may ask for a closed month to be reopened, and who may answer what another of them asked. */
export const REOPENERS: readonly Role[] = ['bureau-finance', 'bureau-approver'];

/** Months of the books, each with what was done to it last. */
export const MONTHS = `ledger.period p left join lateral (
  select e.action, e.actor, e.acted_at, e.reason from ledger.period_event e
    where e.bureau_id = p.bureau_id and e.month = p.month
    order by e.ordinal desc, e.acted_at desc, e.id desc limit 1) l on true`;

/** The columns of a month and of the last that was done to it. */
export const MONTH_COLUMNS = 'p.month, p.state, l.action, l.actor, l.acted_at, l.reason';

export type MonthRow = {
  month: Month;
  state: MonthState;
  action: PeriodAction | null;
  actor: string;
  acted_at: Date;
  reason: string | null;
};

/** Months of which another asks that they be reopened, and this person may agree. */
export function awaitsAnswer({ username, role, bureauId }: Person): Condition[] {
  if (!REOPENERS.includes(role)) return [['false']];
  return [
    ['p.bureau_id = ?', bureauId],
    [`l.action = 'ask-reopen' and l.actor <> ?`, username],
  ];
}

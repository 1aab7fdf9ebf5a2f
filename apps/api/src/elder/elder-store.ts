import type { Day, Instant, Respondent } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { DAYS_BACK } from '../ratings/card-rating-store';
import { seconds } from '../registers/register';

export interface VisitRow {
  id: string;
  at: Instant;
  item: string;
  worker_link_id: string | null;
  level: number | null;
  /** What was answered to that last. */
  reply: string | null;
  reply_party: 'provider' | 'bureau' | null;
}

/** How long one opinion is enough. */
const DAYS_BETWEEN = 7;

const DONE = `v.status not in ('planned', 'started', 'missed', 'cancelled')`;
const VISIT = `v.id, item.name as item, v.worker_link_id`;
const FROM = `visit v join item on item.bureau_id = v.bureau_id and item.id = v.item_id`;

export async function readName(tx: Tx, cadreId: string): Promise<string> {
  const [cadre] = await tx.query<{ name: string }>('select name from cadre where id = $1', [cadreId]);
  return cadre?.name ?? '';
}

/** Also one that should have begun in the last hour: it may be late. */
export function readNext(tx: Tx, cadreId: string, at: Date, many: number): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${VISIT}, ${seconds('v.planned_at', 'at')}, null as level, null as reply,
       null as reply_party from ${FROM}
     where v.cadre_id = $1 and v.status = 'planned' and v.planned_at > $2::timestamptz - interval '1 hour'
     order by v.planned_at, v.id limit $3`,
    [cadreId, at.toISOString(), many],
  );
}

/** With what this respondent said of each last. */
export function readRecent(
  tx: Tx,
  cadreId: string,
  today: Day,
  respondent: Respondent,
  many: number,
): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${VISIT}, ${seconds('coalesce(v.started_at, v.ended_at, v.uploaded_at)', 'at')},
       said.level, said.reply, said.party as reply_party
     from ${FROM}
     left join lateral (
       select r.level, a.reply, a.party from rating r
       left join rating_reply a on a.bureau_id = r.bureau_id and a.rating_id = r.id
       where r.bureau_id = v.bureau_id and r.visit_id = v.id and r.respondent = $4 and not r.aside
       order by r.rated_at desc, a.replied_at desc nulls last limit 1) said on true
     where v.cadre_id = $1 and v.day between $2::date - ${DAYS_BACK} and $2::date and ${DONE}
     order by 4 desc, v.id limit $3`,
    [cadreId, today, many, respondent],
  );
}

/** Whether this respondent has given an opinion in the last days: nobody is asked more than once a week. */
export async function hasSpoken(tx: Tx, cadreId: string, respondent: Respondent, at: Date): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from rating where cadre_id = $1 and respondent = $2
       and rated_at > $3::timestamptz - interval '${DAYS_BETWEEN} days' limit 1`,
    [cadreId, respondent, at.toISOString()],
  );
  return rows.length > 0;
}

export async function waitsForCall(tx: Tx, cadreId: string): Promise<boolean> {
  const rows = await tx.query(`select 1 from call_request where cadre_id = $1 and status <> 'reached'`, [
    cadreId,
  ]);
  return rows.length > 0;
}

export interface MenuRow {
  /** What is said on the telephone: the same for everybody, by the order of the codes. */
  number: number;
  code: string;
  name: string;
  category: string;
}

/** What a contract in force sells today where the cadre lives: what they had most often comes first. */
export function readMenu(tx: Tx, cadreId: string, today: Day): Promise<MenuRow[]> {
  return tx.query<MenuRow>(
    `select item.number, item.code, item.name, item.category
     from (select *, row_number() over (order by code)::int as number from item) item
     where exists (select from price join contract on contract.bureau_id = price.bureau_id
         and contract.id = price.contract_id
         join cadre on cadre.bureau_id = contract.bureau_id and cadre.id = $1
       where price.bureau_id = item.bureau_id and price.item_id = item.id
         and $2::date between price.from_on and coalesce(price.to_on, 'infinity')
         and $2::date between contract.starts_on and contract.ends_on
         and contract.status in ('approved', 'active') and cadre.area = any (contract.areas))
     order by (select count(*) from visit where visit.bureau_id = item.bureau_id and visit.cadre_id = $1
       and visit.item_id = item.id) desc, item.code`,
    [cadreId, today],
  );
}

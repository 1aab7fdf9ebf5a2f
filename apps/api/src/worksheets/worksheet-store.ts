import type { Measure, Proof, ServicePlace } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { notePlace } from '../orders/order-detail-store';
import type { PersonalDataVault } from '../personal-data/vault';
import { CURRENT } from '../ratings/rating-store';
import type { TaskContact, TaskItem, WorkMonth } from './worksheet.dto';

/** What stands around a visit: whom it is for, what is to be done, and whom to ring. */
export interface TaskFacts {
  id: string;
  cadreName: string;
  orderOpen: boolean;
  orderNote: string | null;
  item: TaskItem;
  contacts: TaskContact[];
}

interface FactRow {
  id: string;
  cadre_name: string;
  order_open: boolean;
  order_id: string | null;
  order_note: Buffer | null;
  code: string;
  name: string;
  measure: Measure;
  standard_minutes: number;
  place: ServicePlace;
  proofs: Proof[];
  contact_name: string | null;
  contact_phone: string | null;
  office_name: string | null;
  office_phone: string | null;
}

const IN_FORCE = `o.status in ('approved', 'accepted', 'in-service')`;

/** Whom to ring is printed on the cadre's card; the firm's own office is the second number. */
export async function readTaskFacts(
  tx: Tx,
  visitIds: readonly string[],
  today: string,
  vault: PersonalDataVault,
): Promise<TaskFacts[]> {
  const rows = await tx.query<FactRow>(
    `select v.id, cadre.name as cadre_name, item.code, item.name, item.measure, item.standard_minutes, item.place,
       item.proofs, card.contact_name, card.contact_phone, office.name as office_name, office.phone as office_phone,
       coalesce(${IN_FORCE} and $3::date between o.starts_on and o.ends_on, false) as order_open, o.id as order_id,
       case when ${IN_FORCE} and $3::date <= o.ends_on then o.note end as order_note
     from visit v
     join cadre on cadre.bureau_id = v.bureau_id and cadre.id = v.cadre_id
     join item on item.bureau_id = v.bureau_id and item.id = v.item_id
     left join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
     left join lateral (
       select c.contact_name, c.contact_phone from card c
       where c.bureau_id = v.bureau_id and c.cadre_id = v.cadre_id and c.revoked_at is null
         and c.contact_phone is not null
       order by c.issued_at desc limit 1) card on true
     left join lateral (
       select p.name, p.phone from provider_link p
       where p.bureau_id = v.bureau_id and p.provider_id = v.provider_id order by p.code limit 1) office on true
     where v.bureau_id = $1 and v.id = any($2::uuid[])`,
    [tx.actor.bureauId, visitIds, today],
  );
  return rows.map((row) => ({
    ...{ id: row.id, cadreName: row.cadre_name, orderOpen: row.order_open },
    orderNote:
      row.order_note && vault.open(row.order_note, notePlace(tx.actor.bureauId ?? '', row.order_id ?? '')),
    item: {
      ...{ code: row.code, name: row.name, measure: row.measure, standardMinutes: row.standard_minutes },
      ...{ place: row.place, proofs: row.proofs },
    },
    contacts: [
      ...contact('liaison', row.contact_name, row.contact_phone),
      ...contact('office', row.office_name, row.office_phone),
    ],
  }));
}

const contact = (kind: TaskContact['kind'], name: string | null, phone: string | null): TaskContact[] =>
  phone ? [{ kind, name: name ?? '', phone }] : [];

const FINISHED = `v.status in ('photo-pending', 'payable', 'part', 'held', 'blocked', 'billed', 'paid')
  and v.ended_at is not null`;

type MonthFigures = Omit<WorkMonth, 'month' | 'ratingsWithheld'>;

/** The figures of these visits, and the last word of each respondent on them. */
export async function readMonthFigures(tx: Tx, visitIds: readonly string[]): Promise<MonthFigures> {
  const [row] = await tx.query<Record<keyof MonthFigures, string>>(
    `select count(*) filter (where ${FINISHED}) as finished,
       count(*) filter (where v.status in ('planned', 'started')) as planned,
       coalesce(sum(extract(epoch from v.ended_at - v.started_at) / 60)
         filter (where ${FINISHED}), 0)::bigint as "workedMinutes",
       coalesce(sum(item.standard_minutes)
         filter (where v.status in ('planned', 'started')), 0)::bigint as "plannedMinutes",
       count(*) filter (where v.status in ('payable', 'part', 'billed', 'paid')) as accepted,
       count(*) filter (where v.status = 'held') as held,
       count(*) filter (where v.status = 'blocked') as blocked
     from visit v join item on item.bureau_id = v.bureau_id and item.id = v.item_id
     where v.bureau_id = $1 and v.id = any($2::uuid[])`,
    [tx.actor.bureauId, visitIds],
  );
  const levels = await tx.query<{ level: number; count: string }>(
    `select r.level, count(*) from rating r
     where r.bureau_id = $1 and r.visit_id = any($2::uuid[]) and r.respondent <> 'worker-assisted'
       and ${CURRENT}
     group by r.level`,
    [tx.actor.bureauId, visitIds],
  );
  const number = (key: keyof MonthFigures): number => Number(row?.[key] ?? 0);
  return {
    ...{ finished: number('finished'), planned: number('planned') },
    ...{ workedMinutes: number('workedMinutes'), plannedMinutes: number('plannedMinutes') },
    ...{ accepted: number('accepted'), held: number('held'), blocked: number('blocked') },
    ratings: [1, 2, 3, 4, 5].map((level) => Number(levels.find((each) => each.level === level)?.count ?? 0)),
  };
}

export function sumOfFigures(all: readonly MonthFigures[]): MonthFigures {
  const sum = (of: (figures: MonthFigures) => number): number =>
    all.reduce((total, figures) => total + of(figures), 0);
  return {
    ...{ finished: sum((one) => one.finished), planned: sum((one) => one.planned) },
    ...{ workedMinutes: sum((one) => one.workedMinutes), plannedMinutes: sum((one) => one.plannedMinutes) },
    ...{ accepted: sum((one) => one.accepted), held: sum((one) => one.held) },
    blocked: sum((one) => one.blocked),
    ratings: [0, 1, 2, 3, 4].map((level) => sum((one) => one.ratings[level] ?? 0)),
  };
}

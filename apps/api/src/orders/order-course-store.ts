import type { Tx } from '../db/unit-of-work';
import type { OrderAnswer } from './orders.dto';

/** What became of an order at its provider: accepted or declined, and what is arranged of it. */
export type OrderCourse = Pick<OrderAnswer, 'isDeclined' | 'acceptedBy' | 'acceptedAt' | 'comingVisits'>;

interface CourseRow {
  id: string;
  declined: boolean;
  accepted_by: string | null;
  accepted_at: Date | null;
  coming: string;
}

/** Of these orders of the transaction's bureau, by id. */
export async function readCourses(tx: Tx, ids: readonly string[]): Promise<(OrderCourse & { id: string })[]> {
  const rows = await tx.query<CourseRow>(
    `select o.id, o.declined, o.accepted_by, o.accepted_at,
       (select count(*) from visit v where v.bureau_id = o.bureau_id and v.order_id = o.id
         and v.status in ('planned', 'started', 'photo-pending')) as coming
     from service_order o where o.bureau_id = $1 and o.id = any($2::uuid[])`,
    [tx.actor.bureauId, ids],
  );
  return rows.map(({ id, declined, accepted_by: acceptedBy, accepted_at: acceptedAt, coming }) => ({
    ...{ id, isDeclined: declined, comingVisits: Number(coming) },
    ...{ acceptedBy, acceptedAt: acceptedAt?.toISOString() ?? null },
  }));
}

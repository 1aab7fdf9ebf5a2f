import { createHash } from 'node:crypto';
import { dayOf, formatLocal, type Instant } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { UnitOfWork } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import { CODE, may, must, TEXT, TIME, tableLike, tableOf } from '../intake';
import type { VisitAnswer } from '../visits/visit-answer.dto';
import type { VisitDesk } from '../visits/visit-desk.service';
import { NewVisit, VisitEnd } from '../visits/visits.dto';
import { checkedBody } from './body';
import { VISIT_COLUMNS } from './columns';
import { RowRefused } from './row-refused';
import type { RowFinding, Sheet, Taken } from './sheet';

interface FiledVisit {
  order: string;
  worker: string;
  startedAt: Instant;
  endedAt: Instant;
  note: string | null;
}

const TABLE = tableLike(tableOf('visits'), {
  columns: {
    订单编号: must(CODE),
    人员编号: must(CODE),
    签到时间: must(TIME),
    签退时间: must(TIME),
    备注: may(TEXT),
  },
  links: [],
  key: ['订单编号', '人员编号', '签到时间'],
  spans: [['签到时间', '签退时间']],
  build: (v) => ({
    order: v.订单编号,
    worker: v.人员编号,
    startedAt: v.签到时间,
    endedAt: v.签退时间,
    note: v.备注,
  }),
  keyOf: (v) => {
    const parts = [v.订单编号, v.人员编号, v.签到时间];
    return parts.some((part) => part === undefined) ? undefined : parts.join('\u001f');
  },
});

/** A provider's own log of visits: each row is entered by hand and judged at once. */
export function visitSheet(visits: VisitDesk, unitOfWork: UnitOfWork): Sheet {
  return {
    ...{ name: 'visits', title: { zh: '服务记录（补录）', en: 'Visits entered by hand' } },
    ...{
      importers: ['provider-manager', 'bureau-clerk'],
      exporters: [],
      table: TABLE,
      columns: VISIT_COLUMNS,
    },
    // Each row is judged, and holds its order and worker until the end.
    mostRows: 1_000,
    begin: async (caller) => ({
      take: async ({ row }) => recordVisit(visits, unitOfWork, caller, row as FiledVisit),
    }),
    list: async () => [],
  };
}

/** A visit that took place. `order` is its number or id. One that is on record already is the same, or is refused. */
export async function recordVisit(
  visits: VisitDesk,
  unitOfWork: UnitOfWork,
  caller: Caller,
  { order, worker, startedAt, endedAt, note }: FiledVisit,
): Promise<Taken> {
  const found = await unitOfWork.run(caller.actor, (tx) =>
    tx.query<Known>(KNOWN, [order, worker, iso(startedAt), dayOf(startedAt)]),
  );
  const [known] = found;
  if (!known) throw invalid([{ path: 'orderId', rule: 'known-code', limit: order }]);
  if (known.isMade && known.id !== null) return asRecorded(known, endedAt);
  const id = known.id ?? idOf(known.order_id, worker, startedAt);
  const begun = {
    id,
    orderId: known.order_id,
    startedAt: iso(startedAt),
    method: 'manual',
    onBehalfOf: worker,
  };
  await visits.start(caller, await checkedBody(NewVisit, begun), async () => undefined);
  const end = { endedAt: iso(endedAt), photos: [], ...(note !== null && { note }) };
  return {
    verdict: 'new',
    notes: notesOf(await visits.finish(caller, id, await checkedBody(VisitEnd, end))),
  };
}

/** A table changes nothing that is on record: the row says the same, or somebody has to look. */
function asRecorded({ number, ended_at }: Known, endedAt: Instant): Taken {
  if (ended_at === null || ended_at === endedAt) return { verdict: 'same' };
  const facts = { number: number ?? '', known: formatLocal(ended_at), found: formatLocal(endedAt) };
  throw new RowRefused('recorded-otherwise', '结束时间', facts);
}

interface Known {
  order_id: string;
  /** The visit that has begun then, or else the one that was planned for that day. */
  id: string | null;
  number: string | null;
  ended_at: Instant | null;
  isMade: boolean | null;
}

const KNOWN = `select o.id as order_id, v.id, v.number,
    extract(epoch from date_trunc('second', v.ended_at))::int as ended_at, v.started_at is not null as "isMade"
  from service_order o
  left join visit v on v.bureau_id = o.bureau_id and v.order_id = o.id and v.worker_code = $2
    and (v.started_at = $3::timestamptz and v.status <> 'cancelled' or v.status = 'planned' and v.day = $4::date)
  where o.number = $1 or o.id::text = $1 order by v.started_at is null limit 1`;

const iso = (instant: Instant): string => new Date(instant * 1000).toISOString();

/** The same row is the same visit, whoever files it and how often. */
function idOf(orderId: string, worker: string, startedAt: Instant): string {
  const hex = createHash('sha256').update(`${orderId}\n${worker}\n${startedAt}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function notesOf({ decision }: VisitAnswer): RowFinding[] {
  const findings = (decision?.findings ?? []) as Record<string, unknown>[];
  return findings.map(({ code, message, remedy }) => ({
    ...{ column: null, code: String(code), message: String(message), remedy: remedy ? String(remedy) : null },
  }));
}

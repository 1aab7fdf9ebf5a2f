import type { BillableVisit } from '@songbai/billing';
import {
  codesOf,
  type Finding,
  type MaybePlace,
  stateOf,
  type Visit,
  type VisitDecision,
} from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import { seconds } from '../registers/register';

export interface VisitColumns {
  number: string;
  order_number: string;
  cadre: string;
  item: string;
  worker_code: string;
  started_at: number | null;
  ended_at: number | null;
  start_longitude: number | null;
  start_latitude: number | null;
  end_longitude: number | null;
  end_latitude: number | null;
  signed: boolean;
  method: Visit['method'];
  uploaded_at: number | null;
  day: string;
  quantity_hundredths: string;
  findings: Finding[];
  photos: string[];
}

/** What `visitOf` reads, of `VISIT_TABLES`. */
const VISIT_COLUMNS = `
    v.number, v.order_number, cadre.code as cadre, item.code as item, v.worker_code,
    ${seconds('v.started_at', 'started_at')}, ${seconds('v.ended_at', 'ended_at')},
    v.start_longitude, v.start_latitude, v.end_longitude, v.end_latitude, v.signed, v.method,
    ${seconds('v.uploaded_at', 'uploaded_at')}, v.day::text, v.quantity_hundredths, v.findings,
    array(select p.sha256 from visit_photo p where p.bureau_id = v.bureau_id and p.visit_id = v.id) as photos`;

export const VISIT_TABLES = `visit v
  join cadre on cadre.bureau_id = v.bureau_id and cadre.id = v.cadre_id
  join item on item.bureau_id = v.bureau_id and item.id = v.item_id`;

const SELECT = `
  select ${VISIT_COLUMNS} from ${VISIT_TABLES}
  where v.bureau_id = $1 and v.decided_seq is not null`;

/** Decided visits by their numbers, sorted. */
export async function readVisits(
  tx: Tx,
  bureauId: string,
  numbers: readonly string[],
): Promise<VisitDecision[]> {
  // A list of thousands: as a subquery it is hashed, as an array it was searched from its start for every row.
  const asked = 'v.number in (select unnest($2::text[]))';
  return sorted(await tx.query<VisitColumns>(`${SELECT} and ${asked}`, [bureauId, numbers]));
}

/** Decided visits of one month, of the orders of one contract each: what an acceptance sheet is about. */
export async function readVisitsOfContracts(
  tx: Tx,
  bureauId: string,
  month: string,
  contracts: readonly string[],
): Promise<Map<string, VisitDecision[]>> {
  const rows = await tx.query<VisitColumns & { contract: string }>(
    `select given.*, contract.number as contract from (${SELECT} and v.day between $2::date
       and ($2::date + interval '1 month' - interval '1 day')) given
     join service_order o on o.bureau_id = $1 and o.number = given.order_number
     join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
     where contract.number = any($3)`,
    [bureauId, `${month}-01`, contracts],
  );
  const byContract = new Map<string, VisitColumns[]>(contracts.map((number) => [number, []]));
  for (const row of rows) byContract.get(row.contract)?.push(row);
  return new Map([...byContract].map(([contract, visits]) => [contract, sorted(visits)]));
}

function sorted(rows: readonly VisitColumns[]): VisitDecision[] {
  return rows.map(decided).sort((a, b) => (a.visit.number < b.visit.number ? -1 : 1));
}

function decided(c: VisitColumns): VisitDecision {
  const quantity = new Decimal(c.quantity_hundredths).dividedBy(100);
  return { visit: visitOf(c), day: c.day, state: stateOf(c.findings), quantity, findings: c.findings };
}

/** The visit as the rules see it. One that is under way arrived at the moment it began. */
export function visitOf(c: VisitColumns): Visit {
  const place = (longitude: number | null, latitude: number | null): MaybePlace => ({ longitude, latitude });
  return {
    number: c.number,
    order: c.order_number,
    cadre: c.cadre,
    worker: c.worker_code,
    item: c.item,
    startedAt: c.started_at,
    endedAt: c.ended_at,
    startPlace: place(c.start_longitude, c.start_latitude),
    endPlace: place(c.end_longitude, c.end_latitude),
    signed: c.signed,
    photos: c.photos,
    method: c.method,
    uploadedAt: c.uploaded_at ?? c.started_at ?? 0,
  };
}

/** Decided visits as bills see them, by number, with the line that was paid for each. */
export async function readBillableVisits(
  tx: Tx,
  bureauId: string,
  numbers: readonly string[],
): Promise<Map<string, BillableVisit & { id: string; findings: Finding[] }>> {
  const rows = await tx.query<BillableColumns>(
    `select v.id, v.number, v.order_number, item.code as item, v.day::text, v.findings, v.quantity_hundredths,
       bill.number as bill, line.line
     from visit v
     join item on item.bureau_id = v.bureau_id and item.id = v.item_id
     left join bill_line line on line.bureau_id = v.bureau_id and line.visit_id = v.id and line.accepted
     left join bill on bill.bureau_id = line.bureau_id and bill.id = line.bill_id
     where v.bureau_id = $1 and v.decided_seq is not null and v.number = any($2)`,
    [bureauId, numbers],
  );
  return new Map(
    rows.map((row) => [
      row.number,
      {
        id: row.id,
        number: row.number,
        order: row.order_number,
        item: row.item,
        day: row.day,
        state: stateOf(row.findings),
        codes: codesOf(row.findings),
        findings: row.findings,
        quantity: new Decimal(row.quantity_hundredths).dividedBy(100),
        acceptedOn: row.bill === null ? undefined : { bill: row.bill, line: row.line },
      },
    ]),
  );
}

interface BillableColumns {
  id: string;
  number: string;
  order_number: string;
  item: string;
  day: string;
  findings: Finding[];
  quantity_hundredths: string;
  bill: string | null;
  line: number;
}

/** Visits that count for something and that no line was paid for, of any month. Sorted numbers. */
export async function readUnbilled(tx: Tx, bureauId: string): Promise<string[]> {
  const rows = await tx.query<{ number: string }>(
    `select v.number from visit v
     where v.bureau_id = $1 and v.quantity_hundredths > 0 and v.status in ('payable', 'part')
       and not exists (select from bill_line line
         where line.bureau_id = v.bureau_id and line.visit_id = v.id and line.accepted)`,
    [bureauId],
  );
  return rows.map(({ number }) => number).sort();
}

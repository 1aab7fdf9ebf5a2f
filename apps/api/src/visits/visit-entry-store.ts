import { createHash } from 'node:crypto';
import {
  type CaptureMethod,
  DomainError,
  dayOf,
  type Instant,
  type Visit,
  type VisitStatus,
} from '@songbai/contracts';
import { insertRows, updateRows } from '../db/rows';
import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { Place as SealedAt } from '../personal-data/vault';
import { timestamp } from '../registers/register';
import type { LiveVisit } from './live-visit-store';
import { sendInk } from './signature-ink-store';
import type { ViewRow } from './visit-views';

/** The order that a visit is for, locked, and the worker who makes it: where policies and rules look. */
export interface VisitParties {
  bureauId: string;
  order: { id: string; number: string; cadreId: string; cadre: string; itemId: string; item: string };
  providerId: string;
  unitId: string | null;
  worker: { linkId: string; id: string; code: string; providerId: string };
}

interface OrderRow {
  id: string;
  number: string;
  cadre_id: string;
  cadre: string;
  item_id: string;
  item: string;
  provider_id: string;
  unit_id: string | null;
}

/** Locks the order that a visit is to be for. */
export async function lockOrder(tx: Tx, bureauId: string, id: string): Promise<OrderRow> {
  const [order] = await tx.query<OrderRow>(
    `select o.id, o.number, o.cadre_id, cadre.code as cadre, o.item_id, item.code as item, o.provider_id, o.unit_id
     from service_order o
     join cadre on cadre.bureau_id = o.bureau_id and cadre.id = o.cadre_id
     join item on item.bureau_id = o.bureau_id and item.id = o.item_id
     where o.bureau_id = $1 and o.id = $2 for no key update of o`,
    [bureauId, id],
  );
  if (!order) throw new DomainError('not-found');
  return order;
}

/** A worker of the bureau's register by id or code; of several at one firm or another, the order's firm first. */
export async function findWorker(
  tx: Tx,
  bureauId: string,
  idOrCode: string,
  orderProviderId: string,
): Promise<VisitParties['worker'] | undefined> {
  const [row] = await tx.query<{ id: string; worker_id: string; code: string; provider_id: string }>(
    `select id, worker_id, code, provider_id from worker_link
     where bureau_id = $1 and (worker_id::text = lower($2) or code = $2)
     order by provider_id = $3 desc, left_on is null desc, code limit 1`,
    [bureauId, idOrCode, orderProviderId],
  );
  return row && { linkId: row.id, id: row.worker_id, code: row.code, providerId: row.provider_id };
}

export interface Place {
  longitude: number;
  latitude: number;
  accuracy?: number | null;
}

/** How a visit began. `startedAt` is null where nobody recorded it; `about` then says when it was. */
export interface VisitStart {
  id: string;
  startedAt: Instant | null;
  about: Instant;
  place: Place | null;
  method: CaptureMethod;
  onBehalfOf: string | null;
  by: string;
  at: Date;
  deviceAt: Date | null;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number that offices can read out: the day, and eight characters that follow from the id. */
export function visitNumber(id: string, about: Instant): string {
  const digest = createHash('sha256').update(id).digest();
  const tail = [...digest.subarray(0, 8)].map((byte) => ALPHABET[byte % 32]).join('');
  return `FW${dayOf(about).replaceAll('-', '')}-${tail}`;
}

/** Stores a visit that has begun and that nobody had planned. */
export async function insertStarted(tx: Tx, parties: VisitParties, start: VisitStart): Promise<void> {
  const { order, worker, bureauId } = parties;
  const number = visitNumber(start.id, start.about);
  const filed: Visit = {
    ...{ number, order: order.number, cadre: order.cadre, worker: worker.code, item: order.item },
    ...{
      startedAt: start.startedAt,
      endedAt: null,
      startPlace: placeOf(start.place),
      endPlace: placeOf(null),
    },
    ...{ signed: false, photos: [], method: start.method, uploadedAt: secondsOf(start.at) },
  };
  await insertRows(tx, 'visit', [
    {
      ...{ bureau_id: bureauId, id: start.id, number, order_number: order.number, order_id: order.id },
      ...{
        cadre_id: order.cadreId,
        item_id: order.itemId,
        unit_id: parties.unitId,
        provider_id: parties.providerId,
      },
      ...{ worker_code: worker.code, worker_link_id: worker.linkId, worker_id: worker.id, signed: false },
      ...{ day: dayOf(start.about), filed: canonical('visits', filed), ...startColumns(start) },
    },
  ]);
}

/** A planned visit begins. */
export async function startPlanned(tx: Tx, bureauId: string, start: VisitStart): Promise<void> {
  const row = { bureau_id: bureauId, id: start.id, day: dayOf(start.about), ...startColumns(start) };
  await updateRows(tx, 'visit', ['bureau_id', 'id'], [row]);
}

const startColumns = ({ startedAt, place, method, onBehalfOf, by, at, deviceAt }: VisitStart) => ({
  status: 'started',
  started_at: startedAt,
  start_longitude: place?.longitude ?? null,
  start_latitude: place?.latitude ?? null,
  start_accuracy: place?.accuracy ?? null,
  method,
  on_behalf_of: onBehalfOf,
  started_by: by,
  uploaded_at: at,
  device_at: deviceAt,
});

const FINISHED: VisitStatus = 'photo-pending';

/** Where the drawing of a signature is sealed. */
export const signaturePlace = (bureauId: string, visitId: string): SealedAt => ({
  ...{ bureauId, table: 'visit_signature', column: 'sealed', rowId: visitId },
});

/** How a visit ended, with its proofs; each photo once. */
export interface VisitFinish {
  id: string;
  endedAt: Instant | null;
  place: Place | null;
  sealedSignature: Buffer | null;
  /** The blind index of what was drawn. */
  ink: Buffer | null;
  photos: string[];
  sealedRemarks: Buffer | null;
  method: CaptureMethod;
  by: string;
  at: Date;
  deviceAt: Date | null;
}

const FINISH_VISIT = verb('finish_visit', 17);

/** Stores how a visit ended, without waiting for it. A decision that it had while under way was none. */
export function sendFinish(
  tx: Tx,
  bureauId: string,
  { providerId, workerId }: LiveVisit,
  finish: VisitFinish,
): void {
  const { id, place, sealedSignature } = finish;
  tx.send(FINISH_VISIT, [
    ...[bureauId, id, FINISHED, timestamp(finish.endedAt), place?.longitude ?? null, place?.latitude ?? null],
    ...[place?.accuracy ?? null, sealedSignature !== null, finish.method, finish.sealedRemarks, finish.by],
    ...[finish.at.toISOString(), finish.deviceAt?.toISOString() ?? null],
    ...[providerId, workerId, finish.photos, sealedSignature],
  ]);
  sendInk(tx, bureauId, id, 0, finish.ink);
}

/** The visit once that is stored; it then waits for its photos. */
export function finished(live: LiveVisit, finish: VisitFinish): LiveVisit {
  const { endedAt, place, method, photos, by, at, sealedRemarks } = finish;
  const signed = finish.sealedSignature !== null;
  const visit = { ...live.visit, endedAt, endPlace: placeOf(place), signed, photos, method };
  const view: ViewRow = {
    ...{ ...live.view, status: FINISHED, signed, method, sealed: sealedRemarks, photos: [...photos].sort() },
    finished_by: by,
    ended_at: endedAt === null ? null : new Date(endedAt * 1000),
    ...{ end_longitude: place?.longitude ?? null, end_latitude: place?.latitude ?? null },
    end_accuracy: place?.accuracy ?? null,
  };
  return {
    ...{ ...live, status: FINISHED, turn: null, finishedBy: by, view },
    visit: { ...visit, uploadedAt: at.getTime() / 1000 },
  };
}

const placeOf = (place: Place | null) => ({
  longitude: place?.longitude ?? null,
  latitude: place?.latitude ?? null,
});

export const secondsOf = (at: Date): Instant => Math.floor(at.getTime() / 1000);

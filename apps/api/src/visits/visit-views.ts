import {
  awaitsWord,
  type CaptureMethod,
  COMING_VISITS,
  codesOf,
  DomainError,
  dayOf,
  type Finding,
  type Language,
  Money,
  stateOf,
  type VisitStatus,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Tx } from '../db/unit-of-work';
import { seesHomes } from '../http/homes';
import { sayFinding } from '../http/problem.filter';
import type { PersonalDataVault, Place } from '../personal-data/vault';
import { ADDED_ROWS, type AddedRow, addedAnswer } from './added-proof-rows';
import { SAME_SIGNATURE } from './signature-ink-store';
import type { DecisionAnswer, ResolutionAnswer, VisitAnswer } from './visit-answer.dto';
import type { LocationPart } from './visits.dto';

/** A visit as a statement answers it. */
export interface ViewRow {
  id: string;
  bureau_id: string;
  number: string;
  status: VisitStatus;
  order_id: string | null;
  order_number: string;
  cadre_id: string;
  item: string;
  worker_id: string | null;
  provider_id: string | null;
  day: string;
  planned_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  start_longitude: number | null;
  start_latitude: number | null;
  start_accuracy: number | null;
  end_longitude: number | null;
  end_latitude: number | null;
  end_accuracy: number | null;
  method: CaptureMethod;
  on_behalf_of: string | null;
  started_by: string | null;
  finished_by: string | null;
  signed: boolean;
  sealed: Buffer | null;
  quantity: string;
  amount_fen: string | null;
  findings: Finding[];
  photos: string[];
  kept: string[];
  resolutions: ResolutionAnswer[];
  added: AddedRow[];
  /** Asked where a visit is shown, not where one is worked on. */
  same_signature?: string | null;
  /** Until when its order is in force; null where it is over. */
  serves_until: string | null;
}

/** Who asks, when, and in which language. */
type Reader = Pick<Caller, 'actor' | 'at' | 'language'>;

const UNDECIDED: readonly VisitStatus[] = [...COMING_VISITS, 'missed', 'cancelled'];

/** What `visitAnswer` reads, of visits `v` and their `item`. */
export const VIEW_COLUMNS = `
    v.id, v.bureau_id, v.number, v.status, v.order_id, v.order_number, v.cadre_id, item.code as item, v.worker_id,
    v.provider_id, v.day::text, v.planned_at, v.started_at, v.ended_at, v.start_longitude, v.start_latitude,
    v.start_accuracy, v.end_longitude, v.end_latitude, v.end_accuracy, v.method, v.on_behalf_of, v.signed, v.sealed,
    v.started_by, v.finished_by,
    (v.quantity_hundredths / 100.0)::numeric(12, 2)::text as quantity, v.amount_fen, v.findings,
    array(select p.sha256 from visit_photo p
      where p.bureau_id = v.bureau_id and p.visit_id = v.id order by 1) as photos,
    array(select p.sha256 from visit_photo p join photo f on f.bureau_id = p.bureau_id and f.sha256 = p.sha256
      where p.bureau_id = v.bureau_id and p.visit_id = v.id) as kept,
    (select coalesce(json_agg(json_build_object('code', r.code, 'resolution', r.resolution, 'reason', r.reason,
        'evidence', r.evidence, 'by', r.resolved_by, 'at', r.resolved_at) order by r.resolved_at, r.code), '[]')
      from visit_resolution r where r.bureau_id = v.bureau_id and r.visit_id = v.id) as resolutions,
    case when v.status in (${UNDECIDED.map((status) => `'${status}'`).join()}) then '[]'
      else ${ADDED_ROWS} end as added,
    (select o.ends_on::text from service_order o where o.bureau_id = v.bureau_id and o.id = v.order_id
      and o.status in ('approved', 'accepted', 'in-service')) as serves_until`;

const SELECT = `select ${VIEW_COLUMNS}, ${SAME_SIGNATURE} as same_signature
  from visit v join item on item.bureau_id = v.bureau_id and item.id = v.item_id`;

/** These visits, of the transaction's bureau, as this reader may see them. */
export async function readVisitAnswers(
  tx: Tx,
  ids: readonly string[],
  reader: Reader,
  vault: PersonalDataVault,
): Promise<VisitAnswer[]> {
  const rows = await tx.query<ViewRow>(`${SELECT} where v.bureau_id = $1 and v.id = any($2::uuid[])`, [
    ...[tx.actor.bureauId, ids],
  ]);
  return rows.map((row) => visitAnswer(row, reader, vault));
}

export async function readVisitAnswer(
  tx: Tx,
  id: string,
  reader: Reader,
  vault: PersonalDataVault,
): Promise<VisitAnswer> {
  const [visit] = await readVisitAnswers(tx, [id], reader, vault);
  if (!visit) throw new DomainError('not-found');
  return visit;
}

export function visitAnswer(row: ViewRow, reader: Reader, vault: PersonalDataVault): VisitAnswer {
  const decision = decisionOf(row, reader.language);
  const remarks = remarksOf(row, vault);
  return {
    ...{
      id: row.id,
      number: row.number,
      status: row.status,
      orderId: row.order_id,
      orderNumber: row.order_number,
    },
    ...{
      cadreId: row.cadre_id,
      itemCode: row.item,
      workerId: row.worker_id,
      providerId: row.provider_id,
      day: row.day,
    },
    plannedAt: row.planned_at?.toISOString() ?? null,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    ...placesOf(row, reader),
    ...{ method: row.method, onBehalfOf: row.on_behalf_of, signed: row.signed, photos: row.photos },
    ...(row.on_behalf_of !== null && { enteredBy: row.finished_by ?? row.started_by }),
    ...(reader.actor.kind === 'bureau' && row.same_signature && { sameSignatureOn: row.same_signature }),
    missingPhotos:
      row.status === 'photo-pending' ? row.photos.filter((hash) => !row.kept.includes(hash)) : [],
    ...remarks,
    ...(decision && { decision }),
    resolutions: row.resolutions.map((each) => ({ ...each, at: new Date(each.at).toISOString() })),
    takesProof: takesProof(row),
    addedProofs: row.added.map((each) =>
      addedAnswer(each, { bureauId: row.bureau_id, visitId: row.id }, vault),
    ),
  };
}

/** Over, held, and nobody has decided. What came in a folder has nobody who ended it. */
const takesProof = ({ status, started_by, finished_by, findings, resolutions }: ViewRow): boolean =>
  status === 'held' &&
  (finished_by !== null || started_by === null) &&
  awaitsWord(codesOf(findings), resolutions);

function decisionOf({ status, findings, quantity, amount_fen: amount }: ViewRow, language: Language) {
  if (UNDECIDED.includes(status)) return undefined;
  const decision: DecisionAnswer = {
    state: stateOf(findings),
    codes: codesOf(findings),
    quantity,
    amount: Money.ofFen(amount ?? '0').toString(),
    findings: findings.map((finding) => sayFinding(finding, language)),
  };
  return decision;
}

/** Where a visit was is where somebody lives: shown like a home. Others learn the distance, from the findings. */
function placesOf(row: ViewRow, { actor, at }: Reader): Pick<VisitAnswer, 'location' | 'endLocation'> {
  const today = dayOf(Math.floor(at.getTime() / 1000));
  const isServed = row.serves_until !== null && row.serves_until >= today;
  if (!seesHomes(actor, isServed)) return { location: null, endLocation: null };
  return {
    location: placeOf(row.start_longitude, row.start_latitude, row.start_accuracy),
    endLocation: placeOf(row.end_longitude, row.end_latitude, row.end_accuracy),
  };
}

function placeOf(
  longitude: number | null,
  latitude: number | null,
  accuracy: number | null,
): LocationPart | null {
  if (longitude === null || latitude === null) return null;
  return { latitude, longitude, ...(accuracy !== null && { accuracy }) };
}

/** What somebody wrote about a visit; sealed, because it may tell how the cadre is. */
export interface Remarks {
  note: string | null;
  tasks: string[];
}

const NO_REMARKS: Remarks = { note: null, tasks: [] };

export const sealRemarks = (
  remarks: Remarks,
  bureauId: string,
  id: string,
  vault: PersonalDataVault,
): Buffer => vault.seal(JSON.stringify(remarks), remarksPlace(bureauId, id));

/** What was written about a visit, opened. */
export const remarksOf = (row: ViewRow, vault: PersonalDataVault): Remarks =>
  row.sealed === null ? NO_REMARKS : openRemarks(row.sealed, row.bureau_id, row.id, vault);

/** An answer for those who may not read what was written, then or afterwards. */
export const withoutRemarks = (answer: VisitAnswer): VisitAnswer => ({
  ...{ ...answer, ...NO_REMARKS },
  addedProofs: answer.addedProofs.map((each) => ({ ...each, note: null })),
});

const openRemarks = (sealed: Buffer, bureauId: string, id: string, vault: PersonalDataVault): Remarks =>
  JSON.parse(vault.open(sealed, remarksPlace(bureauId, id))) as Remarks;

const remarksPlace = (bureauId: string, rowId: string): Place => ({
  ...{ bureauId, table: 'visit', column: 'sealed', rowId },
});

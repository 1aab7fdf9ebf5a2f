import { CAPTURE_METHODS, RESOLUTIONS, RESPONDENTS } from '@songbai/contracts';
import { Link } from 'react-router';
import { listedLong } from '../../shared/lists';
import { ONLOOKERS, UNIT, useMay } from '../app/access';
import {
  EmptyBox,
  type Fact,
  FactsTable,
  Loaded,
  Moment,
  Quantity,
  Section,
  StatusTag,
  wordOf,
} from '../kit';
import { VisitPictures } from '../visits/photos';
import { v } from '../visits/visits-words';
import { t } from './bills-words';
import { type Evidence, useEvidence } from './evidence';

const MINUTE_MS = 60_000;

/** What proves the visit: times, signature, photos, who served whom, and what was said of it. */
export function ProofPart({ visitNumber }: { visitNumber: string }) {
  const evidence = useEvidence(visitNumber);
  return (
    <Section title={t.proof()}>
      <Loaded read={evidence}>
        {(data) =>
          data.visit ? <Proof evidence={data} visit={data.visit} /> : <EmptyBox title={t.noVisit()} />
        }
      </Loaded>
    </Section>
  );
}

type Visit = NonNullable<Evidence['visit']>;

/** Whole ones, the last begun not counted: as the rules count them. */
function minutesOf({ startedAt, endedAt }: Visit): string {
  if (!startedAt || !endedAt) return '';
  return t.minutesOf({ count: Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / MINUTE_MS) });
}

function photosOf({ photos, missingPhotos }: Visit): string {
  const [count, missing] = [photos.length, missingPhotos.length];
  return missing > 0 ? t.photosMissing({ count, missing }) : t.photosOf({ count });
}

function factsOf(
  { cadre, worker, order, ratings }: Evidence,
  visit: Visit,
  isNoteHidden: boolean,
): (Fact | null)[] {
  const rating = ratings.map(
    ({ level, respondent, comment }) => `${level}/5 ${wordOf(RESPONDENTS, respondent)} ${comment ?? ''}`,
  );
  return [
    { label: t.cadre(), value: cadre?.name ?? '' },
    { label: t.worker(), value: worker?.name ?? '' },
    { label: t.started(), value: <Moment value={visit.startedAt} /> },
    { label: t.ended(), value: <Moment value={visit.endedAt} /> },
    { label: t.minutes(), value: minutesOf(visit) },
    { label: t.method(), value: wordOf(CAPTURE_METHODS, visit.method) },
    { label: t.signature(), value: visit.signed ? t.signed() : t.unsigned() },
    { label: t.photos(), value: photosOf(visit) },
    { label: t.rating(), value: listedLong(rating) || t.noRating() },
    order ? { label: t.order(), value: <Link to={`/orders/${order.id}`}>{order.number}</Link> } : null,
    order ? { label: t.orderLeft(), value: <Quantity value={order.remainingQuantity} /> } : null,
    visit.note || isNoteHidden ? { label: t.note(), value: visit.note ?? v.noteHidden(), wide: true } : null,
  ];
}

function Proof({ evidence, visit }: { evidence: Evidence; visit: Visit }) {
  const isNoteHidden = useMay()(...UNIT, ...ONLOOKERS);
  return (
    <div className="stack-tight">
      <p className="row-wrap">
        <Link to={`/visits/${visit.id}`}>{visit.number}</Link>
        <StatusTag machine="visit" status={visit.status} />
      </p>
      <FactsTable facts={factsOf(evidence, visit, isNoteHidden)} />
      <VisitPictures visit={visit} />
      {visit.resolutions.map(({ code, resolution, reason, by, byName, at }) => (
        <p key={code} className="word-kept">
          <b>{t.resolution()}</b> <span className="code">{code}</span> {wordOf(RESOLUTIONS, resolution)}：
          {reason} · {byName ?? by} <Moment value={at} />
        </p>
      ))}
    </div>
  );
}

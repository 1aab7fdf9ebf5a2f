import { CAPTURE_METHODS } from '@songbai/contracts';
import { Link, useParams } from 'react-router';
import { listed } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { ONLOOKERS, UNIT, useMay } from '../app/access';
import {
  CadreName,
  DetailsPage,
  type Fact,
  FactsTable,
  Findings,
  Loaded,
  Moment,
  Money,
  Quantity,
  Section,
  StatusTag,
  Timeline,
  useRegister,
  wordOf,
} from '../kit';
import { useOrder } from '../orders/order-data';
import { useOrderFacts } from '../orders/order-page';
import { AddedProofs } from './added-proofs';
import { openReasons } from './open-reasons';
import { VisitPictures } from './photos';
import { ResolvePart } from './resolve-part';
import { VisitActions } from './visit-actions';
import { minutesOf, useVisit, type Visit } from './visit-data';
import { v } from './visits-words';

export function VisitPage() {
  useLanguage();
  const { id = '' } = useParams();
  return <Loaded read={useVisit(id)}>{(visit) => <VisitView key={visit.id} visit={visit} />}</Loaded>;
}

/** What happened beside what was ordered, and what the rules say of the two. */
function VisitView({ visit }: { visit: Visit }) {
  return (
    <DetailsPage
      title={visit.number}
      status={<StatusTag machine="visit" status={visit.status} />}
      actions={<VisitActions visit={visit} />}
    >
      <div className="two">
        <Section title={v.facts()}>
          <FactsTable facts={useFacts(visit)} />
          <VisitPictures visit={visit} />
        </Section>
        {visit.orderId && <Ordered orderId={visit.orderId} />}
      </div>
      <Decision visit={visit} />
      <AddedProofs visit={visit} />
      {(openReasons(visit).length > 0 || visit.resolutions.length > 0) && <ResolvePart visit={visit} />}
      <Settled visit={visit} />
    </DetailsPage>
  );
}

function useFacts(visit: Visit): (Fact | null)[] {
  const worker = useRegister('workers').byId.get(visit.workerId ?? '');
  const item = useRegister('items').byCode.get(visit.itemCode);
  const { plannedAt, startedAt, endedAt, location, onBehalfOf, note, tasks } = visit;
  const minutes = minutesOf(visit);
  const may = useMay();
  const isOnlooker = may(...ONLOOKERS);
  return [
    { label: v.cadre(), value: <CadreName id={visit.cadreId} isLink /> },
    { label: v.item(), value: `${visit.itemCode} ${item?.name ?? ''}` },
    { label: v.worker(), value: worker ? `${worker.name} ${worker.code}` : (onBehalfOf ?? '') },
    plannedAt ? { label: v.planned(), value: <Moment value={plannedAt} /> } : null,
    { label: v.started(), value: <Moment value={startedAt} /> },
    { label: v.ended(), value: <Moment value={endedAt} /> },
    minutes === undefined ? null : { label: v.length(), value: v.minutes({ minutes }) },
    { label: v.method(), value: wordOf(CAPTURE_METHODS, visit.method) },
    onBehalfOf ? { label: v.enteredBy(), value: visit.enteredByName ?? visit.enteredBy ?? '' } : null,
    { label: v.signed(), value: <Signed visit={visit} /> },
    location
      ? {
          label: v.place(),
          value: `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)} ${accuracyOf(location)}`,
        }
      : isOnlooker
        ? { label: v.place(), value: v.placeHidden(), wide: true }
        : null,
    {
      label: v.note(),
      value: note ?? (may(...UNIT, ...ONLOOKERS) ? v.noteHidden() : v.noNote()),
      wide: true,
    },
    tasks.length > 0 ? { label: v.tasks(), value: listed(tasks), wide: true } : null,
  ];
}

/** Nobody draws a name twice alike. It holds no payment: another system may keep one drawing of each person. */
function Signed({ visit: { signed, sameSignatureOn } }: { visit: Visit }) {
  return (
    <>
      {signed ? v.hasSigned() : v.notSigned()}
      {sameSignatureOn && <div className="is-negative">{v.sameSignature({ visit: sameSignatureOn })}</div>}
    </>
  );
}

const accuracyOf = ({ accuracy }: NonNullable<Visit['location']>): string =>
  accuracy == null ? '' : v.accuracy({ meters: Math.round(accuracy) });

function Ordered({ orderId }: { orderId: string }) {
  const read = useOrder(orderId);
  return (
    <Section title={v.asked()}>
      <Loaded read={read}>{(order) => <OrderedFacts order={order} />}</Loaded>
    </Section>
  );
}

function OrderedFacts({ order }: { order: Parameters<typeof useOrderFacts>[0] }) {
  const facts = useOrderFacts(order);
  const number = { label: v.order(), value: <Link to={`/orders/${order.id}`}>{order.number}</Link> };
  return <FactsTable facts={[number, ...facts.slice(1)]} />;
}

function Decision({ visit }: { visit: Visit }) {
  const { decision } = visit;
  const measure = useRegister('items').byCode.get(visit.itemCode)?.measure;
  if (!decision) return <Section title={v.decision()}>{v.noDecision()}</Section>;
  return (
    <Section title={v.decision()}>
      <div className="stack">
        <FactsTable
          facts={[
            { label: v.status(), value: <StatusTag machine="visit" status={decision.state} /> },
            { label: v.quantity(), value: <Quantity value={decision.quantity} measure={measure} /> },
            { label: v.amount(), value: <Money value={decision.amount} strong /> },
          ]}
        />
        <Findings findings={decision.findings} whenNone={<p className="verdict is-good">✓ {v.fine()}</p>} />
      </div>
    </Section>
  );
}

function Settled({ visit }: { visit: Visit }) {
  if (visit.resolutions.length === 0) return null;
  const entries = visit.resolutions.map(({ code, resolution, reason, by, byName, at }) => ({
    ...{ key: `${code}${at}`, by: byName ?? by, at: <Moment value={at} />, note: reason },
    title: `${code} · ${resolution === 'confirm' ? v.confirmed() : v.rejected()}`,
    tone: resolution === 'confirm' ? ('good' as const) : ('bad' as const),
  }));
  return (
    <Section title={v.resolved()}>
      <Timeline entries={entries} />
    </Section>
  );
}

import { answerOf, api, type Schemas } from '../../shared/session';
import {
  Day,
  EmptyBox,
  Loaded,
  Quantity,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useRead,
  useRegister,
} from '../kit';
import { LimitBar } from './impact';
import { useCadreLimits } from './order-data';
import { o } from './orders-words';

type Visit = Schemas['VisitAnswer'];

/** While nothing is chosen yet: what this cadre may still use, and what was done for them last. */
export function LimitsLeft({ cadreId, on }: { cadreId: string; on?: string }) {
  const read = useCadreLimits(cadreId, on);
  return (
    <Section title={o.limitsLeft()}>
      <Loaded read={read}>
        {({ limits }) => {
          const inForce = limits.filter((limit) => limit.inForce);
          return inForce.length === 0 ? (
            <EmptyBox title={o.noLimits()} />
          ) : (
            <div className="stack">
              {inForce.map((limit) => (
                <LimitBar key={limit.id} limit={limit} />
              ))}
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}

export function LastVisits({ cadreId, count = 3 }: { cadreId: string; count?: number }) {
  const items = useRegister('items');
  const read = useRead(['visits', 'of', cadreId, count], () =>
    answerOf(api.GET('/api/v1/visits', { params: { query: { cadreId, limit: count } } })),
  );
  const columns = [
    {
      key: 'day',
      title: o.servedOn(),
      text: (visit: Visit) => visit.day,
      render: (visit: Visit) => <Day value={visit.day} />,
    },
    {
      key: 'item',
      title: o.item(),
      text: (visit: Visit) => items.byCode.get(visit.itemCode)?.name ?? visit.itemCode,
    },
    {
      key: 'quantity',
      title: o.quantity(),
      isNumber: true,
      text: (visit: Visit) => visit.decision?.quantity ?? '',
      render: (visit: Visit) => (
        <Quantity value={visit.decision?.quantity} measure={items.byCode.get(visit.itemCode)?.measure} />
      ),
    },
    {
      key: 'status',
      title: o.status(),
      text: (visit: Visit) => statusText('visit', visit.status),
      render: (visit: Visit) => <StatusTag machine="visit" status={visit.status} />,
    },
  ];
  return (
    <Section title={o.lastVisits()}>
      <Loaded read={read}>
        {({ items: rows }) => (
          <SmallTable
            columns={columns}
            rows={rows}
            rowKey={(visit) => visit.id}
            rowLink={(visit) => `/visits/${visit.id}`}
            empty={o.noVisits()}
          />
        )}
      </Loaded>
    </Section>
  );
}

import { answerOf, api, type Schemas } from '../../shared/session';
import {
  Loaded,
  Moment,
  Money,
  Quantity,
  Section,
  SmallTable,
  StatusTag,
  useRead,
  useRegister,
} from '../kit';
import { o } from './orders-words';

type Visit = Schemas['VisitAnswer'];

/** The visits that this order has had, and those that are planned. */
export function OrderVisits({ orderId }: { orderId: string }) {
  const workers = useRegister('workers');
  const read = useRead(['visits', 'order', orderId], () =>
    answerOf(api.GET('/api/v1/visits', { params: { query: { orderId, limit: 200 } } })),
  );
  return (
    <Section title={o.visits()}>
      <Loaded read={read}>
        {({ items }) => (
          <SmallTable<Visit>
            rows={items}
            rowKey={(visit) => visit.id}
            rowLink={(visit) => `/visits/${visit.id}`}
            empty={o.noVisits()}
            columns={[
              {
                ...{ key: 'at', title: o.visitAt(), text: (visit) => visit.day },
                render: (visit) => <Moment value={visit.startedAt ?? visit.plannedAt} />,
              },
              {
                key: 'worker',
                title: o.worker(),
                text: (visit) => workers.byId.get(visit.workerId ?? '')?.name ?? '',
              },
              {
                ...{ key: 'quantity', title: o.quantity(), isNumber: true, text: () => '' },
                render: (visit) => <Quantity value={visit.decision?.quantity} />,
              },
              {
                ...{ key: 'amount', title: o.amount(), isNumber: true, text: () => '' },
                render: (visit) => <Money value={visit.decision?.amount} />,
              },
              {
                ...{ key: 'status', title: o.status(), text: () => '' },
                render: (visit) => <StatusTag machine="visit" status={visit.status} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

import { answerOf, api, type Schemas } from '../../shared/session';
import { words } from '../../shared/words';
import {
  CadreName,
  Day,
  Loaded,
  Quantity,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  todayText,
  useRead,
  useRegister,
} from '../kit';

const l = words({
  orders: ['最近的订单', 'The last orders'],
  visits: ['最近的服务', 'The last visits'],
  cadre: ['老干部', 'Cadre'],
  item: ['服务项目', 'Service item'],
  day: ['日期', 'Day'],
  quantity: ['数量', 'Quantity'],
  status: ['状态', 'Status'],
  noOrders: ['还没有订单', 'No orders yet'],
  noVisits: ['还没有服务记录', 'No visits yet'],
});

type Order = Schemas['OrderAnswer'];
type Visit = Schemas['VisitAnswer'];

const SHOWN = 6;

/** Newest first; who has just placed, approved or planned something sees it here. */
export const useLastOrdered = () =>
  useRead(['orders', 'lately'], () =>
    answerOf(api.GET('/api/v1/orders', { params: { query: { limit: SHOWN } } })),
  );

/** What happened last: the newest orders and visits that this person may see. */
export function Lately() {
  const items = useRegister('items');
  const orders = useLastOrdered();
  const visits = useRead(['visits', 'lately'], () =>
    answerOf(api.GET('/api/v1/visits', { params: { query: { to: todayText(), limit: SHOWN } } })),
  );
  const nameOf = (code: string): string => items.byCode.get(code)?.name ?? code;
  return (
    <>
      <Section title={l.orders()}>
        <Loaded read={orders}>
          {({ items: rows }) => (
            <SmallTable
              {...{ rows, columns: orderColumns(nameOf), empty: l.noOrders() }}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/orders/${id}`}
            />
          )}
        </Loaded>
      </Section>
      <Section title={l.visits()}>
        <Loaded read={visits}>
          {({ items: rows }) => (
            <SmallTable
              {...{ rows, columns: visitColumns(nameOf), empty: l.noVisits() }}
              rowKey={({ id }) => id}
              rowLink={({ id }) => `/visits/${id}`}
            />
          )}
        </Loaded>
      </Section>
    </>
  );
}

type NameOf = (code: string) => string;

const orderColumns = (nameOf: NameOf) => [
  { key: 'item', title: l.item(), text: ({ itemCode }: Order) => nameOf(itemCode) },
  {
    ...{ key: 'cadre', title: l.cadre(), text: ({ cadreId }: Order) => cadreId },
    render: ({ cadreId }: Order) => <CadreName id={cadreId} />,
  },
  {
    ...{ key: 'quantity', title: l.quantity(), isNumber: true, text: ({ quantity }: Order) => quantity },
    render: ({ quantity }: Order) => <Quantity value={quantity} />,
  },
  {
    ...{ key: 'status', title: l.status(), text: ({ status }: Order) => statusText('order', status) },
    render: ({ status }: Order) => <StatusTag machine="order" status={status} />,
  },
];

const visitColumns = (nameOf: NameOf) => [
  { key: 'item', title: l.item(), text: ({ itemCode }: Visit) => nameOf(itemCode) },
  {
    ...{ key: 'cadre', title: l.cadre(), text: ({ cadreId }: Visit) => cadreId },
    render: ({ cadreId }: Visit) => <CadreName id={cadreId} />,
  },
  {
    ...{ key: 'day', title: l.day(), text: ({ day }: Visit) => day },
    render: ({ day }: Visit) => <Day value={day} />,
  },
  {
    ...{ key: 'status', title: l.status(), text: ({ status }: Visit) => statusText('visit', status) },
    render: ({ status }: Visit) => <StatusTag machine="visit" status={status} />,
  },
];

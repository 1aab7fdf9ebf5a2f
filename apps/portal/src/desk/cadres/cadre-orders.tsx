import {
  daysText,
  Loaded,
  Money,
  Quantity,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useRegister,
} from '../kit';
import { type Order, useLastOrders } from '../orders/order-data';
import { o } from '../orders/orders-words';
import { c } from './cadres-words';

/** The last orders of a cadre. */
export function CadreOrders({ cadreId }: { cadreId: string }) {
  const items = useRegister('items');
  const read = useLastOrders(cadreId);
  return (
    <Section title={c.orders()}>
      <Loaded read={read}>
        {({ items: rows }) => (
          <SmallTable<Order>
            rows={rows}
            rowKey={({ id }) => id}
            rowLink={({ id }) => `/orders/${id}`}
            empty={c.noOrders()}
            columns={[
              { key: 'number', title: o.number(), text: ({ number }) => number },
              {
                key: 'item',
                title: o.item(),
                text: ({ itemCode }) => items.byCode.get(itemCode)?.name ?? itemCode,
              },
              { key: 'days', title: o.days(), text: daysText },
              {
                ...{ key: 'quantity', title: o.quantity(), isNumber: true, text: ({ quantity }) => quantity },
                render: ({ quantity, itemCode }) => (
                  <Quantity value={quantity} measure={items.byCode.get(itemCode)?.measure} />
                ),
              },
              {
                ...{ key: 'amount', title: o.amount(), isNumber: true, text: ({ amount }) => amount },
                render: ({ amount }) => <Money value={amount} />,
              },
              {
                ...{ key: 'status', title: o.status(), text: ({ status }) => statusText('order', status) },
                render: ({ status }) => <StatusTag machine="order" status={status} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

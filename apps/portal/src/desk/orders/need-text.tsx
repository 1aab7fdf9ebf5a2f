import { answerOf, api } from '../../shared/session';
import { useRead } from '../kit';
import type { Order } from './order-data';
import { o } from './orders-words';

/** Why it was asked for: the words of the need, where the order rests on one. */
export function NeedText({ order }: { order: Pick<Order, 'needId' | 'need'> }) {
  const id = order.needId ?? '';
  const read = useRead(
    ['needs', id],
    () => answerOf(api.GET('/api/v1/needs/{id}', { params: { path: { id } } })),
    {
      enabled: id !== '',
    },
  );
  if (!order.need && id === '') return <span className="faint">{o.noNeed()}</span>;
  return (
    <>
      {order.need} {read.data?.text}
    </>
  );
}

import { StatusTag, statusText } from '../kit';
import type { Order } from './order-data';
import { o } from './orders-words';

type Ended = Pick<Order, 'status' | 'isDeclined'>;

/** What became of an order; one that its provider declined was not cancelled by anybody. */
export const orderStatusText = ({ status, isDeclined }: Ended): string =>
  isDeclined ? o.declined() : statusText('order', status);

export const OrderStatus = ({ order }: { order: Ended }) =>
  order.isDeclined ? (
    <span className="tag tag-bad">
      <span aria-hidden="true">▲</span> {o.declined()}
    </span>
  ) : (
    <StatusTag machine="order" status={order.status} />
  );

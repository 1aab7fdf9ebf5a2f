import { Link } from 'react-router';
import type { Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { ORDERING, useMay } from '../app/access';
import {
  CadreName,
  type Column,
  daysText,
  type Filter,
  ListPage,
  Money,
  Quantity,
  type Queue,
  type Register,
  statusOptions,
  todayText,
  useRegister,
} from '../kit';
import { ImportLink } from '../tables';
import { fetchOrders, type Order } from './order-data';
import { OrderStatus, orderStatusText } from './order-status';
import { o } from './orders-words';

type Items = Register<Schemas['ItemAnswer']>;
type Providers = Register<Schemas['ProviderAnswer']>;

function orderColumns(items: Items, providers: Providers): Column<Order>[] {
  const item = ({ itemCode }: Order) => items.byCode.get(itemCode);
  return [
    { key: 'number', title: o.number(), width: 150, text: (order) => order.number },
    {
      key: 'cadre',
      title: o.cadre(),
      text: (order) => order.cadreId,
      render: (order) => <CadreName id={order.cadreId} />,
    },
    { key: 'item', title: o.item(), text: (order) => item(order)?.name ?? order.itemCode },
    {
      key: 'provider',
      title: o.provider(),
      text: (order) => providers.byId.get(order.providerId)?.name ?? '',
    },
    { key: 'days', title: o.days(), width: 200, text: daysText },
    {
      ...{ key: 'quantity', title: o.quantity(), isNumber: true, text: (order) => order.quantity },
      render: (order) => <Quantity value={order.quantity} measure={item(order)?.measure} />,
    },
    {
      ...{ key: 'used', title: o.used(), isNumber: true, text: (order) => order.usedQuantity },
      render: (order) => <Quantity value={order.usedQuantity} measure={item(order)?.measure} />,
    },
    {
      ...{ key: 'amount', title: o.amount(), isNumber: true, text: (order) => order.amount },
      render: (order) => <Money value={order.amount} />,
    },
    {
      ...{ key: 'status', title: o.status(), text: orderStatusText },
      render: (order) => <OrderStatus order={order} />,
    },
    {
      key: 'orderedBy',
      title: o.orderedBy(),
      text: (order) => order.orderedByName ?? order.orderedBy,
      isExtra: true,
    },
  ];
}

export function OrdersList() {
  useLanguage();
  const may = useMay();
  const providers = useRegister('providers');
  const contracts = useRegister('contracts');
  const columns = orderColumns(useRegister('items'), providers);
  const filters: Filter[] = [
    { key: 'query', label: o.search(), kind: 'search' },
    { key: 'status', label: o.status(), kind: 'select', options: statusOptions('order') },
    { key: 'month', label: o.month(), kind: 'month' },
    {
      ...{ key: 'contractId', label: o.contract(), kind: 'select' },
      options: contracts.rows.map(({ id, number }) => ({ value: id, label: number })),
    },
    {
      ...{ key: 'providerId', label: o.provider(), kind: 'select' },
      options: providers.rows.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
  const queues: Queue[] = [
    { key: 'all', label: o.all(), filters: {} },
    { key: 'requested', label: o.qRequested(), filters: { status: 'requested' } },
    { key: 'approved', label: o.qUnanswered(), filters: { status: 'approved', endsFrom: todayText() } },
    { key: 'in-service', label: o.qInService(), filters: { status: 'in-service' } },
    { key: 'declined', label: o.declined(), filters: { declined: 'yes' } },
    { key: 'refused', label: o.qRefused(), filters: { status: 'refused' } },
  ];
  return (
    <ListPage
      {...{ title: o.title(), queryKey: ['orders'], fetchPage: fetchOrders, columns, filters, queues }}
      rowKey={(order) => order.id}
      rowLink={(order) => `/orders/${order.id}`}
      toolbar={
        may(...ORDERING) && (
          <>
            <ImportLink table="orders" />
            <Link to="/orders/new" className="button is-main">
              {o.newTitle()}
            </Link>
          </>
        )
      }
    />
  );
}

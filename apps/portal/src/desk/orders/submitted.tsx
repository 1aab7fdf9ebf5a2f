import { useNavigate, useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import {
  CadreName,
  daysText,
  Findings,
  Loaded,
  Money,
  Quantity,
  ResultPage,
  useHotkeys,
  useRegister,
} from '../kit';
import { type Order, paysUnit, useOrder } from './order-data';
import { o } from './orders-words';

/** Done: the number that people write down, what happens next, and the next order. */
export function Submitted() {
  useLanguage();
  const { id = '' } = useParams();
  return <Loaded read={useOrder(id)}>{(order) => <Result order={order} />}</Loaded>;
}

function Result({ order }: { order: Order }) {
  const navigate = useNavigate();
  const funds = useRegister('funds');
  const item = useRegister('items').byCode.get(order.itemCode);
  useHotkeys({ n: () => void navigate('/orders/new') });
  const hasFindings = order.findings.length > 0;
  const next = (
    <>
      <p>
        <CadreName id={order.cadreId} /> · {order.itemCode} {item?.name} ·{' '}
        <Quantity value={order.quantity} measure={item?.measure} /> · {daysText(order)}
      </p>
      <p>
        ¥ <Money value={order.amount} strong />
      </p>
      <p>{o.doneNext({ who: paysUnit(order, funds) ? o.bureauAndUnit() : o.bureau() })}</p>
    </>
  );
  const links = [
    { to: '/orders/new', label: `${o.another()} (N)`, isMain: true },
    { to: `/orders/${order.id}`, label: o.open() },
    { to: '/orders', label: o.toList() },
  ];
  return (
    <ResultPage
      kind={hasFindings ? 'warning' : 'success'}
      title={o.done()}
      number={order.number}
      next={next}
      links={links}
    >
      {hasFindings && (
        <>
          <p>{o.doneFindings()}</p>
          <Findings findings={order.findings} />
        </>
      )}
    </ResultPage>
  );
}

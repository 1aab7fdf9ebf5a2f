import { Button } from 'antd';
import { Link } from 'react-router';
import { CadreName, CommandButton, Day, ProblemBox, Quantity, Section, useRegister } from '../kit';
import { type Order, useAccept, useDecline, type Visit } from './dispatch-data';
import { d } from './dispatch-words';
import { plannedOf } from './week';

interface OrdersSideProps {
  waiting: Order[];
  open: Order[];
  visits: Visit[];
  plan: (orderId: string) => void;
}

/** What waits to be accepted, and what can be put on the board: dragged, or by its button. */
export function OrdersSide({ waiting, open, visits, plan }: OrdersSideProps) {
  const planned = plannedOf(visits);
  return (
    <div className="stack board-side">
      <WaitingOrders orders={waiting} />
      <Section title={d.toPlan()}>
        {open.length === 0 ? <p>{d.noneToPlan()}</p> : <p className="faint">{d.planHint()}</p>}
        <ul className="board-orders">
          {open.map((order) => (
            <li
              key={order.id}
              draggable
              onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', order.id)}
            >
              <OrderFacts order={order} />
              <div className="row-between">
                <span className="faint">{d.arranged({ count: planned.get(order.id) ?? 0 })}</span>
                <Button
                  size="small"
                  onClick={() => plan(order.id)}
                  aria-label={`${d.plan()} ${order.number}`}
                >
                  {d.plan()}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function OrderFacts({ order }: { order: Order }) {
  const item = useRegister('items').byCode.get(order.itemCode);
  return (
    <>
      <div>
        <b>
          <CadreName id={order.cadreId} />
        </b>{' '}
        {item?.name ?? order.itemCode}
      </div>
      <div>
        <Link to={`/orders/${order.id}`}>{order.number}</Link>
      </div>
      <div className="faint">
        {d.left()} <Quantity value={order.remainingQuantity} measure={item?.measure} /> · {d.ends()}{' '}
        <Day value={order.endsOn} />
      </div>
    </>
  );
}

function WaitingOrders({ orders }: { orders: Order[] }) {
  const accept = useAccept();
  const decline = useDecline();
  return (
    <Section title={d.waiting()}>
      <ProblemBox error={accept.problem ?? decline.problem} />
      {orders.length === 0 && <p>{d.noneWaiting()}</p>}
      <ul className="board-orders">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderFacts order={order} />
            <div className="row-wrap">
              <CommandButton
                label={d.accept()}
                kind="primary"
                isDisabled={accept.isRunning}
                run={() => accept.run({ id: order.id })}
              />
              <CommandButton
                label={d.decline()}
                {...{ asksReason: true, about: order.number }}
                isDisabled={decline.isRunning}
                run={(reason) => decline.run({ id: order.id, reason })}
              />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

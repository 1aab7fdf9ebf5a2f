import { App, Button } from 'antd';
import { Link } from 'react-router';
import { CadreName, CommandButton, Day, ProblemBox, Quantity, Section, useRegister } from '../kit';
import { type Order, useAccept, useDecline } from './dispatch-data';
import { d } from './dispatch-words';
import { roomOf } from './room';
import { amountOf } from './room-text';

interface OrdersSideProps {
  waiting: Order[];
  open: Order[];
  plan: (orderId: string) => void;
}

/** What waits to be accepted, and what can be put on the board: dragged, or by its button. */
export function OrdersSide({ waiting, open, plan }: OrdersSideProps) {
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
                <Room order={order} />
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

/** How much of it is arranged, over all weeks; what is beyond the order stands out, since it will not be paid. */
function Room({ order }: { order: Order }) {
  const item = useRegister('items').byCode.get(order.itemCode);
  const { visits, left } = roomOf(order, item);
  const coming = d.coming({ count: order.comingVisits ?? 0 });
  const much = amountOf(left, item?.measure);
  if (left < 0) {
    return (
      <span className="tag tag-bad">
        ▲ {coming} · {d.beyond({ much })}
      </span>
    );
  }
  const room =
    left === 0 ? d.noRoom() : visits === 0 ? d.littleRoom({ left: much }) : d.room({ count: visits });
  return (
    <span className="faint">
      {coming} · {room}
    </span>
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
  const { message } = App.useApp();
  const take = async ({ id, number }: Order): Promise<void> => {
    if (await accept.run({ id })) void message.success(d.accepted({ order: number }));
  };
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
                run={() => take(order)}
              />
              <CommandButton
                label={d.decline()}
                {...{ asksReason: true, about: order.number, confirm: <OrderFacts order={order} /> }}
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

import { Money as Amount } from '@songbai/contracts';
import { Button, Checkbox, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { listed } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import {
  CadreName,
  CommandButton,
  EmptyBox,
  KeyCap,
  Money,
  moneyText,
  PlainPage,
  ProblemBox,
  ReasonDialog,
  useHotkeys,
  useRead,
  useRegister,
} from '../kit';
import { ApprovalDetail } from './approval-detail';
import { type Done, Results, useDeciding } from './deciding';
import { fetchOrders, isAfterTheFact, type Order } from './order-data';
import { o } from './orders-words';

/** Everything that waits for this approver: a list on the left, the whole of the current one on the right. */
export function ApprovalsPage() {
  useLanguage();
  const read = useRead(['orders', 'awaiting'], () =>
    fetchOrders(undefined, { awaiting: 'me', limit: '200' }),
  );
  const [done, setDone] = useState<Done[]>([]);
  // Who has waited longest comes first.
  const orders = useMemo(() => [...(read.data?.items ?? [])].reverse(), [read.data]);
  return (
    <PlainPage
      title={o.approvals()}
      actions={<span className="faint">{o.waiting({ count: orders.length })}</span>}
    >
      <ProblemBox error={read.error} again={read.again} />
      <Results done={done} clear={() => setDone([])} />
      {read.isLoading && <Skeleton active />}
      {read.data && orders.length === 0 && <EmptyBox title={o.nothingWaits()} hint={o.nothingWaitsHint()} />}
      {orders.length > 0 && <Queue orders={orders} tell={setDone} />}
    </PlainPage>
  );
}

/** Which order is looked at, and which are ticked: J and K move, X ticks. */
function useQueue(orders: readonly Order[]) {
  const [at, setAt] = useState(0);
  const [picked, setPicked] = useState<string[]>([]);
  const current = orders[Math.min(at, orders.length - 1)];
  const ticked = orders.filter(({ id }) => picked.includes(id));
  const toggle = (id: string): void =>
    setPicked(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id]);
  const move = (step: number) => (): void => {
    const next = Math.max(0, Math.min(orders.length - 1, at + step));
    setAt(next);
    document.querySelectorAll('.queue-row')[next]?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys({ j: move(1), k: move(-1), x: () => current && toggle(current.id) });
  const isMany = ticked.length > 0;
  const chosen = isMany ? ticked : current ? [current] : [];
  return { current, chosen, isMany, picked, open: setAt, toggle, clear: () => setPicked([]) };
}

/** A approves and R refuses the current one, or all that are ticked. */
function Queue({ orders, tell }: { orders: Order[]; tell: (done: Done[]) => void }) {
  const { current, chosen, isMany, picked, open, toggle, clear } = useQueue(orders);
  const finish = (done: Done[]): void => {
    tell(done);
    clear();
  };
  return (
    <div className="queue">
      <ul className="queue-list">
        {orders.map((order, i) => (
          <QueueRow
            key={order.id}
            order={order}
            isCurrent={order === current}
            isPicked={picked.includes(order.id)}
            open={() => open(i)}
            toggle={() => toggle(order.id)}
          />
        ))}
      </ul>
      {current && (
        <ApprovalDetail
          order={current}
          decided={finish}
          actions={<Decisions chosen={chosen} isMany={isMany} decided={finish} />}
        />
      )}
    </div>
  );
}

interface DecisionsProps {
  chosen: readonly Order[];
  isMany: boolean;
  decided: (done: Done[]) => void;
}

/** In yuan: what is agreed to at one stroke. */
const sumOf = (orders: readonly Order[]): string =>
  moneyText(Amount.sum(orders.map(({ amount }) => Amount.of(amount))).toString());

function Decisions({ chosen, isMany, decided }: DecisionsProps) {
  const [isRefusing, setRefusing] = useState(false);
  const deciding = useDeciding();
  // Done already, and nobody had agreed: not by one key among many.
  const late = chosen.filter(isAfterTheFact);
  const isLate = late.length > 0;
  const numbers = listed(chosen.map(({ number }) => number));
  const tell = async (deed: Promise<Done[]>): Promise<Done | undefined> => {
    const done = await deed;
    decided(done);
    return done.find(({ problem }) => problem === undefined);
  };
  const refuse = (reason: string): Promise<Done | undefined> => {
    setRefusing(false);
    return tell(deciding.refuse(chosen, reason));
  };
  return (
    <>
      <CommandButton
        label={isMany ? o.approvePicked({ count: chosen.length, sum: sumOf(chosen) }) : o.approve()}
        {...{ hotkey: 'a', kind: 'primary', isRunning: deciding.isRunning }}
        {...{ asksReason: isLate, about: numbers }}
        confirm={isLate ? o.approveLate({ numbers: listed(late.map(({ number }) => number)) }) : undefined}
        run={(reason) => tell(deciding.approve(chosen, { reason }))}
      />
      <RefuseButton open={() => setRefusing(true)} isMany={isMany} />
      {isRefusing && (
        <ReasonDialog
          title={`${o.refuse()} · ${chosen.map(({ number }) => number).join(' ')}`}
          usual={[o.reasonNeed(), o.reasonLimit()]}
          onClose={() => setRefusing(false)}
          onReason={refuse}
        />
      )}
    </>
  );
}

function RefuseButton({ open, isMany }: { open: () => void; isMany: boolean }) {
  useHotkeys({ r: open });
  return (
    <Button danger onClick={open} aria-keyshortcuts="r">
      {isMany ? o.refusePicked() : o.refuse()}
      <KeyCap name="r" />
    </Button>
  );
}

interface QueueRowProps {
  order: Order;
  isCurrent: boolean;
  isPicked: boolean;
  open: () => void;
  toggle: () => void;
}

function QueueRow({ order, isCurrent, isPicked, open, toggle }: QueueRowProps) {
  const item = useRegister('items').byCode.get(order.itemCode);
  return (
    <li className={isCurrent ? 'queue-row is-current' : 'queue-row'}>
      <Checkbox checked={isPicked} onChange={toggle} aria-label={o.pick({ number: order.number })} />
      <button type="button" onClick={open} aria-current={isCurrent}>
        <span className="row-between">
          <b>
            <CadreName id={order.cadreId} />
          </b>
          <Money value={order.amount} />
        </span>
        <span className="row-between">
          <span>{item?.name ?? order.itemCode}</span>
          <span className="faint">{order.number}</span>
        </span>
        {order.findings.length > 0 && (
          <span className="is-negative">▲ {o.problems({ count: order.findings.length })}</span>
        )}
        {order.notes.length > 0 && <span className="faint">△ {o.afterTheFact()}</span>}
      </button>
    </li>
  );
}

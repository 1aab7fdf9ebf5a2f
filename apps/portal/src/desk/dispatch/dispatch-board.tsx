import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useLanguage } from '../../shared/words';
import { dayText, Loaded, PlainPage, useFilters, useHotkeys } from '../kit';
import { ImportLink } from '../tables';
import { BoardTable } from './board-table';
import { type Order, useOrders, useVisitsOf, type Visit } from './dispatch-data';
import { d } from './dispatch-words';
import { OrdersSide } from './orders-side';
import { PlanDialog, type Wanted } from './plan-dialog';
import { VisitDialog } from './visit-dialog';
import { isDay, weekOf, weeksOn } from './week';
import './dispatch.css';

/** A week of the provider: its people by its days, and beside it what is still to be arranged. */
export function DispatchBoard() {
  useLanguage();
  const [filters, change] = useFilters();
  const today = dayjs().format('YYYY-MM-DD');
  const shown = filters.day !== undefined && isDay(filters.day) ? filters.day : today;
  const days = weekOf(shown);
  const [from = today, to = today] = [days[0], days[days.length - 1]];
  const go = (weeks: number) => (): void => change({ day: weeksOn(shown, weeks) });
  useHotkeys({ j: go(1), k: go(-1) });
  const visits = useVisitsOf(from, to);
  const orders = useOrders(today);
  return (
    <PlainPage
      title={`${d.title()} · ${d.week({ from: dayText(from), to: dayText(to) })}`}
      actions={
        <>
          <ImportLink table="plans" />
          <Button onClick={go(-1)}>{d.earlier()}</Button>
          <Button onClick={() => change({ day: undefined })}>{d.thisWeek()}</Button>
          <Button onClick={go(1)}>{d.later()}</Button>
        </>
      }
    >
      <Loaded read={orders}>
        {({ waiting, open }) => (
          <Loaded read={visits}>
            {(all) => (
              <Board {...{ days, waiting, open, today }} visits={all} showWeek={(day) => change({ day })} />
            )}
          </Loaded>
        )}
      </Loaded>
    </PlainPage>
  );
}

interface BoardProps {
  days: string[];
  waiting: Order[];
  open: Order[];
  visits: Visit[];
  today: string;
  /** What was planned for another week is shown there. */
  showWeek: (day: string) => void;
}

function Board({ days, waiting, open, visits, today, showWeek }: BoardProps) {
  const [wanted, want] = useState<Wanted>();
  const [opened, show] = useState<Visit>();
  const again = (visit: Visit, as: 'moves' | 'insteadOf'): void => {
    show(undefined);
    const { orderId, workerId, day } = visit;
    want({ orderId: orderId ?? undefined, workerId: workerId ?? undefined, day, [as]: visit });
  };
  return (
    <div className="board">
      <OrdersSide {...{ waiting, open }} plan={(orderId) => want({ orderId, from: days[0] })} />
      <BoardTable
        {...{ days, visits, today }}
        open={show}
        add={(workerId, day, orderId) => want({ workerId, day, orderId })}
      />
      {wanted && (
        <PlanDialog
          {...{ wanted, today }}
          orders={open}
          onClose={() => want(undefined)}
          onPlanned={(day) => {
            want(undefined);
            if (!days.includes(day)) showWeek(day);
          }}
        />
      )}
      {opened && (
        <VisitDialog
          visit={opened}
          isOpen={open.some(({ id }) => id === opened.orderId)}
          onClose={() => show(undefined)}
          again={(as) => again(opened, as)}
        />
      )}
    </div>
  );
}

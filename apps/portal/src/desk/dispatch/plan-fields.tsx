import { Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { DatePicker, useCadreNames, useRegister } from '../kit';
import type { Order } from './dispatch-data';
import { d } from './dispatch-words';
import { firstDayToPlan } from './week';

interface PlanFieldsProps {
  orders: Order[];
  order: Order | undefined;
  day: string;
  time: string;
  times: string[];
  /** The order is still to be chosen. */
  isAsked: boolean;
  setOrder: (id: string) => void;
  setDay: (day: string) => void;
  setTime: (time: string) => void;
}

/** Whose visit, where that is open, and when. */
export function PlanFields(props: PlanFieldsProps) {
  const { orders, order, day, time, times, isAsked, setOrder, setDay, setTime } = props;
  return (
    <div className="filters">
      {isAsked && <OrderChoice {...{ orders, order, setOrder }} />}
      <Field label={d.day()}>
        <DatePicker
          value={dayjs(day)}
          minDate={dayjs(firstDayToPlan(Date.now()))}
          maxDate={order && dayjs(order.endsOn)}
          onChange={(value) => setDay(dayjs(value).format('YYYY-MM-DD'))}
          aria-label={d.day()}
        />
      </Field>
      <Field label={d.time()}>
        <Select
          value={time}
          onChange={setTime}
          options={times.map((each) => ({ value: each, label: each }))}
          aria-label={d.time()}
        />
      </Field>
    </div>
  );
}

/** Orders by whom they serve and with what; none is chosen beforehand, since any would be somebody's. */
function OrderChoice({ orders, order, setOrder }: Pick<PlanFieldsProps, 'orders' | 'order' | 'setOrder'>) {
  const names = useCadreNames(orders.map(({ cadreId }) => cadreId));
  const items = useRegister('items').byCode;
  const labelOf = ({ cadreId, itemCode, number }: Order): string =>
    [names.get(cadreId), items.get(itemCode)?.name ?? itemCode, number].filter(Boolean).join(' · ');
  return (
    <Field label={d.chooseOrder()}>
      <Select
        className="choose-order"
        value={order?.id}
        onChange={setOrder}
        placeholder={d.searchOrder()}
        options={orders.map((each) => ({ value: each.id, label: labelOf(each) }))}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={d.chooseOrder()}
        popupMatchSelectWidth={false}
      />
    </Field>
  );
}

const Field = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="filter">
    <span className="filter-label">{label}</span>
    {children}
  </div>
);

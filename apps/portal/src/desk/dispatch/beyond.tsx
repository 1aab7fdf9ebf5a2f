import { Alert, Checkbox } from 'antd';
import { Quantity, useRegister } from '../kit';
import type { Order } from './dispatch-data';
import { d } from './dispatch-words';
import { roomOf } from './room';
import { amountOf } from './room-text';

/** Whether another visit of its usual length goes beyond the order. */
export function useIsBeyond(order: Order | undefined): boolean {
  const item = useRegister('items').byCode.get(order?.itemCode ?? '');
  return order !== undefined && roomOf(order, item).visits === 0;
}

interface BeyondProps {
  order: Order;
  isSure: boolean;
  setSure: (isSure: boolean) => void;
}

/** What is beyond the order is not paid: said before, and asked once more. What is left of it is. */
export function Beyond({ order, isSure, setSure }: BeyondProps) {
  const item = useRegister('items').byCode.get(order.itemCode);
  const { left } = roomOf(order, item);
  const isLittle = left > 0;
  return (
    <Alert
      type={isLittle ? 'warning' : 'error'}
      showIcon
      title={
        <>
          {isLittle ? d.littleTitle() : d.beyondTitle()} · {d.left()}{' '}
          <Quantity value={order.remainingQuantity} measure={item?.measure} /> ·{' '}
          {d.coming({ count: order.comingVisits ?? 0 })}
        </>
      }
      description={
        <>
          <p>{isLittle ? d.littleText({ left: amountOf(left, item?.measure) }) : d.beyondText()}</p>
          <Checkbox checked={isSure} onChange={({ target }) => setSure(target.checked)}>
            {isLittle ? d.littleYes() : d.beyondYes()}
          </Checkbox>
        </>
      }
    />
  );
}

import { Button } from 'antd';
import { words } from '../../shared/words';
import type { Filters } from './list-state';

/** What a link may ask of a list beside its fields, in words. */
const only = words({
  awaiting: ['仅等我办的', 'Only what waits for me'],
  endedSince: ['仅 {value} 以后结束的', 'Only what ended since {value}'],
  contractId: ['仅一份合同的', 'Only of one contract'],
  providerId: ['仅一家服务商的', 'Only of one provider'],
  cadreId: ['仅一位老干部的', 'Only of one cadre'],
  orderId: ['仅一张订单的', 'Only of one order'],
  unitId: ['仅一个单位的', 'Only of one unit'],
  workerId: ['仅一位服务人员的', 'Only of one care worker'],
  clear: ['（清除）', ' (clear)'],
});

const isKnown = (key: string): key is Exclude<keyof typeof only, 'clear'> =>
  Object.keys(only).includes(key) && key !== 'clear';

interface StrayProps {
  stray: readonly string[];
  values: Filters;
  change: (changes: Record<string, string | undefined>) => void;
}

/** Why a list is shorter than its fields say, and the way to all of it. */
export const Stray = ({ stray, values, change }: StrayProps) =>
  stray.filter(isKnown).map((key) => (
    <Button key={key} className="stray" size="small" onClick={() => change({ [key]: undefined })}>
      {only[key]({ value: values[key] ?? '' })}
      {only.clear()}
    </Button>
  ));

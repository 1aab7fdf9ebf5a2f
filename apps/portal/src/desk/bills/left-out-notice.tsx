import { Alert, Button } from 'antd';
import { words } from '../../shared/words';
import { moneyText } from '../kit';
import type { BillLine } from './bill-data';
import { totalOf } from './lines';

const l = words({
  still: [
    '上次取消勾选的 {count} 行（{amount} 元）仍未勾选，不会入这张账单。',
    '{count|1 line|# lines} unticked earlier ({amount} yuan): still unticked, and left out of this bill.',
  ],
  tickAll: ['全部重新勾选', 'Tick all again'],
});

interface Props {
  lines: readonly BillLine[];
  tickAll: () => void;
}

/** What was unticked earlier is missing from the bill as long as nobody ticks it: that must not go unseen. */
export const StillLeftOut = ({ lines, tickAll }: Props) =>
  lines.length > 0 && (
    <Alert
      {...{ type: 'warning', showIcon: true, role: 'status', className: 'left-out' }}
      title={l.still({ count: lines.length, amount: moneyText(totalOf(lines, 'amount')) })}
      action={
        <Button size="small" onClick={tickAll}>
          {l.tickAll()}
        </Button>
      }
    />
  );

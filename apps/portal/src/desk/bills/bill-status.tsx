import { StatusTag, statusText } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';

type Standing = Pick<Bill, 'status' | 'isWithdrawn'>;

/** Where a bill stands; one that its provider took back was sent back by nobody. */
export const billStatusText = ({ status, isWithdrawn }: Standing): string =>
  isWithdrawn ? t.takenBack() : statusText('bill', status);

export const BillStatus = ({ bill }: { bill: Standing }) =>
  bill.isWithdrawn ? (
    <span className="tag tag-plain">
      <span aria-hidden="true">○</span> {t.takenBack()}
    </span>
  ) : (
    <StatusTag machine="bill" status={bill.status} />
  );

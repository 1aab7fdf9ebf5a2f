import { Link } from 'react-router';
import { SongbaiProblem } from '../../shared/session';
import { words } from '../../shared/words';
import { EmptyBox } from '../kit';
import { ImportLink } from '../tables';
import { useBillsOf } from './bill-data';
import { BillStatus } from './bill-status';
import { t } from './bills-words';

const e = words({
  onBills: ['可支付的服务已在这些账单上：', 'What is payable stands on these bills already:'],
  noBills: [
    '没有已核验而未入账的服务；待核实的记录办结后再来。',
    'No verified visit waits for a bill; come back when the held ones are resolved.',
  ],
  ownLines: ['也可自行填报各行，用表格导入：', 'Lines of your own can be filed from a table:'],
});

const NOTHING = 'P01';

/** Whether the server's word was only that there is nothing to bill, which is no fault. */
export const isNothingToBill = (error: unknown): boolean =>
  error instanceof SongbaiProblem && (error.problem.findings ?? []).some(({ code }) => code === NOTHING);

/** Nothing to bill: which bills took it, and what else can be done. */
export function NothingToBill({ contractId, month }: { contractId: string; month: string }) {
  const { data } = useBillsOf(contractId, month);
  const bills = data?.items ?? [];
  return (
    <EmptyBox title={t.draftNothing()} hint={data && (bills.length > 0 ? e.onBills() : e.noBills())}>
      {bills.map((bill) => (
        <p key={bill.number}>
          <Link to={`/bills/${bill.id}`}>{bill.number}</Link> <BillStatus bill={bill} />
        </p>
      ))}
      <p>
        {e.ownLines()} <ImportLink table="bill-lines" />
      </p>
    </EmptyBox>
  );
}

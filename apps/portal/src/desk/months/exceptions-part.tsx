import { Money as Amount } from '@songbai/contracts';
import { type Bill, fetchBills } from '../bills/bill-data';
import { t } from '../bills/bills-words';
import { totalOf } from '../bills/lines';
import { cutOfBill, OutcomeCounts } from '../bills/outcome-bar';
import {
  allRows,
  type Column,
  Loaded,
  Money,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useRead,
  useRegister,
} from '../kit';
import { m } from './months-words';

const MOST = 500;

/** Bills with something to look at, the largest cut first; the sums are of all bills of the month. */
export function ExceptionsPart({ month }: { month: string }) {
  const bills = useRead(['bills', 'month', month], () => allRows(fetchBills, { month }, MOST));
  return (
    <Section title={m.exceptions()}>
      <Loaded read={bills}>{(rows) => <Exceptions bills={rows} />}</Loaded>
    </Section>
  );
}

const differing = ({ outcomes }: Bill): boolean =>
  outcomes !== null && outcomes.refused + outcomes.cut + outcomes.noted > 0;

const byCut = (a: Bill, b: Bill): number => {
  const [left, right] = [Amount.of(cutOfBill(a)), Amount.of(cutOfBill(b))];
  return left.isMoreThan(right) ? -1 : left.isLessThan(right) ? 1 : 0;
};

function columnsOf(providerOf: (id: string) => string): Column<Bill>[] {
  return [
    { key: 'number', title: t.number(), text: ({ number }) => number },
    { key: 'provider', title: t.provider(), text: ({ providerId }) => providerOf(providerId) },
    {
      ...{ key: 'status', title: t.status(), text: ({ status }) => statusText('bill', status) },
      render: ({ status }) => <StatusTag machine="bill" status={status} />,
    },
    {
      ...{ key: 'differences', title: t.differences(), text: () => '' },
      render: ({ outcomes }) => <OutcomeCounts outcomes={outcomes} />,
    },
    {
      ...{ key: 'cut', title: t.cut(), isNumber: true, text: cutOfBill },
      render: (bill) => <Money value={cutOfBill(bill)} />,
    },
    {
      ...{ key: 'approved', title: t.approved(), isNumber: true, text: ({ approved }) => approved },
      render: ({ approved }) => <Money value={approved} />,
    },
  ];
}

function Exceptions({ bills }: { bills: readonly Bill[] }) {
  const { byId: providers } = useRegister('providers');
  const shown = bills.filter(differing).sort(byCut);
  const cut = Amount.of(totalOf(bills, 'claimed'))
    .minus(Amount.of(totalOf(bills, 'approved')))
    .toString();
  return (
    <div className="stack-tight">
      <p className="row-wrap">
        <span>
          {m.declaredSum()} <Money value={totalOf(bills, 'declared')} strong />
        </span>
        <span>
          {m.claimedSum()} <Money value={totalOf(bills, 'claimed')} strong />
        </span>
        <span>
          {m.cutSum()} <Money value={cut} strong />
        </span>
        <span>
          {m.approvedSum()} <Money value={totalOf(bills, 'approved')} strong />
        </span>
      </p>
      {shown.length === 0 ? (
        <p>{m.noExceptions()}</p>
      ) : (
        <SmallTable<Bill>
          columns={columnsOf((id) => providers.get(id)?.name ?? '')}
          rows={shown}
          rowKey={({ number }) => number}
          rowLink={({ id }) => `/bills/${id}`}
        />
      )}
    </div>
  );
}

import { Link } from 'react-router';
import { type Bill, fetchBills } from '../bills/bill-data';
import { BillStatus, billStatusText } from '../bills/bill-status';
import { t } from '../bills/bills-words';
import { Declared, Differences, Figure, Legend } from '../bills/figure-cells';
import { misstatementSaid } from '../bills/figure-words';
import { cutOfBill } from '../bills/outcome-bar';
import { allRows, type Column, Loaded, Section, SmallTable, useRead, useRegister } from '../kit';
import { worstFirst } from './month-sums';
import { m } from './months-words';
import { SumsTable } from './sums-table';

const MOST = 500;

/** Bills with something to look at, the worst first; the sums are of all bills of the month. */
export function ExceptionsPart({ month }: { month: string }) {
  const bills = useRead(['bills', 'month', month], () => allRows(fetchBills, { month }, MOST));
  return (
    <Section title={m.exceptions()}>
      <Loaded read={bills}>{(rows) => <Exceptions bills={rows} />}</Loaded>
    </Section>
  );
}

const differing = (bill: Bill): boolean => {
  const { outcomes } = bill;
  const lines = outcomes === null ? 0 : outcomes.refused + outcomes.cut + outcomes.noted;
  return lines > 0 || misstatementSaid(bill) !== undefined;
};

function columnsOf(providerOf: (id: string) => string): Column<Bill>[] {
  return [
    { key: 'number', title: t.number(), text: ({ number }) => number },
    { key: 'provider', title: t.provider(), text: ({ providerId }) => providerOf(providerId) },
    {
      ...{ key: 'status', title: t.status(), text: billStatusText },
      render: (bill) => <BillStatus bill={bill} />,
    },
    {
      ...{ key: 'differences', title: t.differences(), text: () => '' },
      render: (bill) => <Differences bill={bill} />,
    },
    {
      ...{ key: 'declared', title: t.declared(), isNumber: true, text: ({ declared }) => declared },
      render: (bill) => <Declared bill={bill} />,
    },
    {
      ...{ key: 'cut', title: t.cut(), isNumber: true, text: cutOfBill },
      render: (bill) => <Figure bill={bill} value={cutOfBill(bill)} />,
    },
    {
      ...{ key: 'approved', title: t.approved(), isNumber: true, text: ({ approved }) => approved },
      render: (bill) => <Figure bill={bill} value={bill.approved} />,
    },
  ];
}

function Exceptions({ bills }: { bills: readonly Bill[] }) {
  const { byId: providers } = useRegister('providers');
  const shown = bills.filter(differing).sort(worstFirst);
  return (
    <div className="stack-tight">
      <SumsTable bills={bills} />
      <Misstated bills={bills} />
      {shown.length === 0 ? (
        <p>{m.noExceptions()}</p>
      ) : (
        <>
          <Legend />
          <SmallTable<Bill>
            columns={columnsOf((id) => providers.get(id)?.name ?? '')}
            rows={shown}
            rowKey={({ number }) => number}
            rowLink={({ id }) => `/bills/${id}`}
          />
        </>
      )}
    </div>
  );
}

/** Where the difference between what is declared and what the lines come to is from, bill by bill. */
function Misstated({ bills }: { bills: readonly Bill[] }) {
  const found = bills.flatMap((bill) => {
    const misstated = misstatementSaid(bill);
    return misstated ? [{ bill, said: misstated.said }] : [];
  });
  if (found.length === 0) return null;
  return (
    <p>
      {m.misstated({ count: found.length })}{' '}
      {found.map(({ bill: { id, number }, said }) => (
        <span key={number} className="misstated">
          <Link to={`/bills/${id}`}>{number}</Link> <b className="is-negative">{said}</b>
        </span>
      ))}
    </p>
  );
}

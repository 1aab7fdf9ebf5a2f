import { Link } from 'react-router';
import { useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import { type Column, ListPage, Money, type Queue, statusOptions, useRegister } from '../kit';
import { ImportLink } from '../tables';
import { type Bill, fetchBills } from './bill-data';
import { BillStatus, billStatusText } from './bill-status';
import { t } from './bills-words';
import { Declared, Differences, Figure, Legend } from './figure-cells';
import { isDecided, misstatementSaid } from './figure-words';
import { cutOfBill } from './outcome-bar';

/** Who waits for what: the first queue is the reader's own work. */
function queuesFor(role: string | undefined): Queue[] {
  const list = (key: string, label: string, filters: Record<string, string>): Queue => ({
    ...{ key, label, filters },
  });
  const queue = (status: string, label: string): Queue => list(status, label, { status });
  // Confirmed ones as well: their invoice may come before they are approved.
  const awaited = list('awaited', t.queueApproved(), { invoice: 'awaited' });
  const back = [
    list('returned', t.queueReturned(), { status: 'returned', withdrawn: 'no' }),
    list('withdrawn', t.takenBack(), { status: 'returned', withdrawn: 'yes' }),
  ];
  const own: Record<string, Queue[]> = {
    'bureau-finance': [queue('submitted', t.queueSubmitted()), queue('disputed', t.queueDisputed())],
    'bureau-approver': [queue('confirmed', t.queueConfirmed())],
    'provider-manager': [queue('draft', t.queueDraft()), ...back, awaited],
  };
  const all = [
    queue('submitted', t.queueSubmitted()),
    queue('disputed', t.queueDisputed()),
    queue('adjudicated', t.queueAdjudicated()),
    queue('confirmed', t.queueConfirmed()),
    awaited,
    list('payable', t.queuePayable(), { status: 'payable', payment: 'none' }),
    list('misstated', t.queueMisstated(), { declared: 'differs' }),
  ];
  const first = own[role ?? ''] ?? [];
  const rest = all.filter(({ key }) => first.every((each) => each.key !== key));
  return [...first, ...rest, list('', t.queueAll(), {})];
}

/** As it is exported: how many lines differ, and by how much the declared total does. */
function differencesText(bill: Bill): string {
  const { outcomes } = bill;
  const lines = outcomes ? String(outcomes.refused + outcomes.cut + outcomes.noted) : '';
  return [lines, misstatementSaid(bill)?.said].filter(Boolean).join(' ');
}

type Providers = ReadonlyMap<string, { name: string }>;

const money = (key: 'claimed' | 'payable', title: string): Column<Bill> => ({
  ...{ key, title, width: 105, isNumber: true, isExtra: true },
  text: (bill) => bill[key],
  render: (bill) => <Money value={bill[key]} />,
});

/** The figures of a bill; of those that nobody has decided yet, that the rules propose them. */
const figureColumns = (): Column<Bill>[] => [
  {
    ...{ key: 'declared', title: t.declared(), width: 100, isNumber: true, text: ({ declared }) => declared },
    render: (bill) => <Declared bill={bill} />,
  },
  money('claimed', t.claimed()),
  {
    ...{ key: 'cut', title: t.cut(), width: 110, isNumber: true, text: cutOfBill },
    render: (bill) => <Figure bill={bill} value={cutOfBill(bill)} />,
  },
  {
    ...{ key: 'approved', title: t.approved(), width: 115, isNumber: true, text: ({ approved }) => approved },
    render: (bill) => <Figure bill={bill} value={bill.outcomes === null ? '' : bill.approved} />,
  },
  {
    ...{ key: 'decided', title: t.decided(), width: 120, isExtra: true },
    text: (bill) => (isDecided(bill) ? t.decidedYes() : t.foreseen()),
  },
  money('payable', t.payable()),
];

function columnsOf(providers: Providers): Column<Bill>[] {
  return [
    { key: 'number', title: t.number(), width: 150, text: ({ number }) => number },
    {
      ...{ key: 'provider', title: t.provider(), width: 210 },
      text: ({ providerId }) => providers.get(providerId)?.name ?? '',
    },
    { key: 'month', title: t.month(), width: 80, text: ({ month }) => month },
    {
      ...{ key: 'kind', title: t.kind(), width: 80, isExtra: true },
      text: ({ kind }) => (kind === 'supplementary' ? t.supplementary() : t.regular()),
    },
    {
      ...{ key: 'status', title: t.status(), width: 110 },
      text: billStatusText,
      render: (bill) => <BillStatus bill={bill} />,
    },
    {
      ...{ key: 'differences', title: t.differences(), width: 130, text: differencesText },
      render: (bill) => <Differences bill={bill} />,
    },
    ...figureColumns(),
  ];
}

/** All bills, by what they wait for. */
export function BillsList() {
  useLanguage();
  const user = useUser();
  const may = useMay();
  const { byId: providers } = useRegister('providers');
  return (
    <ListPage<Bill>
      title={t.bills()}
      queryKey={['bills']}
      fetchPage={fetchBills}
      columns={columnsOf(providers)}
      rowKey={({ number }) => number}
      rowLink={({ id }) => `/bills/${id}`}
      queues={queuesFor(user?.role)}
      filters={[
        { key: 'query', label: t.number(), kind: 'search', placeholder: t.searchNumber() },
        { key: 'month', label: t.month(), kind: 'month' },
        { key: 'status', label: t.status(), kind: 'select', options: statusOptions('bill') },
      ]}
      toolbar={
        <>
          <ImportLink table="bill-lines" />
          {may(...PROVIDER, 'bureau-clerk') && (
            <Link className="button is-main" to="/bills/new">
              {t.newBill()}
            </Link>
          )}
          {may('bureau-finance') && (
            <Link className="button" to="/payments/new">
              {t.newPayment()}
            </Link>
          )}
        </>
      }
    >
      <Legend />
    </ListPage>
  );
}

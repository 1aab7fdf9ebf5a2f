import { Link } from 'react-router';
import { useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import {
  type Column,
  ListPage,
  Money,
  type Queue,
  StatusTag,
  statusOptions,
  statusText,
  useRegister,
} from '../kit';
import { ImportLink } from '../tables';
import { type Bill, fetchBills } from './bill-data';
import { t } from './bills-words';
import { cutOfBill, OutcomeCounts } from './outcome-bar';

/** Who waits for what: the first queue is the reader's own work. */
function queuesFor(role: string | undefined): Queue[] {
  const queue = (key: string, label: string): Queue => ({
    ...{ key, label },
    filters: { status: key, invoice: '' },
  });
  // Confirmed ones as well: their invoice may come before they are approved.
  const awaited: Queue = {
    ...{ key: 'awaited', label: t.queueApproved() },
    filters: { status: '', invoice: 'awaited' },
  };
  const own: Record<string, Queue[]> = {
    'bureau-finance': [queue('submitted', t.queueSubmitted()), queue('disputed', t.queueDisputed())],
    'bureau-approver': [queue('confirmed', t.queueConfirmed())],
    'provider-manager': [queue('draft', t.queueDraft()), queue('returned', t.queueReturned()), awaited],
  };
  const all = [
    queue('submitted', t.queueSubmitted()),
    queue('disputed', t.queueDisputed()),
    queue('adjudicated', t.queueAdjudicated()),
    queue('confirmed', t.queueConfirmed()),
    awaited,
    queue('payable', t.queuePayable()),
  ];
  const first = own[role ?? ''] ?? [];
  const rest = all.filter(({ key }) => first.every((each) => each.key !== key));
  return [...first, ...rest, { key: '', label: t.queueAll(), filters: { status: '', invoice: '' } }];
}

type Providers = ReadonlyMap<string, { name: string }>;

function columnsOf(providers: Providers): Column<Bill>[] {
  const money = (key: 'declared' | 'approved' | 'payable', title: string): Column<Bill> => ({
    ...{ key, title, width: 105, isNumber: true },
    text: (bill) => bill[key],
    render: (bill) => <Money value={bill[key]} />,
  });
  return [
    { key: 'number', title: t.number(), width: 150, text: ({ number }) => number },
    {
      ...{ key: 'provider', title: t.provider(), width: 200 },
      text: ({ providerId }) => providers.get(providerId)?.name ?? '',
    },
    { key: 'month', title: t.month(), width: 80, text: ({ month }) => month },
    {
      ...{ key: 'kind', title: t.kind(), width: 80, isExtra: true },
      text: ({ kind }) => (kind === 'supplementary' ? t.supplementary() : t.regular()),
    },
    {
      ...{ key: 'status', title: t.status(), width: 110 },
      text: ({ status }) => statusText('bill', status),
      render: ({ status }) => <StatusTag machine="bill" status={status} />,
    },
    {
      ...{ key: 'differences', title: t.differences(), width: 130 },
      text: ({ outcomes }) => String(outcomes ? outcomes.refused + outcomes.cut + outcomes.noted : ''),
      render: ({ outcomes }) => <OutcomeCounts outcomes={outcomes} />,
    },
    money('declared', t.declared()),
    money('approved', t.approved()),
    {
      ...{ key: 'cut', title: t.cut(), width: 100, isNumber: true },
      text: cutOfBill,
      render: (bill) => <Money value={cutOfBill(bill)} />,
    },
    { ...money('payable', t.payable()), isExtra: true },
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
    />
  );
}

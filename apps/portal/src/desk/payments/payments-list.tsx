import { Link, useNavigate } from 'react-router';
import { listed } from '../../shared/lists';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  type Column,
  KeyCap,
  ListPage,
  Moment,
  Money,
  momentText,
  type Queue,
  StatusTag,
  statusText,
  useHotkeys,
  useRead,
} from '../kit';
import { fetchPayments, type Payment } from './payment-data';
import { w } from './payments-words';

type Counts = Readonly<Record<string, number>>;

/** How many wait in a queue, for those who deal with it. */
function useCounts(): Counts {
  const isAsked = useMay()('bureau-finance', 'bureau-approver');
  const { data } = useRead(['worklists'], () => answerOf(api.GET('/api/v1/worklists', {})), {
    enabled: isAsked,
  });
  return Object.fromEntries((data?.lists ?? []).map(({ name, count }) => [name, count]));
}

const queuesWith = (counts: Counts): Queue[] => [
  {
    ...{ key: 'prepared', label: w.queuePrepared(), filters: { status: 'prepared' } },
    count: counts['payments-to-release'],
  },
  {
    ...{ key: 'released', label: w.queueReleased(), filters: { status: 'released' } },
    count: counts['payments-to-confirm'],
  },
  { key: 'confirmed', label: w.queueConfirmed(), filters: { status: 'confirmed' } },
  { key: 'failed', label: w.queueFailed(), filters: { status: 'failed' } },
  { key: 'all', label: w.queueAll(), filters: {} },
];

const billsOf = ({ rows }: Payment): string[] => [...new Set(rows.map(({ billNumber }) => billNumber))];

/** Failed after it was paid. */
const isReturned = ({ status, confirmedBy }: Payment): boolean => status === 'failed' && confirmedBy !== null;

const stateOf = (payment: Payment): string =>
  [statusText('payment', payment.status), isReturned(payment) ? w.returned() : ''].filter(Boolean).join(' ');

const columns = (): Column<Payment>[] => [
  { key: 'number', title: w.number(), width: 180, text: ({ number }) => number },
  {
    ...{
      key: 'preparedAt',
      title: w.preparedAt(),
      width: 170,
      text: ({ preparedAt }) => momentText(preparedAt),
    },
    render: ({ preparedAt }) => <Moment value={preparedAt} />,
  },
  {
    ...{ key: 'status', title: w.status(), width: 110, text: stateOf },
    render: (payment) => (
      <>
        <StatusTag machine="payment" status={payment.status} />
        {isReturned(payment) && <div className="faint">{w.returned()}</div>}
      </>
    ),
  },
  {
    ...{ key: 'bills', title: w.bills(), width: 300 },
    text: (payment) => listed(billsOf(payment)),
    render: (payment) => (
      <span className="numbers">
        {billsOf(payment).map((number) => (
          <span key={number}>{number}</span>
        ))}
      </span>
    ),
  },
  { key: 'rows', title: w.rows(), width: 70, isNumber: true, text: ({ rows }) => String(rows.length) },
  {
    ...{ key: 'total', title: w.total(), width: 130, isNumber: true, text: ({ total }) => total },
    render: ({ total }) => <Money value={total} strong />,
  },
  {
    key: 'preparedBy',
    title: w.preparedBy(),
    width: 110,
    text: (row) => row.preparedByName ?? row.preparedBy,
  },
  { key: 'releasedBy', title: w.releasedBy(), width: 110, text: (row) => row.releasedByName ?? '' },
];

const NEW = '/payments/new';

function NewPaymentLink() {
  const navigate = useNavigate();
  useHotkeys({ n: () => void navigate(NEW) });
  return (
    <Link className="button is-main" to={NEW} aria-keyshortcuts="n">
      {w.newPayment()} <KeyCap name="n" />
    </Link>
  );
}

/** What was applied for at the treasury, by what it waits for. */
export function PaymentsList() {
  useLanguage();
  const may = useMay();
  return (
    <ListPage<Payment>
      title={w.payments()}
      queryKey={['payments']}
      fetchPage={fetchPayments}
      columns={columns()}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/payments/${id}`}
      queues={queuesWith(useCounts())}
      toolbar={may('bureau-finance') && <NewPaymentLink />}
    />
  );
}

import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  type Column,
  Day,
  DetailsPage,
  DownloadButton,
  type Fact,
  Findings,
  Loaded,
  Moment,
  Money,
  Section,
  SmallTable,
  StatusTag,
} from '../kit';
import { PaymentActions } from './payment-actions';
import { type Payment, usePayerName, usePayment } from './payment-data';
import { PaymentRows } from './payment-rows';
import { w } from './payments-words';
import { byPayer, type PayerSum } from './rows';

/** One application: who pays how much to whom, and whose turn it is. */
export function PaymentPage() {
  useLanguage();
  const { id = '' } = useParams();
  const payment = usePayment(id);
  return <Loaded read={payment}>{(data) => <WholePayment payment={data} />}</Loaded>;
}

const factsOf = (payment: Payment): (Fact | null)[] => [
  { label: w.total(), value: <Money value={payment.total} strong /> },
  { label: w.inCapitals(), value: <b lang="zh-CN">{inCapitals(Amount.of(payment.total))}</b> },
  {
    label: w.preparedBy(),
    value: <By who={payment.preparedByName ?? payment.preparedBy} at={payment.preparedAt} />,
  },
  by(w.releasedBy(), payment.releasedByName ?? payment.releasedBy, payment.releasedAt),
  by(w.confirmedBy(), payment.confirmedByName ?? payment.confirmedBy, payment.confirmedAt),
  payment.paidOn ? { label: w.paidOn(), value: <Day value={payment.paidOn} /> } : null,
  payment.reference ? { label: w.reference(), value: payment.reference } : null,
  ...endOf(payment),
];

/** What never left and what came back are two things: the second one has a proof of payment as well. */
const endOf = ({ confirmedBy, failReason, failedBy, failedByName, failedAt }: Payment): (Fact | null)[] => [
  by(confirmedBy ? w.returnedBy() : w.failedBy(), failedByName ?? failedBy, failedAt),
  failReason
    ? { label: confirmedBy ? w.returnReason() : w.failReason(), value: failReason, wide: true }
    : null,
  failReason
    ? {
        label: w.nextStep(),
        value: (
          <Link className="in-text" to="/payments/new">
            {w.payAgain()}
          </Link>
        ),
      }
    : null,
];

const by = (label: string, who: string | null | undefined, at: string | null | undefined): Fact | null =>
  who ? { label, value: <By who={who} at={at} /> } : null;

const By = ({ who, at }: { who: string; at: string | null | undefined }) => (
  <>
    {who} {at && <Moment value={at} />}
  </>
);

function WholePayment({ payment }: { payment: Payment }) {
  const may = useMay();
  return (
    <DetailsPage
      title={w.payment({ number: payment.number })}
      status={
        <>
          <StatusTag machine="payment" status={payment.status} />
          {payment.status === 'failed' && payment.confirmedBy && <span>{w.returned()}</span>}
        </>
      }
      facts={factsOf(payment)}
      actions={<PaymentActions payment={payment} />}
    >
      {payment.findings.length > 0 && (
        <Section title={w.beforeReleasing()}>
          <Findings findings={payment.findings} />
        </Section>
      )}
      <PayersPart payment={payment} />
      <Section>
        <PaymentRows payment={payment} />
      </Section>
      <Section title={w.papers()}>
        <div className="row-wrap">
          {may('bureau-finance') && (
            <DownloadButton
              path={`/api/v1/payments/${payment.id}/application.xlsx`}
              name={`${w.application()} ${payment.number}.xlsx`}
              label={w.applicationFile()}
            />
          )}
          <Link className="button" to={`/payments/${payment.id}/print`}>
            {w.print()}
          </Link>
        </div>
      </Section>
    </DetailsPage>
  );
}

function PayersPart({ payment }: { payment: Payment }) {
  const nameOf = usePayerName();
  const columns: Column<PayerSum>[] = [
    { key: 'payer', title: w.payer(), text: ({ payer }) => nameOf(payer) },
    { key: 'rows', title: w.rows(), isNumber: true, text: ({ rows }) => String(rows) },
    {
      ...{ key: 'direct', title: w.direct(), isNumber: true, text: ({ direct }) => direct },
      render: ({ direct }) => <Money value={direct} />,
    },
    {
      ...{
        key: 'reimbursed',
        title: w.reimbursed(),
        isNumber: true,
        text: ({ reimbursed }) => reimbursed,
      },
      render: ({ reimbursed }) => <Money value={reimbursed} />,
    },
    {
      ...{ key: 'amount', title: w.amount(), isNumber: true, text: ({ amount }) => amount },
      render: ({ amount }) => <Money value={amount} strong />,
    },
  ];
  return (
    <Section title={w.byPayer()}>
      <SmallTable<PayerSum> columns={columns} rows={byPayer(payment.rows)} rowKey={({ payer }) => payer} />
    </Section>
  );
}

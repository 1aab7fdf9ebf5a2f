import { Alert } from 'antd';
import { useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import { DetailsPage, Findings, Loaded, Section, useRegister } from '../kit';
import { AdjustmentsPart } from './adjustments-part';
import { AppealsPart } from './appeals-part';
import { BillActions } from './bill-actions';
import { type Bill, ownFindings, useBill } from './bill-data';
import { PapersPart } from './bill-papers';
import { BillStatus } from './bill-status';
import { t } from './bills-words';
import { DifferencesPart } from './differences-part';
import { HistoryPart } from './history-part';
import { InvoicePart } from './invoice-part';
import { useReviewsOf } from './line-reviews';
import { LinesPart } from './lines-part';
import { SharesPart } from './shares-part';
import { TotalsBar } from './totals-bar';
import { UpheldNotice } from './upheld-notice';
import { WaterfallPart } from './waterfall-part';

/** One bill: what it comes to, what differs, what is to be done, and whose turn it is. */
export function BillPage() {
  useLanguage();
  const { id = '' } = useParams();
  const bill = useBill(id);
  return <Loaded read={bill}>{(data) => <WholeBill bill={data} />}</Loaded>;
}

function WholeBill({ bill }: { bill: Bill }) {
  const reviews = useReviewsOf(bill);
  const may = useMay();
  const isProvider = may(...PROVIDER);
  const findings = ownFindings(bill);
  const isOpen = ['draft', 'submitted', 'returned'].includes(bill.status);
  return (
    <DetailsPage
      title={t.bill({ number: bill.number })}
      status={
        <>
          <BillStatus bill={bill} />
          <BillHead bill={bill} />
          {isOpen && <span className="faint">{t.foreseen()}</span>}
        </>
      }
      actions={<BillActions bill={bill} reviews={reviews} />}
    >
      <TotalsBar bill={bill} />
      {bill.returnReason && bill.status === 'returned' && (
        <Alert
          type={bill.isWithdrawn ? 'info' : 'warning'}
          showIcon
          title={bill.isWithdrawn ? t.takenBackHint() : t.returnedFor()}
          description={bill.isWithdrawn ? undefined : <p className="kept">{bill.returnReason}</p>}
        />
      )}
      {bill.nothingDue && <Alert type="info" showIcon title={t.nothingDue()} />}
      {findings.length > 0 && (
        <Section title={t.billFindings()}>
          <Findings findings={findings} />
          {bill.settled.map(({ code }) => (
            <p key={code}>{t.settledBy({ code })}</p>
          ))}
        </Section>
      )}
      {isProvider && <BillCards bill={bill} />}
      <UpheldNotice bill={bill} />
      <AppealsPart bill={bill} />
      <DifferencesPart bill={bill} reviews={reviews} />
      <AdjustmentsPart bill={bill} reviews={reviews} />
      {!isProvider && <BillCards bill={bill} />}
      <WaterfallPart bill={bill} />
      <LinesPart bill={bill} />
    </DetailsPage>
  );
}

/** Beside each other: the invoice, who bears it, the papers, who decided. */
function BillCards({ bill }: { bill: Bill }) {
  return (
    <div className="cards">
      <InvoicePart bill={bill} />
      <SharesPart bill={bill} />
      <PapersPart bill={bill} />
      <HistoryPart bill={bill} />
    </div>
  );
}

function BillHead({ bill }: { bill: Bill }) {
  const { byId: providers } = useRegister('providers');
  const { byId: contracts } = useRegister('contracts');
  const parts = [
    providers.get(bill.providerId)?.name,
    contracts.get(bill.contractId)?.number,
    bill.month,
    bill.kind === 'supplementary' ? t.supplementary() : undefined,
  ];
  return <span className="faint">{parts.filter(Boolean).join(' · ')}</span>;
}

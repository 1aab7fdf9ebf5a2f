import { useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { useBill } from '../bills/bill-data';
import { BillPaper } from '../bills/bill-print';
import { PrintNow } from '../bills/print-now';
import { Loaded } from '../kit';
import { ApplicationPaper } from './application-paper';
import { type Payment, usePayment } from './payment-data';
import '../bills/print.css';

/** The whole pack: the application, then of each bill its settlement, why it was cut, and every line. */
export function PaymentPrint() {
  useLanguage();
  const { id = '' } = useParams();
  const payment = usePayment(id);
  return (
    <article className="page paper-page">
      <PrintNow />
      <Loaded read={payment}>{(data) => <Pack payment={data} />}</Loaded>
    </article>
  );
}

function Pack({ payment }: { payment: Payment }) {
  const bills = [...new Set(payment.rows.map(({ billId }) => billId))];
  return (
    <>
      <ApplicationPaper payment={payment} />
      {bills.map((id) => (
        <OneBill key={id} id={id} />
      ))}
    </>
  );
}

function OneBill({ id }: { id: string }) {
  const bill = useBill(id);
  return <Loaded read={bill}>{(data) => <BillPaper bill={data} />}</Loaded>;
}

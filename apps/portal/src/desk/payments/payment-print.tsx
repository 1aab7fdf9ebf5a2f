import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { useBill } from '../bills/bill-data';
import { BillPaper, Signatures } from '../bills/bill-print';
import { Findings, Loaded, Money, momentText } from '../kit';
import { type Payment, usePayment } from './payment-data';
import { usePaymentColumns } from './payment-rows';
import { w } from './payments-words';
import '../bills/print.css';

/** The whole pack: the application, then of each bill its settlement, why it was cut, and every line. */
export function PaymentPrint() {
  useLanguage();
  const { id = '' } = useParams();
  const payment = usePayment(id);
  return (
    <article className="page paper-page">
      <div className="page-actions no-print">
        <Button type="primary" onClick={() => window.print()}>
          {w.printNow()}
        </Button>
      </div>
      <Loaded read={payment}>{(data) => <Pack payment={data} />}</Loaded>
    </article>
  );
}

function Pack({ payment }: { payment: Payment }) {
  const bills = [...new Set(payment.rows.map(({ billId }) => billId))];
  return (
    <>
      <Application payment={payment} />
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

/** The columns before the amount. */
const LEADING = 2;

function Application({ payment }: { payment: Payment }) {
  const columns = usePaymentColumns();
  const { preparedBy, preparedByName, preparedAt, rows, total } = payment;
  return (
    <section className="paper">
      <h1>{w.pack()}</h1>
      <p>
        {w.printFacts({ by: preparedByName ?? preparedBy, at: momentText(preparedAt), rows: rows.length })}
      </p>
      <table className="paper-table">
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.billId} ${row.payer}`}>
              {columns.map(({ key, text, render, isNumber }) => (
                <td key={key} className={isNumber ? 'is-number' : key === 'account' ? 'is-whole' : ''}>
                  {render?.(row) ?? text(row)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={LEADING}>
              {w.total()}
            </th>
            <td className="is-number">
              <Money value={total} strong />
            </td>
            <td colSpan={columns.length - LEADING - 1}>
              <b lang="zh-CN">{inCapitals(Amount.of(total))}</b>
            </td>
          </tr>
        </tbody>
      </table>
      <Findings findings={payment.findings} />
      <Signatures />
    </section>
  );
}

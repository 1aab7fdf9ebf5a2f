import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { useBill } from '../bills/bill-data';
import { p } from '../bills/print-words';
import { SigningPlaces } from '../bills/signing-places';
import { Findings, Money, momentText, statusText, useRegister } from '../kit';
import { type Payment, usePayerName } from './payment-data';
import type { Row } from './payment-rows';
import { w } from './payments-words';
import { byPayee, byPayer, type PayeeGroup } from './rows';

/** The columns before the amount. */
const LEADING = 5;

/**
 * The application as the treasury and the bank get it: who applies and signs, how much each payer gives, and to each
 * account what goes there, row by row. Narrow enough for an upright sheet, so that no number is ever broken.
 */
export function ApplicationPaper({ payment }: { payment: Payment }) {
  const isMasked = payment.rows.some(({ bankAccount }) => bankAccount.includes('*'));
  return (
    <section className="paper">
      <h1>{w.pack()}</h1>
      <HeadTable payment={payment} />
      <PayersTable payment={payment} />
      {isMasked && <p className="paper-warning">{w.maskedHere()}</p>}
      <RowsTable payment={payment} />
      <Findings findings={payment.findings} />
      <SigningPlaces
        rows={[
          [p.handledBy(), p.checkedBy(), p.leader()],
          [w.sealOfApplicant(), w.takenBy(), p.date()],
        ]}
      />
    </section>
  );
}

/** Who prepared and released it, and the whole sum in figures and in capitals. */
function HeadTable({ payment }: { payment: Payment }) {
  const { id, number, status, total, rows, preparedByName, preparedBy, preparedAt } = payment;
  const released = payment.releasedByName ?? payment.releasedBy;
  const paid = payment.paidOn && [payment.paidOn, payment.reference].filter(Boolean).join(' ');
  return (
    <table className="paper-table is-head">
      <tbody>
        <tr>
          <th scope="row">{w.preparedBy()}</th>
          <td>{[preparedByName ?? preparedBy, momentText(preparedAt)].join(' ')}</td>
          <th scope="row">{w.releasedBy()}</th>
          <td>{released ?? w.notReleased()}</td>
        </tr>
        <tr>
          <th scope="row">{w.status()}</th>
          <td>{[statusText('payment', status), paid].filter(Boolean).join(' ')}</td>
          <th scope="row">{w.rows()}</th>
          <td>{w.rowsAndPayees({ rows: rows.length, payees: byPayee(rows).length })}</td>
        </tr>
        <tr>
          <th scope="row">{w.totalYuan()}</th>
          <td>
            <Money value={total} strong />
          </td>
          <th scope="row">{w.inCapitals()}</th>
          <td>
            <b lang="zh-CN">{inCapitals(Amount.of(total))}</b>
          </td>
        </tr>
        <tr>
          <th scope="row">{w.paperNumber()}</th>
          <td colSpan={3}>
            <b className="is-whole">{number}</b> {w.systemNumber({ id })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** How much each payer gives: what it pays itself, and what the bureau pays for it and gets back. */
function PayersTable({ payment }: { payment: Payment }) {
  const nameOf = usePayerName();
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{w.payer()}</th>
          {[w.rows(), w.direct(), w.reimbursed(), w.total()].map((title) => (
            <th key={title} scope="col" className="is-number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {byPayer(payment.rows).map(({ payer, rows, direct, reimbursed, amount }) => (
          <tr key={payer}>
            <td>{nameOf(payer)}</td>
            <td className="is-number">{rows}</td>
            <td className="is-number">
              <Money value={direct} />
            </td>
            <td className="is-number">
              <Money value={reimbursed} />
            </td>
            <td className="is-number">
              <Money value={amount} strong />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RowsTable({ payment: { rows, total } }: { payment: Payment }) {
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th scope="col">{w.place()}</th>
          <th scope="col">{w.billAndInvoice()}</th>
          {[w.payer(), w.funds(), w.settlement()].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          <th scope="col" className="is-number">
            {w.amount()}
          </th>
        </tr>
      </thead>
      {byPayee(rows).map((group) => (
        <PayeeRows key={group.key} group={group} place={rows.indexOf.bind(rows)} />
      ))}
      <tbody>
        <tr>
          <th scope="row" colSpan={LEADING}>
            {w.total()} <b lang="zh-CN">{inCapitals(Amount.of(total))}</b>
          </th>
          <td className="is-number">
            <Money value={total} strong />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** An account with its whole number, what goes there in all, and of what that is made. */
function PayeeRows({ group, place }: { group: PayeeGroup<Row>; place: (row: Row) => number }) {
  const payerOf = usePayerName();
  const { byId: funds } = useRegister('funds');
  return (
    <tbody>
      <tr className="paper-group">
        <th scope="rowgroup" colSpan={LEADING}>
          <b>{group.payee}</b>
          <div>
            {group.bank} <b className="is-whole">{inFours(group.bankAccount)}</b>
          </div>
        </th>
        <td className="is-number">
          <Money value={group.amount} strong />
        </td>
      </tr>
      {group.rows.map((row) => (
        <tr key={`${row.billId} ${row.payer}`}>
          <td className="is-whole">{place(row) + 1}</td>
          <td>
            <BillAndInvoice row={row} />
          </td>
          <td>{payerOf(row.payer)}</td>
          <td>
            {row.funds.map(({ fundId }) => (
              <div key={fundId} className="is-whole">
                {funds.get(fundId)?.code}
              </div>
            ))}
          </td>
          <td>{row.settlement === 'direct' ? w.direct() : w.reimbursed()}</td>
          <td className="is-number">
            <Money value={row.amount} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

/** The invoice is read with the bill, whose own papers follow in the pack. */
function BillAndInvoice({ row: { billId, billNumber } }: { row: Row }) {
  const invoice = useBill(billId).data?.invoice;
  return (
    <>
      <div className="is-whole">{billNumber}</div>
      {invoice && <div className="is-whole">{w.invoiceNumber({ number: invoice.number })}</div>}
    </>
  );
}

/** As a card shows it, so that a person can compare it: "6228 4800 1234 5678 901". */
const inFours = (account: string): string =>
  account.includes('*') ? account : account.replace(/(.{4})(?=.)/g, '$1 ');

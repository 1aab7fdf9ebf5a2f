import { type Column, Money, SmallTable, useRegister } from '../kit';
import { type Payment, usePayerName } from './payment-data';
import { w } from './payments-words';

export type Row = Payment['rows'][number];

/** One row per payer and bill, as the treasury gets them. */
function usePaymentColumns(): Column<Row>[] {
  const payerOf = usePayerName();
  const { byId: funds } = useRegister('funds');
  return [
    { key: 'bill', title: w.bill(), text: ({ billNumber }) => billNumber },
    { key: 'payer', title: w.payer(), text: ({ payer }) => payerOf(payer) },
    {
      ...{ key: 'amount', title: w.amount(), isNumber: true, text: ({ amount }) => amount },
      render: ({ amount }) => <Money value={amount} />,
    },
    { key: 'payee', title: w.payee(), text: ({ payee }) => payee },
    { key: 'bank', title: w.bank(), text: ({ bank }) => bank },
    { key: 'account', title: w.bankAccount(), text: ({ bankAccount }) => bankAccount },
    {
      key: 'funds',
      title: w.funds(),
      text: (row) => row.funds.map(({ fundId }) => funds.get(fundId)?.code ?? '').join(' '),
    },
    {
      ...{ key: 'settlement', title: w.settlement() },
      text: ({ settlement }) => (settlement === 'direct' ? w.direct() : w.reimbursed()),
    },
  ];
}

export function PaymentRows({ payment }: { payment: Payment }) {
  const columns = usePaymentColumns();
  return (
    <SmallTable<Row>
      columns={columns}
      rows={payment.rows}
      rowKey={({ billId, payer }) => `${billId} ${payer}`}
      rowLink={({ billId }) => `/bills/${billId}`}
    />
  );
}

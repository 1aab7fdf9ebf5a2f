import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useLanguage } from '../../shared/words';
import { type Bill, fetchBills } from '../bills/bill-data';
import { t } from '../bills/bills-words';
import { totalOf } from '../bills/lines';
import {
  allRows,
  type Column,
  EmptyBox,
  KeyCap,
  Loaded,
  Money,
  PlainPage,
  ProblemBox,
  RowsTable,
  Section,
  useFilters,
  useHotkeys,
  useRead,
  useRegister,
} from '../kit';
import { usePrepare } from './payment-data';
import { w } from './payments-words';
import '../bills/bills.css';

const MOST = 200;
type Settlement = 'direct' | 'reimbursed';

/** A payment from bills that are payable: all ticked, one press. */
export function NewPaymentPage() {
  useLanguage();
  const [{ month = '' }] = useFilters();
  const filters: Record<string, string> = { status: 'payable', payment: 'none', ...(month && { month }) };
  const bills = useRead(['bills', 'payable', month], async () => {
    const rows = await allRows(fetchBills, filters, MOST);
    return rows.filter(({ nothingDue }) => !nothingDue);
  });
  return (
    <PlainPage title={w.newPayment()}>
      <p className="faint">{w.hint()}</p>
      <Loaded read={bills}>
        {(rows) => (rows.length === 0 ? <NothingToPay month={month} /> : <Payable bills={rows} />)}
      </Loaded>
    </PlainPage>
  );
}

/** Where no bill is payable: those that only lack their invoice, and those that stand in a payment already. */
function NothingToPay({ month }: { month: string }) {
  const ofMonth: Record<string, string> = month ? { month } : {};
  const applied = useRead(['bills', 'applied', month], () =>
    allRows(fetchBills, { status: 'payable', ...ofMonth }, MOST),
  );
  const filters: Record<string, string> = { status: 'approved', ...(month && { month }) };
  const waiting = useRead(['bills', 'approved', month], () => allRows(fetchBills, filters, MOST));
  const count = waiting.data?.filter(({ nothingDue }) => !nothingDue).length ?? 0;
  const said = count < MOST ? w.awaitInvoice({ count }) : w.awaitInvoiceMany({ count: MOST });
  return (
    <EmptyBox title={w.nothing()}>
      {(applied.data?.length ?? 0) > 0 && (
        <p>
          {w.inPayment({ count: applied.data?.length ?? 0 })}{' '}
          <Link className="in-text" to="/payments">
            {w.seePayments()}
          </Link>
        </p>
      )}
      {count > 0 && (
        <p>
          {said} <Link to={`/bills?${new URLSearchParams(filters)}`}>{w.seeThem()}</Link>
        </p>
      )}
    </EmptyBox>
  );
}

function columnsFor(providerOf: (id: string) => string): Column<Bill>[] {
  const invoiceOf = ({ invoice }: Bill): string => invoice?.number ?? '';
  return [
    { key: 'number', title: t.number(), width: 180, text: ({ number }) => number },
    { key: 'provider', title: t.provider(), text: ({ providerId }) => providerOf(providerId) },
    { key: 'month', title: t.month(), width: 90, text: ({ month }) => month },
    {
      ...{ key: 'invoice', title: w.invoice(), width: 200, text: invoiceOf },
      render: (bill) => <Link to={`/bills/${bill.id}`}>{invoiceOf(bill)}</Link>,
    },
    {
      ...{ key: 'payable', title: t.payable(), width: 130, isNumber: true, text: ({ payable }) => payable },
      render: ({ payable }) => <Money value={payable} strong />,
    },
  ];
}

/** All bills are ticked but those that somebody has left out: whoever looks into one and comes back finds them so. */
function useTicked(bills: Bill[]): [Bill[], (ticked: Bill[]) => void] {
  const { search, state } = useLocation() as { search: string; state: { leftOut?: string[] } | null };
  const navigate = useNavigate();
  const leftOut = state?.leftOut ?? [];
  const tick = (ticked: Bill[]): void => {
    const numbers = new Set(ticked.map(({ number }) => number));
    const without = bills.flatMap(({ number }) => (numbers.has(number) ? [] : [number]));
    void navigate({ search }, { replace: true, state: { leftOut: without } });
  };
  return [bills.filter(({ number }) => !leftOut.includes(number)), tick];
}

function Payable({ bills }: { bills: Bill[] }) {
  const [ticked, setTicked] = useTicked(bills);
  const [settlement, setSettlement] = useState<Settlement>('reimbursed');
  const { byId: providers } = useRegister('providers');
  const prepare = usePrepare();
  const navigate = useNavigate();
  const send = async (): Promise<void> => {
    if (ticked.length === 0 || prepare.isRunning) return;
    const made = await prepare.run({ billIds: ticked.map(({ id }) => id ?? ''), settlement });
    if (made) void navigate(`/payments/${made.id}`);
  };
  useHotkeys({ 'ctrl+Enter': () => void send() });
  return (
    <Section>
      <RowsTable<Bill>
        list={{ rows: bills, isLoading: false }}
        columns={columnsFor((id) => providers.get(id)?.name ?? '')}
        rowKey={({ number }) => number}
        rowLink={({ id }) => `/bills/${id}`}
        {...{ isCompact: true, batch: true, picked: ticked, setPicked: setTicked }}
      />
      <p className="row-wrap">
        <span>{w.settlementOfUnits()}</span>
        <Radio.Group
          value={settlement}
          onChange={({ target }) => setSettlement(target.value as Settlement)}
          options={[
            { value: 'reimbursed', label: w.reimbursed() },
            { value: 'direct', label: w.direct() },
          ]}
        />
      </p>
      <ProblemBox error={prepare.problem} />
      <PaymentFoot ticked={ticked} isRunning={prepare.isRunning} send={() => void send()} />
    </Section>
  );
}

function PaymentFoot({ ticked, isRunning, send }: { ticked: Bill[]; isRunning: boolean; send: () => void }) {
  const total = totalOf(ticked, 'payable');
  return (
    <div className="decide">
      <span className="grow" role="status">
        {w.ticked({ count: ticked.length })} · <Money value={total} strong /> ·{' '}
        <span lang="zh-CN">{inCapitals(Amount.of(total))}</span>
      </span>
      <Button type="primary" disabled={ticked.length === 0} loading={isRunning} onClick={send}>
        {w.prepare()}
        <KeyCap name="ctrl+Enter" />
      </Button>
    </div>
  );
}

import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { Button, Radio, Table } from 'antd';
import type { ColumnType } from 'antd/es/table';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../../shared/words';
import { type Bill, fetchBills } from '../bills/bill-data';
import { t } from '../bills/bills-words';
import { totalOf } from '../bills/lines';
import {
  allRows,
  EmptyBox,
  KeyCap,
  Loaded,
  Money,
  PlainPage,
  ProblemBox,
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

function columnsFor(providerOf: (id: string) => string): ColumnType<Bill>[] {
  return [
    { title: t.number(), dataIndex: 'number', key: 'number', width: 180 },
    { title: t.provider(), key: 'provider', render: (_, { providerId }) => providerOf(providerId) },
    { title: t.month(), dataIndex: 'month', key: 'month', width: 90 },
    { title: w.invoice(), key: 'invoice', width: 200, render: (_, { invoice }) => invoice?.number },
    {
      ...{ title: t.payable(), key: 'payable', width: 130, align: 'right' },
      render: (_, { payable }) => <Money value={payable} strong />,
    },
  ];
}

function Payable({ bills }: { bills: Bill[] }) {
  const [ticked, setTicked] = useState<Bill[]>(bills);
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
      <Table<Bill>
        size="small"
        rowKey="number"
        columns={columnsFor((id) => providers.get(id)?.name ?? '')}
        dataSource={bills}
        pagination={false}
        rowSelection={{
          selectedRowKeys: ticked.map(({ number }) => number),
          onChange: (_, rows) => setTicked(rows),
        }}
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

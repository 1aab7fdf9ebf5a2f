import type { AccountChange, PaymentStatus } from '@songbai/billing';
import { DomainError, groupBy, Money, type VisitStatus } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows, type Row, updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { readPaidBefore, type ShareBefore } from './paid-before';
import { readPayeeChanges } from './payee-changes';

export interface StoredPaymentRow {
  paymentId: string;
  row: number;
  billId: string;
  billNumber: string;
  /** Null is the bureau. */
  payerUnitId: string | null;
  payee: string;
  bank: string;
  bankAccount: string;
  amount: Money;
  settlement: 'direct' | 'reimbursed';
  funds: { fundId: string; code: string; amount: Money }[];
}

export interface StoredPayment {
  id: string;
  bureauId: string;
  status: PaymentStatus;
  total: Money;
  preparedBy: string;
  preparedAt: Date;
  releasedBy: string | null;
  releasedAt: Date | null;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  paidOn: string | null;
  reference: string | null;
  failedBy: string | null;
  failedAt: Date | null;
  failReason: string | null;
  rows: StoredPaymentRow[];
  /** Of the accounts it goes to, since their payees were last paid. */
  accountChanges: AccountChange[];
  /** What of it was paid before, and was said to have come back. */
  paidBefore: ShareBefore[];
}

interface PaymentColumns {
  id: string;
  bureau_id: string;
  status: PaymentStatus;
  total_fen: string;
  prepared_by: string;
  prepared_at: Date;
  released_by: string | null;
  released_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  paid_on: string | null;
  reference: string | null;
  failed_by: string | null;
  failed_at: Date | null;
  fail_reason: string | null;
}

/** Payments with their rows, in the order of the ids. */
export async function readPayments(tx: Tx, ids: readonly string[]): Promise<StoredPayment[]> {
  const payments = await tx.query<PaymentColumns>(
    `select id, bureau_id, status, total_fen, prepared_by, prepared_at, released_by, released_at, confirmed_by,
       confirmed_at, paid_on::text, reference, failed_by, failed_at, fail_reason
     from payment where id = any($1)`,
    [ids],
  );
  const rows = groupBy(await readRows(tx, ids), ({ paymentId }) => paymentId);
  const changes = new Map<string, AccountChange[]>();
  const before = new Map<string, ShareBefore[]>();
  for (const [bureauId, its] of groupBy(payments, (c) => c.bureau_id)) {
    const ofBureau = its.map((c) => c.id);
    for (const [id, found] of await readPayeeChanges(tx, bureauId, ofBureau)) changes.set(id, found);
    for (const [id, found] of await readPaidBefore(tx, bureauId, ofBureau)) before.set(id, found);
  }
  const byId = new Map(
    payments.map((c) => [
      c.id,
      {
        ...storedPayment(c, rows.get(c.id) ?? []),
        ...{ accountChanges: changes.get(c.id) ?? [], paidBefore: before.get(c.id) ?? [] },
      },
    ]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const storedPayment = (
  c: PaymentColumns,
  rows: StoredPaymentRow[],
): Omit<StoredPayment, 'accountChanges' | 'paidBefore'> => ({
  ...{ id: c.id, bureauId: c.bureau_id, status: c.status, total: Money.ofFen(c.total_fen) },
  ...{
    preparedBy: c.prepared_by,
    preparedAt: c.prepared_at,
    releasedBy: c.released_by,
    releasedAt: c.released_at,
  },
  ...{ confirmedBy: c.confirmed_by, confirmedAt: c.confirmed_at, paidOn: c.paid_on },
  ...{ reference: c.reference, failedBy: c.failed_by, failedAt: c.failed_at, failReason: c.fail_reason },
  rows,
});

interface RowColumns {
  payment_id: string;
  row: number;
  bill_id: string;
  bill_number: string;
  payer_unit_id: string | null;
  payee: string;
  bank: string;
  bank_account: string;
  amount_fen: string;
  settlement: 'direct' | 'reimbursed';
  fund_ids: string[];
  codes: string[];
  amounts: string[];
}

async function readRows(tx: Tx, ids: readonly string[]): Promise<StoredPaymentRow[]> {
  const rows = await tx.query<RowColumns>(
    `select r.payment_id, r.row, r.bill_id, bill.number as bill_number, r.payer_unit_id, r.payee, r.bank,
       r.bank_account, r.amount_fen, r.settlement, array_agg(s.fund_id::text order by fund.code) as fund_ids,
       array_agg(fund.code order by fund.code) as codes, array_agg(s.amount_fen::text order by fund.code) as amounts
     from payment_row r
     join bill on bill.bureau_id = r.bureau_id and bill.id = r.bill_id
     join payment_share s on s.bureau_id = r.bureau_id and s.payment_id = r.payment_id and s.row = r.row
     join fund on fund.bureau_id = s.bureau_id and fund.id = s.fund_id
     where r.payment_id = any($1)
     group by r.bureau_id, r.payment_id, r.row, bill.number
     order by r.row`,
    [ids],
  );
  return rows.map((c) => ({
    ...{ paymentId: c.payment_id, row: c.row, billId: c.bill_id, billNumber: c.bill_number },
    ...{ payerUnitId: c.payer_unit_id, payee: c.payee, bank: c.bank, bankAccount: c.bank_account },
    ...{ amount: Money.ofFen(c.amount_fen), settlement: c.settlement },
    funds: c.fund_ids.map((fundId, i) => ({
      fundId,
      code: c.codes[i] ?? '',
      amount: Money.ofFen(c.amounts[i] ?? '0'),
    })),
  }));
}

export type NewPaymentRow = Omit<StoredPaymentRow, 'paymentId' | 'row' | 'billNumber'> & {
  providerId: string;
  /** The version of the payee's row in the register that the account was read from. */
  payeeVersion: number;
};

/** Stores a prepared payment. Answers its id. */
export async function insertPayment(
  tx: Tx,
  rows: readonly NewPaymentRow[],
  { by, at }: { by: string; at: Date },
): Promise<string> {
  const id = uuid();
  const total = Money.sum(rows.map(({ amount }) => amount));
  await insertRows(tx, 'payment', [
    { id, status: 'prepared', total_fen: total.toFen(), prepared_by: by, prepared_at: at.toISOString() },
  ]);
  await insertRows(
    tx,
    'payment_row',
    rows.map((row, i) => ({
      ...{ payment_id: id, row: i, bill_id: row.billId, provider_id: row.providerId },
      ...{ payer_unit_id: row.payerUnitId, payee: row.payee, bank: row.bank, bank_account: row.bankAccount },
      ...{ amount_fen: row.amount.toFen(), settlement: row.settlement, payee_version: row.payeeVersion },
    })),
  );
  await insertRows(
    tx,
    'payment_share',
    rows.flatMap(({ funds }, i) =>
      funds.map(({ fundId, amount }) => ({
        payment_id: id,
        row: i,
        fund_id: fundId,
        amount_fen: amount.toFen(),
      })),
    ),
  );
  return id;
}

/**
 * Moves a payment on from the state that it was read in; what must be there for the new state is written
 * first.
 */
export async function movePayment(
  tx: Tx,
  { id, status: from }: StoredPayment,
  to: PaymentStatus,
  columns: Row,
): Promise<void> {
  await updateRows(tx, 'payment', ['id'], [{ id, ...columns }]);
  const moved = await tx.execute('update payment set status = $3 where id = $1 and status = $2', [
    id,
    from,
    to,
  ]);
  if (moved !== 1) throw new DomainError('conflict', { because: 'changed-meanwhile' });
}

/** Its bills may be applied for again. */
export async function freeRows(tx: Tx, paymentId: string): Promise<void> {
  await tx.execute('update payment_row set live = false where payment_id = $1', [paymentId]);
}

/** Holds the bills of a payment, by id, so that nothing else happens to them. Answers which there are. */
export async function lockBills(tx: Tx, bureauId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from bill where bureau_id = $1 and id = any($2) order by id for no key update',
    [bureauId, ids],
  );
  return rows.map(({ id }) => id);
}

/** The visits that these bills pay for: paid when the money has left, billed again when it comes back. */
export async function markVisits(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
  { from, to }: Record<'from' | 'to', VisitStatus>,
): Promise<void> {
  await tx.execute(
    `update visit v set status = $4 from bill_line l
     where l.bureau_id = $1 and l.bill_id = any($2) and l.accepted
       and v.bureau_id = l.bureau_id and v.id = l.visit_id and v.status = $3`,
    [bureauId, billIds, from, to],
  );
}

import { noteAccounts } from '@songbai/billing';
import { dayOf, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { sayFinding } from '../http/problem.filter';
import type { StoredPayment } from './payment-store';
import type { PaymentAnswer } from './payments.dto';

/**
 * A payment as every answer shows it. Where the money goes digit by digit is seen by finance, and by whom `opened` it
 * on record; a unit sees the rows alone that it pays.
 */
export function viewPayment(
  payment: StoredPayment,
  { person, language }: Caller,
  opened = false,
): PaymentAnswer {
  const { role, unitId } = person;
  const { id, bureauId, status } = payment;
  const rows = payment.rows.filter(({ payerUnitId }) => unitId === null || payerUnitId === unitId);
  const payees = new Set(rows.map(({ payee }) => payee));
  const changes = payment.accountChanges.filter(({ payee }) => payees.has(payee));
  return {
    ...{ id, number: numberOf(payment), status },
    ...{ total: Money.sum(rows.map(({ amount }) => amount)).toString() },
    rows: rows.map((row) => ({
      ...{ billId: row.billId, billNumber: row.billNumber, payer: row.payerUnitId ?? bureauId },
      ...{ payee: row.payee, bank: row.bank },
      bankAccount: opened || role === 'bureau-finance' ? row.bankAccount : masked(row.bankAccount),
      amount: row.amount.toString(),
      funds: row.funds.map(({ fundId, amount }) => ({ fundId, amount: amount.toString() })),
      settlement: row.settlement,
    })),
    ...{ preparedBy: payment.preparedBy, preparedAt: payment.preparedAt.toISOString() },
    ...{ releasedBy: payment.releasedBy, releasedAt: payment.releasedAt?.toISOString() ?? null },
    ...{ confirmedBy: payment.confirmedBy, confirmedAt: payment.confirmedAt?.toISOString() ?? null },
    paidOn: payment.paidOn,
    reference: payment.reference,
    ...{ failedBy: payment.failedBy, failedAt: payment.failedAt?.toISOString() ?? null },
    failReason: payment.failReason,
    findings: noteAccounts(changes).map((note) => sayFinding(note, language)),
  };
}

/**
 * "FK-20261102-3F9A2C": the day on which it was prepared, and the end of its id. It needs no counter, so no two people
 * wait for each other, and it never changes.
 */
export const numberOf = ({ id, preparedAt }: Pick<StoredPayment, 'id' | 'preparedAt'>): string => {
  const day = dayOf(Math.floor(preparedAt.getTime() / 1000));
  return `FK-${day.replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`;
};

const masked = (account: string): string => account.slice(-4).padStart(account.length, '*');

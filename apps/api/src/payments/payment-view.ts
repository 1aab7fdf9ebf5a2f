import { noteAccounts, noteReturned } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { sayFinding } from '../http/problem.filter';
import { numberOf } from './payment-number';
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
  const before = payment.paidBefore.filter((share) => unitId === null || share.payerUnitId === unitId);
  const notes = [...noteReturned(before), ...noteAccounts(changes)];
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
    findings: notes.map((note) => sayFinding(note, language)),
  };
}

const masked = (account: string): string => account.slice(-4).padStart(account.length, '*');

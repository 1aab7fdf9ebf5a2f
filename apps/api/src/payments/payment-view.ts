import { noteAccounts } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { sayFinding } from '../http/problem.filter';
import type { StoredPayment } from './payment-store';
import type { PaymentAnswer } from './payments.dto';

/**
 * A payment as every answer shows it. Only finance sees where the money goes digit by digit, and a unit the rows alone
 * that it pays.
 */
export function viewPayment(payment: StoredPayment, { person, language }: Caller): PaymentAnswer {
  const { role, unitId } = person;
  const { id, bureauId, status } = payment;
  const rows = payment.rows.filter(({ payerUnitId }) => unitId === null || payerUnitId === unitId);
  const payees = new Set(rows.map(({ payee }) => payee));
  const changes = payment.accountChanges.filter(({ payee }) => payees.has(payee));
  return {
    ...{ id, status, total: Money.sum(rows.map(({ amount }) => amount)).toString() },
    rows: rows.map((row) => ({
      ...{ billId: row.billId, billNumber: row.billNumber, payer: row.payerUnitId ?? bureauId },
      ...{ payee: row.payee, bank: row.bank },
      bankAccount: role === 'bureau-finance' ? row.bankAccount : masked(row.bankAccount),
      amount: row.amount.toString(),
      funds: row.funds.map(({ fundId, amount }) => ({ fundId, amount: amount.toString() })),
      settlement: row.settlement,
    })),
    ...{ preparedBy: payment.preparedBy, preparedAt: payment.preparedAt.toISOString() },
    ...{ releasedBy: payment.releasedBy, confirmedBy: payment.confirmedBy, paidOn: payment.paidOn },
    ...{ reference: payment.reference, failReason: payment.failReason },
    findings: noteAccounts(changes).map((note) => sayFinding(note, language)),
  };
}

const masked = (account: string): string => account.slice(-4).padStart(account.length, '*');

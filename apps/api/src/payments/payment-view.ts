import { Money } from '@songbai/contracts';
import type { Person } from '../access/person';
import type { StoredPayment } from './payment-store';
import type { PaymentAnswer } from './payments.dto';

/**
 * A payment as every answer shows it. Only finance sees where the money goes digit by digit, and a unit the rows alone
 * that it pays.
 */
export function viewPayment(payment: StoredPayment, { role, unitId }: Person): PaymentAnswer {
  const { id, bureauId, status } = payment;
  const rows = payment.rows.filter(({ payerUnitId }) => unitId === null || payerUnitId === unitId);
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
  };
}

const masked = (account: string): string => account.slice(-4).padStart(account.length, '*');

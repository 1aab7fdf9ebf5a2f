import { Injectable } from '@nestjs/common';
import { noteAccounts, noteReturned } from '@songbai/billing';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { readBills } from '../bills/bill-store';
import { readPaymentsOf } from '../bills/settled-bill-store';
import { BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { applicationXlsx } from '../papers';
import type { Payment } from '../papers/model';
import type { RegisterPart } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import { numberOf } from './payment-number';
import { readPayments, type StoredPayment } from './payment-store';

/** What is handed in at the treasury: a stored payment in the form of the month's papers. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
    private readonly registers: RegistersService,
  ) {}

  /** The paper, and the payment's number. */
  application({ actor }: Caller, id: string): Promise<{ content: Buffer; number: string }> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [payment] = await readPayments(tx, [id]);
      if (!payment) throw new DomainError('not-found');
      const rows = await this.rows(tx, payment);
      const preparedAt = Math.floor(payment.preparedAt.getTime() / 1000);
      const notes = [...noteReturned(payment.paidBefore), ...noteAccounts(payment.accountChanges)];
      const number = numberOf(payment);
      return { content: await applicationXlsx(number, rows, preparedAt, notes), number };
    });
  }

  /** The words come from the bill, the amounts and accounts from the payment as it was prepared. */
  private async rows(tx: Tx, { bureauId, rows }: StoredPayment): Promise<Payment[]> {
    const bureau = (await this.bureaus.all(tx)).find((each) => each.id === bureauId);
    if (!bureau) throw new Error('a bureau is gone');
    const part: RegisterPart = {
      units: 'all',
      providers: 'all',
      contracts: 'all',
      funds: 'all',
      workers: [],
    };
    const store = await this.registers.load(tx, bureauId, part);
    const bills = await readBills(tx, bureauId, 'bill.id = any($2)', [rows.map(({ billId }) => billId)]);
    const words = await readPaymentsOf(tx, store, bureau, bills);
    return rows.map((row) => {
      const name = unitName(store.all('units'), row.payerUnitId, (code) => store.idOf('units', code));
      const word = words.find(({ bill }) => bill === row.billNumber);
      if (!word) throw new Error(`a payment of ${row.billNumber} has no words`);
      return {
        ...word,
        payer: row.payerUnitId === null ? { kind: 'bureau', name: bureau.name } : { kind: 'unit', name },
        provider: { ...word.provider, name: row.payee, bank: row.bank, bankAccount: row.bankAccount },
        amount: row.amount,
        funds: row.funds.map(({ code, amount }) => ({ fund: code, amount })),
        settlement: row.settlement,
      };
    });
  }
}

function unitName(
  units: readonly { code: string; name: string }[],
  id: string | null,
  idOf: (code: string) => string,
): string {
  return units.find(({ code }) => idOf(code) === id)?.name ?? '';
}

import { Injectable } from '@nestjs/common';
import { type BillStatus, type BillVerb, billMachine } from '@songbai/billing';
import { type AuditFacts, DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Row } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import type { BillAnswer } from './bill-answer.dto';
import { moveBill, readBill, type StoredBill } from './bill-store';
import { viewBills } from './bill-views';
import type { OnBehalf } from './bills.dto';
import { forProvider } from './on-behalf';

/** A bill whose row is locked, and where the verb leads. */
export interface Step {
  tx: Tx;
  bureauId: string;
  bill: StoredBill;
  to: BillStatus;
}

/** What a step wrote: the columns that go with the new status, and what the audit shall know. */
export interface Stepped {
  /** Where a step leads further than its verb says. */
  to?: BillStatus;
  /** The step has moved the bill by itself. */
  isMoved?: boolean;
  columns?: Row;
  facts?: AuditFacts;
}

/**
 * The frame of every verb on a bill: found and locked, allowed by its state, moved, audited, answered whole.
 */
@Injectable()
export class BillSteps {
  constructor(private readonly commands: Commands) {}

  take(
    caller: Caller,
    id: string,
    verb: BillVerb,
    work: (step: Step) => Promise<Stepped> | Stepped,
    onBehalfOf?: string | null,
  ): Promise<BillAnswer> {
    return this.commands.on(caller, 'bill', id, async (tx, bureauId) => {
      const bill = await readBill(tx, bureauId, id);
      const to = billMachine.next(bill.status, verb);
      const stepped = await work({ tx, bureauId, bill, to });
      const { columns, facts, isMoved = false } = stepped;
      if (!isMoved) await moveBill(tx, bill, stepped.to ?? to, columns);
      const after = await readBill(tx, bureauId, id);
      audit(tx, caller, {
        ...{ verb: `bill.${verb}`, subject: 'bill', id },
        before: { status: bill.status, payable: bill.net.toString() },
        after: { status: after.status, payable: after.net.toString(), ...facts },
        ...(onBehalfOf && { onBehalfOf }),
      });
      const [view] = await viewBills(tx, bureauId, [id], caller);
      if (!view) throw new DomainError('not-found');
      return view;
    });
  }

  /** A step of the provider, which the bureau's clerk may take for it. */
  asProvider(
    caller: Caller,
    id: string,
    verb: BillVerb,
    body: OnBehalf,
    work: (step: Step) => Promise<Stepped> | Stepped,
  ): Promise<BillAnswer> {
    forProvider(caller, body);
    return this.take(caller, id, verb, work, body.onBehalfOf);
  }
}

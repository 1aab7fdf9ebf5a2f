import { Injectable } from '@nestjs/common';
import type { Alert } from '@songbai/billing';
import {
  assertAllowed,
  checkApprover,
  checkUnit,
  DomainError,
  dayOf,
  type Finding,
  monthOf,
  type Order,
  orderMachine,
  unitsToApprove,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { isOvertaken, Ledger } from '../ledger/ledger';
import { PersonalDataVault } from '../personal-data/vault';
import { Agreements } from '../registers/agreements';
import type { RegisterStore } from '../registers/register-store';
import { insertAlerts } from './alert-store';
import { type Given, sendApprovals, sendApproved } from './approval-store';
import { refuseBooked } from './booked-month';
import { fundingOf, orderAnswer } from './order-answer';
import { secondsOf } from './order-desk.service';
import { type Approval, type OrderDetail, orderOf } from './order-detail-store';
import { readOrderInWorld } from './order-in-world';
import { holdFunds, type Judgement, judgeOrder } from './order-judge';
import type { OrderWorld } from './order-world';
import type { ApproveOrder, OrderAnswer, SealPart } from './orders.dto';
import { OrdersService } from './orders.service';

/** A refusal that a higher bureau is told of, which outlives the transaction that it ended. */
class EvenDistribution extends DomainError {
  constructor(
    findings: readonly Finding[],
    readonly store: RegisterStore,
    readonly alert: Alert,
  ) {
    super('refused', { findings });
  }
}

/** Each party approves once; with the last approval the funds are reserved, in the same transaction. */
@Injectable()
export class OrderApprovals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly orders: OrdersService,
    private readonly ledger: Ledger,
    private readonly agreements: Agreements,
    private readonly vault: PersonalDataVault,
  ) {}

  async approve(caller: Caller, id: string, body: ApproveOrder): Promise<OrderAnswer> {
    try {
      return await this.commands.on(caller, 'service_order', id, (tx, bureauId) =>
        this.approveIn(tx, caller, bureauId, id, body),
      );
    } catch (error) {
      const reason = isOvertaken(error) ? await this.reasonNow(caller, id, body.seal ?? null, error) : error;
      if (reason instanceof EvenDistribution) await this.tell(caller, id, reason);
      throw reason;
    }
  }

  /**
   * Somebody was faster than a decision that allowed the order. What was decided is not tried again: the answer is what
   * speaks against the order now, or where nothing does any more, that it was overtaken.
   */
  private async reasonNow(
    caller: Caller,
    id: string,
    seal: SealPart | null,
    overtaken: unknown,
  ): Promise<unknown> {
    return this.commands
      .on(caller, 'service_order', id, async (tx, bureauId) => {
        await this.judge(tx, caller, bureauId, id, seal);
        throw overtaken;
      })
      .catch((reason: unknown) => reason);
  }

  private async approveIn(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    id: string,
    { seal, reason }: ApproveOrder,
  ): Promise<OrderAnswer> {
    const judged = await this.judge(tx, caller, bureauId, id, seal ?? null);
    const { detail, status, given, all, order, world, judgement } = judged;
    sendApprovals(tx, detail, given);
    const isLast = order.approvedBy !== null;
    const { amount } = judgement;
    audit(tx, caller, {
      ...{ verb: 'order.approve', subject: 'service_order', id, before: { status: detail.status } },
      after: {
        ...{ status: isLast ? status : detail.status, amount: amount.toString(), ...(reason && { reason }) },
        approvals: given.map(({ party, document }) => (document === null ? party : `${party}: ${document}`)),
      },
    });
    if (!isLast) {
      const answer = orderAnswer({ ...detail, approvals: all }, caller, this.vault);
      return { ...answer, foreseenFunding: fundingOf(world.store, judgement.decision.funding) };
    }
    // The funds come last, and nothing is read after them: other approvals wait for their rows.
    await this.reserve(tx, caller, world, id, status, judgement, monthNow(caller));
    return orderAnswer(reserved(detail, all, status, judgement), caller, this.vault);
  }

  private inWorld(tx: Tx, caller: Caller, bureauId: string, id: string) {
    return readOrderInWorld(tx, bureauId, this.vault, this.agreements, id, monthNow(caller));
  }

  /** The order as this approval would make it, and what the rules say of it now. Throws all that speaks against it. */
  private async judge(tx: Tx, caller: Caller, bureauId: string, id: string, seal: SealPart | null) {
    const read = () => this.inWorld(tx, caller, bureauId, id);
    const { detail, world: first } = await read();
    const status = orderMachine.next(detail.status, 'approve');
    const given = approvalsBy(caller, detail, seal);
    const all = [...detail.approvals, ...given];
    const order = orderOf(detail, personsOf(detail, all, secondsOf(caller.at)));
    await refuseBooked(tx, bureauId, detail.ends_on, order.approvedAt);
    const fundIds = detail.funds.map((fund) => fund.id);
    const { world } = (await holdFunds(tx, first, order, fundIds)) ? await read() : { world: first };
    const judgement = await judgeOrder(tx, world, order);
    assertApprovable(caller, detail, world, judgement);
    return { detail, status, given, all, order, world, judgement };
  }

  private async reserve(
    tx: Tx,
    caller: Caller,
    { store, period }: OrderWorld,
    id: string,
    status: OrderDetail['status'],
    { decision, alert }: Judgement,
    month: string,
  ): Promise<void> {
    sendApproved(tx, store, id, status, decision, caller.at);
    if (alert) await insertAlerts(tx, store, [alert], month);
    if (period === null) await this.ledger.openPeriod(tx, store.bureauId, month);
    const deciding = { month, at: caller.at, by: caller.person.username };
    await this.orders.reserve(tx, store, [decision], new Map([[decision.order.number, id]]), deciding);
  }

  /**
   * The order stays as it was; that somebody nearly handed a fund out evenly does not stay between the two of them.
   * It is stored before the refusal is answered, so none that was told is lost, and once, however often they try.
   */
  private tell(caller: Caller, id: string, { store, alert }: EvenDistribution): Promise<void> {
    const month = monthNow(caller);
    const { fund, date, orders, finding } = alert;
    return this.unitOfWork.run({ kind: 'system', bureauId: store.bureauId }, async (tx) => {
      if ((await insertAlerts(tx, store, [alert], month)) === 0) return;
      const after = { code: finding.code, fund, date, orders };
      audit(tx, caller, { verb: 'order.alert', subject: 'service_order', id, after });
    });
  }
}

const monthNow = ({ at }: Caller): string => monthOf(dayOf(secondsOf(at)));

/** The order as it is now, without asking the database again. */
function reserved(
  detail: OrderDetail,
  approvals: Approval[],
  status: OrderDetail['status'],
  { decision }: Judgement,
): OrderDetail {
  const { order, amount, funding } = decision;
  const held = new Map(funding.map((share) => [share.fund, share.amount.toFen()]));
  return {
    ...{ ...detail, approvals, status, amount, findings: [] },
    ...{ approved_by: order.approvedBy, unit_approved_by: order.unitApprovedBy },
    approved_at: new Date(order.approvedAt * 1_000),
    funds: detail.funds.map((fund) => ({ ...fund, held: held.get(fund.code) ?? null })),
  };
}

/** The approvals that this call adds: the caller's party's own, and units' seals that an approver enters. */
function approvalsBy(
  caller: Caller,
  { approvals, bureau_id, funds }: OrderDetail,
  seal: SealPart | null,
): Given[] {
  const { username: by, name, role, unitId } = caller.person;
  const units = unitsToApprove(funds);
  const sealed = { document: seal?.document ?? null, scan: seal?.scan ?? null };
  const common = { by, name, at: caller.at.toISOString() };
  const given: Given[] = [];
  if (role === 'unit-finance') {
    assertAllowed(
      checkUnit(
        units,
        unitId,
        funds.map(({ code }) => code),
      ),
    );
    given.push({ party: 'unit', partyId: unitId ?? '', ...common, ...sealed });
  } else {
    given.push({ party: 'bureau', partyId: bureau_id, ...common, document: null, scan: null });
    if (seal)
      given.push(...units.map((partyId): Given => ({ party: 'unit', partyId, ...common, ...sealed })));
  }
  const before = new Set(approvals.map(({ partyId }) => partyId));
  const fresh = given.filter(({ partyId }) => !before.has(partyId));
  if (fresh.length === 0) throw new DomainError('conflict', { because: 'already-approved' });
  return fresh;
}

/** Who approved, once all have; nobody yet while one is still to come. */
function personsOf(
  { funds }: OrderDetail,
  approvals: readonly Approval[],
  approvedAt: number,
): Pick<Order, 'approvedBy' | 'approvedAt' | 'unitApprovedBy'> {
  const bureau = approvals.find(({ party }) => party === 'bureau');
  const units = unitsToApprove(funds).map((unit) => approvals.find(({ partyId }) => partyId === unit));
  if (!bureau || units.includes(undefined)) return { approvedBy: null, approvedAt, unitApprovedBy: null };
  const [unit] = units;
  return { approvedBy: bureau.by, approvedAt, unitApprovedBy: unit ? (unit.document ?? unit.by) : null };
}

/** All reasons at once: the rules of orders, and that nobody approves what they ordered. */
function assertApprovable(
  { person }: Caller,
  detail: OrderDetail,
  { store }: OrderWorld,
  { decision, alert }: Judgement,
): void {
  const known = new Set(decision.findings.map(({ code }) => code));
  const persons = checkApprover(detail.ordered_by, person.username).filter(({ code }) => !known.has(code));
  const findings = [...decision.findings, ...persons];
  if (findings.length === 0) return;
  if (alert && known.has('O12')) throw new EvenDistribution([...findings, alert.finding], store, alert);
  assertAllowed(findings);
}

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
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { Ledger } from '../ledger/ledger';
import { PersonalDataVault } from '../personal-data/vault';
import type { RegisterStore } from '../registers/register-store';
import { insertAlerts } from './alert-store';
import { orderAnswer } from './order-answer';
import { secondsOf } from './order-desk.service';
import { type Approval, namedIn, type OrderDetail, orderOf, readOrderDetail } from './order-detail-store';
import { holdOrderWorld, type Judgement, judgeOrder } from './order-judge';
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

interface Given extends Approval {
  scan: string | null;
}

/** Each party approves once; with the last approval the funds are reserved, in the same transaction. */
@Injectable()
export class OrderApprovals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly orders: OrdersService,
    private readonly ledger: Ledger,
    private readonly vault: PersonalDataVault,
  ) {}

  async approve(caller: Caller, id: string, body: ApproveOrder): Promise<OrderAnswer> {
    try {
      return await this.commands.on(caller, 'service_order', id, (tx, bureauId) =>
        this.approveIn(tx, caller, bureauId, id, body.seal ?? null),
      );
    } catch (error) {
      if (error instanceof EvenDistribution) await this.tell(caller, id, error);
      throw error;
    }
  }

  private async approveIn(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    id: string,
    seal: SealPart | null,
  ): Promise<OrderAnswer> {
    const detail = await readOrderDetail(tx, id);
    const status = orderMachine.next(detail.status, 'approve');
    const given = approvalsBy(caller, detail, seal);
    const all = [...detail.approvals, ...given];
    const order = orderOf(detail, personsOf(detail, all, secondsOf(caller.at)));
    const month = monthOf(dayOf(order.approvedAt));
    const world = await holdOrderWorld(tx, bureauId, this.vault, namedIn(detail), order, month);
    const judgement = await judgeOrder(tx, world, order);
    assertApprovable(caller, detail, world, judgement);

    await insertApprovals(tx, bureauId, detail, given);
    const isLast = order.approvedBy !== null;
    const { amount } = judgement;
    audit(tx, caller, {
      ...{ verb: 'order.approve', subject: 'service_order', id, before: { status: detail.status } },
      after: {
        ...{ status: isLast ? status : detail.status, amount: amount.toString() },
        approvals: given.map(({ party, document }) => (document === null ? party : `${party}: ${document}`)),
      },
    });
    if (!isLast) return orderAnswer({ ...detail, approvals: all }, caller.language, this.vault);
    // The funds come last, and nothing is read after them: other approvals wait for their rows.
    await this.reserve(tx, caller, world, id, status, judgement, month);
    return orderAnswer(reserved(detail, all, status, judgement), caller.language, this.vault);
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
    const { order, amount, funding } = decision;
    await tx.query(
      `with shares as (
         update order_fund f set share_fen = given.share
         from unnest($8::uuid[], $9::bigint[]) as given (fund_id, share)
         where f.bureau_id = $1 and f.order_id = $2 and f.fund_id = given.fund_id)
       update service_order set status = $3, approved_by = $4, approved_at = $5, unit_approved_by = $6,
         amount_fen = $7, findings = '[]'
       where bureau_id = $1 and id = $2 and status = 'requested'`,
      [
        ...[store.bureauId, id, status, order.approvedBy, caller.at.toISOString(), order.unitApprovedBy],
        ...[amount.toFen(), funding.map(({ fund }) => store.idOf('funds', fund))],
        funding.map((share) => share.amount.toFen()),
      ],
    );
    if (alert) await insertAlerts(tx, store, [alert], month);
    if (period === null) await this.ledger.openPeriod(tx, store.bureauId, month);
    const deciding = { month, at: caller.at, by: caller.person.username };
    await this.orders.reserve(tx, store, [decision], new Map([[order.number, id]]), deciding);
  }

  /** The order stays as it was; that somebody nearly handed a fund out evenly does not stay between the two of them. */
  private tell(caller: Caller, id: string, { store, alert }: EvenDistribution): Promise<void> {
    const month = monthOf(dayOf(secondsOf(caller.at)));
    const { fund, date, orders, finding } = alert;
    return this.unitOfWork.run({ kind: 'system', bureauId: store.bureauId }, async (tx) => {
      await insertAlerts(tx, store, [alert], month);
      const after = { code: finding.code, fund, date, orders };
      audit(tx, caller, { verb: 'order.alert', subject: 'service_order', id, after });
    });
  }
}

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
  if (fresh.length === 0) throw new DomainError('conflict');
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

async function insertApprovals(
  tx: Tx,
  bureauId: string,
  { id, ordered_by }: OrderDetail,
  approvals: readonly Given[],
): Promise<void> {
  const rows = approvals.map(({ party, partyId, by, name, at, document, scan }) => ({
    ...{ bureau_id: bureauId, order_id: id, party, party_id: partyId, ordered_by, approved_by: by },
    ...{ approver_name: name, approved_at: at, document, scan },
  }));
  await insertRows(tx, 'order_approval', rows);
}

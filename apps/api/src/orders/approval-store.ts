import type { OrderDecision } from '@songbai/billing';
import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import type { RegisterStore } from '../registers/register-store';
import type { Approval, OrderDetail } from './order-detail-store';

/** An approval that somebody gives now; a seal on paper may come with its scan. */
export interface Given extends Approval {
  scan: string | null;
}

const ADD_APPROVALS = verb('add_approvals', 10);
const APPROVE_ORDER = verb('approve_order', 9);

/** Stores who approves an order, without waiting for it. */
export function sendApprovals(
  tx: Tx,
  { bureau_id, id, ordered_by }: OrderDetail,
  given: readonly Given[],
): void {
  tx.send(ADD_APPROVALS, [
    ...[bureau_id, id, ordered_by, given.map(({ party }) => party), given.map(({ partyId }) => partyId)],
    ...[given.map(({ by }) => by), given.map(({ name }) => name), given.map(({ at }) => at)],
    ...[given.map(({ document }) => document), given.map(({ scan }) => scan)],
  ]);
}

/** Stores that a requested order is approved, by whom, and what of which fund it takes; without waiting for it. */
export function sendApproved(
  tx: Tx,
  store: RegisterStore,
  id: string,
  status: OrderDetail['status'],
  { order, amount, funding }: OrderDecision,
  at: Date,
): void {
  tx.send(APPROVE_ORDER, [
    ...[store.bureauId, id, status, order.approvedBy, at.toISOString(), order.unitApprovedBy, amount.toFen()],
    ...[funding.map(({ fund }) => store.idOf('funds', fund)), funding.map((share) => share.amount.toFen())],
  ]);
}

import type { Share } from '@songbai/billing';
import { dayOf, type Finding, leftOf, Money, NONE, noteOnApproval, twoDecimals } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { sayFinding } from '../http/problem.filter';
import type { PersonalDataVault } from '../personal-data/vault';
import type { RegisterStore } from '../registers/register-store';
import { notePlace, type OrderDetail } from './order-detail-store';
import type { OrderAnswer, OrderApprovalAnswer } from './orders.dto';

/** A stored order as everybody sees it who may see it at all. */
export function orderAnswer(
  detail: OrderDetail,
  { language, at }: Pick<Caller, 'language' | 'at'>,
  vault: PersonalDataVault,
): OrderAnswer {
  const { id, number, status, quantity, kept, used, amount, funds, findings, note } = detail;
  return {
    ...{
      id,
      number,
      status,
      cadreId: detail.cadre_id,
      contractId: detail.contract_id,
      itemCode: detail.item,
    },
    ...{ startsOn: detail.starts_on, endsOn: detail.ends_on, quantity: twoDecimals(quantity) },
    fundIds: funds.map((fund) => fund.id),
    needId: detail.need_id,
    need: detail.need,
    // What came in a folder came on paper.
    channel: detail.channel ?? 'paper',
    onBehalfOf: detail.on_behalf_of,
    note: note && vault.open(note, notePlace(detail.bureau_id, id)),
    providerId: detail.provider_id,
    unitId: detail.unit_id,
    amount: amount.toString(),
    funding: funds.flatMap(({ id: fundId, held }) =>
      held === null ? [] : [{ fundId, amount: Money.ofFen(held).toString() }],
    ),
    usedQuantity: twoDecimals(used),
    remainingQuantity: twoDecimals(status === 'refused' ? NONE : leftOf(quantity, kept, used)),
    orderedBy: detail.ordered_by,
    requestedAt: detail.requested_at?.toISOString() ?? null,
    approvals: approvalsOf(detail),
    findings: findings.map((finding) => sayFinding(finding, language)),
    notes: notesOn(detail, at).map((note) => sayFinding(note, language)),
    endedBy: detail.ended_by,
    endedAt: detail.ended_at?.toISOString() ?? null,
    endReason: detail.end_reason,
    isDeclined: detail.declined ?? false,
    acceptedBy: detail.accepted_by ?? null,
    acceptedAt: detail.accepted_at?.toISOString() ?? null,
    comingVisits: Number(detail.coming ?? 0),
  };
}

/** What each fund gives, or would give, by the ids of the bureau. */
export const fundingOf = (
  store: Pick<RegisterStore, 'idOf'>,
  funding: readonly Share[],
): OrderAnswer['funding'] =>
  funding.map(({ fund, amount }) => ({ fundId: store.idOf('funds', fund), amount: amount.toString() }));

/** What the approval is told, or would be told now. What was never approved has none. */
function notesOn(
  { status, starts_on: startsOn, approved_at: approvedAt }: OrderDetail,
  now: Date,
): Finding[] {
  const at = status === 'requested' ? now : status === 'refused' ? null : approvedAt;
  return at === null ? [] : noteOnApproval(startsOn, dayOf(Math.floor(at.getTime() / 1000)));
}

/** Who approved; of an order that came in a folder, those whom its row names. */
function approvalsOf({ approvals, channel, ...detail }: OrderDetail): OrderApprovalAnswer[] {
  if (channel !== null) {
    return approvals.map(({ party, by, name, at, document }) => ({
      ...{ party, by, name, document },
      at: new Date(at).toISOString(),
    }));
  }
  const { approved_by: approver, approved_at: time, unit_approved_by: sealer } = detail;
  if (approver === null || time === null || detail.status === 'refused') return [];
  const at = time.toISOString();
  const filed = (party: 'bureau' | 'unit', by: string) => ({ party, by, name: by, at, document: null });
  return [filed('bureau', approver), ...(sealer === null ? [] : [filed('unit', sealer)])];
}

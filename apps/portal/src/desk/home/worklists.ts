import type { Schemas } from '../../shared/session';
import { words } from '../../shared/words';

export type ListName = Schemas['WorklistAnswer']['name'];

const w = words({
  'orders-to-approve': ['等我审批的订单', 'Orders for me to approve'],
  'contracts-to-approve': ['待审合同', 'Contracts to approve'],
  'contracts-amended': ['待审合同变更', 'Contract changes to approve'],
  'bills-to-approve': ['待审批账单', 'Bills to approve'],
  'payments-to-release': ['待放行支付', 'Payments to release'],
  'months-to-reopen': ['申请重新开启的月份', 'Months to be reopened'],
  'bills-to-adjudicate': ['待核定账单', 'Bills to adjudicate'],
  'bills-disputed': ['有异议的账单', 'Bills in dispute'],
  'bills-to-pay': ['可支付账单', 'Bills to pay'],
  'payments-to-confirm': ['待确认到账', 'Payments to confirm'],
  'calls-open': ['待回电', 'Calls owed'],
  'calls-not-reached': ['未打通，再打一次', 'Calls to try again'],
  'visits-dropped': ['没做成、待另约的服务', 'Visits that fell through'],
  'visits-to-resolve': ['等我认定的服务', 'Visits for me to look into'],
  'visits-held': ['待核实的服务', 'Visits on hold'],
  'orders-to-accept': ['待接订单', 'Orders to accept'],
  'visits-today': ['今天的服务', 'Visits today'],
  'visits-overdue': ['过期未服务', 'Planned and not begun'],
  'visits-photo-pending': ['待上传照片', 'Visits that wait for photos'],
  'visits-unbilled': ['未入账的服务', 'Visits not billed yet'],
  'bills-draft': ['未提交的账单', 'Bills not submitted yet'],
  'bills-returned': ['被退回的账单', 'Bills that came back'],
  'bills-withdrawn': ['已撤回、未再提交的账单', 'Bills you withdrew and did not submit again'],
  'bills-to-confirm': ['待确认核定金额', 'Bills whose amount to confirm'],
  'bills-to-confirm-for-provider': ['代服务商确认核定金额', 'Amounts to confirm for providers without login'],
  'bills-to-invoice': ['待开发票', 'Bills to invoice'],
  'orders-requested': ['待审批订单', 'Orders that wait for approval'],
  'orders-unanswered': ['服务商未答复', 'No answer of the provider'],
  'orders-declined': ['近 30 天服务商谢绝', 'Declined by providers in the last 30 days'],
  'orders-refused': ['近 30 天未批准', 'Refused in the last 30 days'],
  'needs-open': ['待满足的需求', 'Open needs'],
  'contracts-returned': ['退回的合同', 'Contracts that were sent back'],
  'contracts-draft': ['合同草稿', 'Contract drafts'],
  'contracts-expiring': ['60 天内到期的合同', 'Contracts ending within 60 days'],
  'contracts-nearly-used': ['快用完的合同', 'Contracts nearly used up'],
});

/** Lists that have a page of their own beside the noun's list. */
const OWN_PAGES: Partial<Record<ListName, string>> = {
  'orders-to-approve': '/approvals',
  // What is to be done with them is done there.
  'visits-unbilled': '/bills/new',
};

export const listTitle = (name: ListName): string => w[name]?.() ?? name;

/** "bills-to-pay" with "status=payable" → "/bills?status=payable" */
export function listPath({ name, query }: Schemas['WorklistAnswer']): string {
  return OWN_PAGES[name] ?? `/${name.split('-')[0]}?${query}`;
}

import type { ConflictReason, Word } from '@songbai/contracts';
import type { DatabaseError, DatabaseFault } from '../db/pg-error';

/** What stands against a request whose state and rules would allow it, and what to do. `{name}` is a fact of it. */
export const CONFLICTS = {
  'code-taken': {
    zh: '编号“{code}”已被使用。请换一个编号；要更正已有的那一条，请直接修改它。',
    en: 'The code {code} is taken. Choose another one, or change what has it.',
  },
  'id-number-known': {
    zh: '这个身份证号已登记为 {code}。一个人只登记一次：请在 {code} 上办理；{code} 的号码登错了的，先更正那一条。',
    en: 'This ID number is on record as {code}. Use that row, or correct its number first if it is the wrong one.',
  },
  'user-name-taken': {
    zh: '这个用户名已被使用。请换一个；忘记密码的，请重置密码。',
    en: 'This user name is taken. Choose another one; for a forgotten password, reset it.',
  },
  'changed-meanwhile': {
    zh: '您查看之后，有人刚刚办理过这一项。请刷新，看清现状再办。',
    en: 'Somebody has dealt with this since you looked. Look again, then decide.',
  },
  'later-version': {
    zh: '您查看之后，有人已改到第 {version} 版。请看清改了什么，再在新的一版上修改。',
    en: 'Somebody has changed this since you looked: it is version {version} now. See what changed, then change that.',
  },
  'rating-replaced': {
    zh: '这条评价已被新的评价取代，答复没有人会看到。请答复新的那一条。',
    en: 'A later rating has taken its place, so nobody would read the reply. Reply to the later one.',
  },
  'own-account': {
    zh: '不能更改自己的角色，也不能停用自己。请另一位管理员办理。',
    en: 'Nobody changes their own role or disables themselves. Ask another administrator.',
  },
  'already-approved': {
    zh: '您这一方已经审批过，不必再批。请等其他方审批。',
    en: 'Your party has approved this already. The others are still to come.',
  },
  'visit-id-taken': {
    zh: '这个 id 已是另一条服务记录的。请换一个新的 UUID 重新提交。',
    en: 'This id is another visit’s already. Make a new UUID and send the visit again.',
  },
  'visit-of-other-worker': {
    zh: '这次服务安排给了另一位服务人员。请由本人签到，或先改派。',
    en: 'This visit is planned for another worker. That worker begins it, or it is planned anew first.',
  },
  'visit-differs': {
    zh: '这条记录已经收到，内容与这次不同，以先收到的为准。有误的，请联系服务商或老干部局更正。',
    en: 'This visit is here already with other content, which stands. Tell the provider or the bureau if it is wrong.',
  },
  'visit-not-due': {
    zh: '只有昨天到明天还没完成的服务，才能查看长辈家的电话。请打给服务商。',
    en: 'The number is shown for visits of yesterday to tomorrow that are still to be made. Ring the provider.',
  },
  'visit-looked-into': {
    zh: '这条记录待核实的原因已经认定，不能再补交凭证。对认定有异议的，记入账单后可以申诉。',
    en: 'Its reasons were looked into and settled: no proof can be added. Once it is billed, the line can be appealed.',
  },
  'in-payment': {
    zh: '账单已在一笔办理中的支付里。请等到账，或先登记支付失败。',
    en: 'The bill stands in a payment that is under way. Wait for it, or record its failure first.',
  },
  'call-open': {
    zh: '同样的回电已经登记，还没有打。请先办结那一条。',
    en: 'The same call is on the list already and not made yet. Finish that one first.',
  },
  'money-gone': {
    zh: '刚刚有别的事项用掉了这里的余额，现在不够了。请刷新余额后重新办理。',
    en: 'Somebody else has just used what was left here, and it is not enough any more. Look again, then try again.',
  },
  'filed-is-final': {
    zh: '已经提交存档的内容不能更改。有误的，请按退回、调整或补报办理。',
    en: 'What was filed does not change. Have it returned, adjusted or supplemented instead.',
  },
  duplicate: {
    zh: '同样的一条已经登记。请刷新查看，不要重复登记。',
    en: 'The same is on record already. Look again, and do not enter it twice.',
  },
  overlap: {
    zh: '起止日期与已有的一条重叠。请先结束已有的，或改日期。',
    en: 'The dates overlap with what is there. End that first, or choose other dates.',
  },
  'unknown-reference': {
    zh: '其中引用的一项不存在，或刚被删除。请刷新后重新选择。',
    en: 'Something it refers to is not there, or has just gone. Look again and choose anew.',
  },
  'same-person': {
    zh: '这一步须由另一人办理：您已办过这张单据的前一步。',
    en: 'Another person must do this: you have done an earlier step on this paper.',
  },
  'rule-violated': {
    zh: '所填内容彼此矛盾，无法保存。请核对数量、金额和日期后重新提交。',
    en: 'What was sent contradicts itself and cannot be stored. Check quantities, amounts and dates.',
  },
  busy: {
    zh: '这一项正有多人同时办理，没有轮到。请稍候再试。',
    en: 'Several people are at work on this at once, and your turn did not come. Try again in a moment.',
  },
} as const satisfies Record<ConflictReason, Word>;

/** Which conflict a refusal by the database is. The rules come first, so most of these are races. */
const OF_FAULT: Partial<Record<DatabaseFault, ConflictReason>> = {
  'limit-exceeded': 'money-gone',
  'funds-short': 'money-gone',
  'reservation-short': 'money-gone',
  'ceiling-exceeded': 'money-gone',
  'filed-is-final': 'filed-is-final',
  duplicate: 'duplicate',
  overlap: 'overlap',
  'unknown-reference': 'unknown-reference',
  contention: 'busy',
};

const OF_CONSTRAINT: Record<string, ConflictReason> = {
  app_user_username_key: 'user-name-taken',
  payment_row_once: 'in-payment',
  call_request_once: 'call-open',
};

/** CHECKs that keep persons apart are named for it. */
const PERSONS = /_(two_persons|third_person|other_person|by_another)$/;

export function conflictOf({
  fault,
  constraint = '',
}: Pick<DatabaseError, 'fault' | 'constraint'>): ConflictReason {
  if (PERSONS.test(constraint)) return 'same-person';
  return OF_CONSTRAINT[constraint] ?? OF_FAULT[fault] ?? 'rule-violated';
}

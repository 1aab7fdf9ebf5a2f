import { AUDIT_ACTS, type AuditAct } from '@songbai/contracts';
import { AnswerRows, IdField, InstantField, TextField, WordField } from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';

/** What can happen to a contract, in the words of the record of what people did. */
export const CONTRACT_ACTS = (Object.keys(AUDIT_ACTS) as AuditAct[]).filter((act) =>
  /^(contract|amendment)\./.test(act),
);

export class ContractDeedAnswer {
  @WordField(CONTRACT_ACTS, { example: 'contract.return' })
  act!: AuditAct;
  @PersonField({ example: 'approver' })
  by!: string;
  @PersonNameField({ example: '陈科长' })
  byName?: string;
  @InstantField()
  at!: string;
  @TextField({ max: 500, optional: true, example: '单价偏高，请补充询价记录' })
  reason!: string | null;
  @IdField({ optional: true, description: '所涉变更 the amendment it is about' })
  amendmentId!: string | null;
}

/** Who did what to a contract, when and why. */
export class ContractHistoryAnswer {
  @AnswerRows(() => ContractDeedAnswer, { description: '由早到晚 oldest first' })
  deeds!: ContractDeedAnswer[];
}

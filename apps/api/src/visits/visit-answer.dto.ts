import { ApiProperty } from '@nestjs/swagger';
import { CAPTURE_METHODS, RESOLUTIONS, VISIT_STATES, VISIT_STATUSES } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  DayField,
  FlagField,
  IdField,
  InstantField,
  MoneyField,
  PartField,
  QuantityField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';
import { FindingAnswer, ProblemAnswer } from '../http/problem-answer';
import { LocationPart, MOST_SYNCED } from './visits.dto';

export class DecisionAnswer {
  @WordField(VISIT_STATES)
  state!: string;
  @ApiProperty({ type: [String], example: ['V04'] })
  codes!: string[];
  @QuantityField()
  quantity!: string;
  @MoneyField({ description: '按合同价格 what the contract price would pay' })
  amount!: string;
  @ApiProperty({ type: [FindingAnswer] })
  findings!: Record<string, unknown>[];
}

export class ResolutionAnswer {
  @CodeField({ example: 'V03' })
  code!: string;
  @WordField(RESOLUTIONS)
  resolution!: string;
  @TextField({ max: 1000 })
  reason!: string;
  @TextField({ max: 1000, optional: true })
  evidence?: string | null;
  @PersonField({ example: 'finance' })
  by!: string;
  @PersonNameField({ example: '黄会计' })
  byName?: string;
  @InstantField()
  at!: string;
}

/** What the provider gave afterwards, while the visit was held; never in the place of the first proof. */
export class AddedProofAnswer {
  @TextField({ max: 2000, optional: true })
  note!: string | null;
  @ApiProperty({ type: [String], example: [] })
  photos!: string[];
  @FlagField()
  signed!: boolean;
  @ApiProperty({
    ...{ type: [String], example: [] },
    description: '其中的照片此前已在这些记录中用过 records on which one of its photos was shown before',
  })
  usedOn!: string[];
  @ApiProperty({
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    description:
      '校验码：涵盖这一份和此前的全部凭证 SHA-256 over this one and all the proof that was there before it',
  })
  sha256!: string;
  @PersonField({ example: 'manager' })
  by!: string;
  @PersonNameField()
  byName?: string;
  @InstantField()
  at!: string;
}

export class VisitAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'FW20261031-7K3M9Q2A' })
  number!: string;
  @WordField(VISIT_STATUSES)
  status!: string;
  @IdField({ optional: true })
  orderId!: string | null;
  @CodeField()
  orderNumber!: string;
  @IdField()
  cadreId!: string;
  @CodeField({ example: 'LC01' })
  itemCode!: string;
  @IdField({ optional: true })
  workerId!: string | null;
  @IdField({ optional: true })
  providerId!: string | null;
  @DayField()
  day!: string;
  @InstantField({ optional: true })
  plannedAt!: string | null;
  @InstantField({ optional: true })
  startedAt!: string | null;
  @InstantField({ optional: true })
  endedAt!: string | null;
  @PartField(() => LocationPart, { optional: true })
  location!: LocationPart | null;
  @PartField(() => LocationPart, { optional: true })
  endLocation!: LocationPart | null;
  @WordField(CAPTURE_METHODS)
  method!: string;
  @TextField({ max: 64, optional: true })
  onBehalfOf!: string | null;
  /** Where it was entered for the worker. */
  @PersonField({ optional: true })
  enteredBy?: string | null;
  @PersonNameField({ optional: true })
  enteredByName?: string;
  @FlagField()
  signed!: boolean;
  @TextField({
    ...{ optional: true, max: 64, example: 'FW20261030-5B8N1R4C' },
    description:
      '另一条签名笔迹完全相同的记录，只告诉老干部局 another record with the very same drawing, told to the bureau only',
  })
  sameSignatureOn?: string;
  @ApiProperty({ type: [String], example: [] })
  photos!: string[];
  @ApiProperty({ type: [String], example: [] })
  missingPhotos!: string[];
  @TextField({ max: 2000, optional: true })
  note!: string | null;
  @ApiProperty({ type: [String], example: [] })
  tasks!: string[];
  @PartField(() => DecisionAnswer, { optional: true })
  decision?: DecisionAnswer;
  @AnswerRows(() => ResolutionAnswer)
  resolutions!: ResolutionAnswer[];
  @AnswerRows(() => AddedProofAnswer)
  addedProofs!: AddedProofAnswer[];
  @FlagField({ description: '还能补交凭证：做完了、待核实、还没有人认定 proof may still be added to it' })
  takesProof!: boolean;
}

export class SyncResult {
  @ApiProperty({
    ...{ type: String, maxLength: 64, nullable: true, example: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' },
    description: '原样返回所报的编号 the id as it was sent, whatever it was',
  })
  id!: string | null;
  @WordField(['stored', 'known', 'rejected'])
  outcome!: string;
  @PartField(() => DecisionAnswer, { optional: true })
  decision?: DecisionAnswer;
  @ApiProperty({ required: false, type: ProblemAnswer })
  error?: object;
}

export class SyncAnswer {
  @RowsField(() => SyncResult, { empty: true, max: MOST_SYNCED })
  results!: SyncResult[];
}

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

import { ApiProperty } from '@nestjs/swagger';
import { LIFE_EVENTS, type LifeEventKind, ORDER_STATUSES, VISIT_STATUSES } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  IdField,
  InstantField,
  MoneyField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';

export class NewLifeEvent {
  @WordField(LIFE_EVENTS)
  kind!: LifeEventKind;
  @InstantField()
  at!: string;
  @TextField({ max: 200, description: '谁告知、何种凭据 who told it, or which paper' })
  source!: string;
}

export class StoppedOrder {
  @IdField()
  id!: string;
  @CodeField({ example: 'DD2610-0001' })
  number!: string;
  @WordField(ORDER_STATUSES)
  status!: string;
  @MoneyField()
  released!: string;
}

export class TouchedVisit {
  @IdField()
  id!: string;
  @CodeField({ example: 'FW20261031-7K3M9Q2A' })
  number!: string;
  @WordField(VISIT_STATUSES)
  status!: string;
  @ApiProperty({ type: [String], example: ['V09'] })
  codes!: string[];
}

/** What an event did at once. */
export class LifeEventEffects {
  @AnswerRows(() => StoppedOrder)
  orders!: StoppedOrder[];
  @MoneyField({ description: '释放合计 all that was released' })
  released!: string;
  @AnswerRows(() => TouchedVisit)
  visits!: TouchedVisit[];
}

export class LifeEventAnswer extends LifeEventEffects {
  @IdField()
  id!: string;
  @IdField()
  cadreId!: string;
  @WordField(LIFE_EVENTS)
  kind!: LifeEventKind;
  @InstantField()
  at!: string;
  @TextField({ max: 200 })
  source!: string;
  @PersonField()
  recordedBy!: string;
  @PersonNameField()
  recordedByName?: string;
  @InstantField()
  recordedAt!: string;
}

import { ApiProperty } from '@nestjs/swagger';
import {
  MEASURES,
  type Measure,
  PROOFS,
  type Proof,
  SERVICE_PLACES,
  type ServicePlace,
} from '@songbai/contracts';
import { FamilyPart } from '../cadres/cadres.dto';
import {
  AnswerRows,
  CodeField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  MonthField,
  NumberField,
  PartField,
  TextField,
  WordField,
  WordsField,
} from '../http/fields';
import { VisitAnswer } from '../visits/visit-answer.dto';

export class TaskCadre {
  @IdField()
  id!: string;
  @TextField({ max: 50, example: '周忠仙' })
  name!: string;
  @TextField({ max: 200, optional: true, description: '订单在执行期内才有 only while an order is in force' })
  address!: string | null;
  @NumberField({ min: -90, max: 90, optional: true, example: 26.687245 })
  latitude!: number | null;
  @NumberField({ min: -180, max: 180, optional: true, example: 119.545187 })
  longitude!: number | null;
}

export class TaskItem {
  @CodeField({ example: 'LC01' })
  code!: string;
  @TextField({ max: 100, example: '生活照料' })
  name!: string;
  @WordField(MEASURES)
  measure!: Measure;
  @IntegerField({ min: 0, max: 1440, example: 60 })
  standardMinutes!: number;
  @WordField(SERVICE_PLACES)
  place!: ServicePlace;
  @WordsField(PROOFS, { empty: true })
  proofs!: Proof[];
}

export class TaskContact {
  @WordField(['liaison', 'office'])
  kind!: 'liaison' | 'office';
  @ApiProperty({
    maxLength: 100,
    example: '郑联络',
    description: '卡上没有写名字时为空 empty where the card names nobody',
  })
  name!: string;
  @TextField({ max: 40, example: '0593-2800000' })
  phone!: string;
}

/** A visit with all that one needs in the home of a stranger, without a network. */
export class TaskAnswer {
  @PartField(() => VisitAnswer)
  visit!: VisitAnswer;
  @PartField(() => TaskCadre)
  cadre!: TaskCadre;
  @PartField(() => TaskItem)
  item!: TaskItem;
  @TextField({
    ...{ max: 500, optional: true, example: '敲门请大声，家里有狗。' },
    description: '下单时的备注，订单在执行期内才有 what was said with the order; only while it is in force',
  })
  orderNote!: string | null;
  @FlagField({ description: '订单可再服务 whether another visit of the order may be made' })
  orderOpen!: boolean;
  @AnswerRows(() => TaskContact)
  contacts!: TaskContact[];
}

/** Whom to ring at the home, in full. */
export class HouseholdAnswer {
  @ApiProperty({ example: '13876801134' })
  phone!: string;
  @PartField(() => FamilyPart, { optional: true })
  family!: FamilyPart | null;
}

/** Raw numbers of the month: what was done, and what is still planned. */
export class WorkMonth {
  @MonthField()
  month!: string;
  @IntegerField({ min: 0, max: 100_000 })
  finished!: number;
  @IntegerField({ min: 0, max: 100_000 })
  planned!: number;
  @IntegerField({ min: 0, max: 10_000_000, description: '签到到签退 from sign-in to sign-out' })
  workedMinutes!: number;
  @IntegerField({
    min: 0,
    max: 10_000_000,
    description: '尚待服务，按项目标准时长 still to come, by the item',
  })
  plannedMinutes!: number;
  @IntegerField({ min: 0, max: 100_000 })
  accepted!: number;
  @IntegerField({ min: 0, max: 100_000 })
  held!: number;
  @IntegerField({ min: 0, max: 100_000 })
  blocked!: number;
  @ApiProperty({
    type: [Number],
    example: [0, 0, 1, 3, 8],
    description:
      '一至五级各几次，代填不计；不满五次全为 0 how many of each level, without those filled in; all 0 below five',
  })
  ratings!: number[];
  @IntegerField({
    ...{ min: 0, max: 4, example: 0 },
    description:
      '已有而未显示的次数：不满五次会认出是谁 ratings not shown yet, since fewer than five name the rater',
  })
  ratingsWithheld!: number;
}

export class WorksheetAnswer {
  @InstantField({ description: '服务器的时间 what the clock of the server says' })
  at!: string;
  @AnswerRows(() => TaskAnswer)
  tasks!: TaskAnswer[];
  @PartField(() => WorkMonth)
  month!: WorkMonth;
}

import {
  CodeField,
  IdField,
  InstantField,
  IntegerField,
  PartField,
  TextField,
  WordField,
} from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';

/** A file of a bill, without its content. */
export class BillFileAnswer {
  @CodeField({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256!: string;
  @TextField({ max: 200, example: '签字单.pdf' })
  name!: string;
  @WordField(['image/jpeg', 'application/pdf'])
  mediaType!: string;
}

/** Another bill, by name. */
export class BillNamedAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'ZD-2026-11-01' })
  number!: string;
}

export class AppealAnswerRow {
  @IntegerField({ min: 0, max: 1_000_000 })
  line!: number;
  @TextField({ max: 1000 })
  reason!: string;
  @TextField({ max: 1000, optional: true })
  evidence!: string | null;
  @PartField(() => BillFileAnswer, { optional: true })
  file!: BillFileAnswer | null;
  @PersonField({ example: 'manager' })
  by!: string;
  @PersonNameField({ example: '刘主任' })
  byName?: string;
  @InstantField()
  at!: string;
  @WordField(['upheld', 'rejected', 'withdrawn'], { optional: true })
  answer!: string | null;
  @TextField({ max: 1000, optional: true })
  answerReason!: string | null;
  @PersonField({ optional: true, example: 'finance' })
  answeredBy!: string | null;
  @PersonNameField({ optional: true, example: '黄会计' })
  answeredByName?: string | null;
  @InstantField({ optional: true })
  answeredAt!: string | null;
  @PartField(() => BillNamedAnswer, {
    optional: true,
    description:
      '申诉成立的不予支付行，其服务现在列在哪张账单上 where a refused line was upheld: the bill its visit is on now',
  })
  billedAnewOn!: BillNamedAnswer | null;
}

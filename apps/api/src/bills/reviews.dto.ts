import { ApiProperty } from '@nestjs/swagger';
import { REVIEW_OUTCOMES, type ReviewOutcome } from '@songbai/billing';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { InstantField, IntegerField, MoneyField, RowsField, TextField, WordField } from '../http/fields';
import { PersonField, PersonNameField } from '../http/person-fields';

const MOST = 2000;
const LINE_RANGE = { min: 0, max: 1_000_000 };
const ADJUSTING = ['deduct', 'supplement'] as const;

export class NewReview {
  @IsArray({ message: `list|${MOST}` })
  @ArrayMinSize(1, { message: 'not-empty' })
  @ArrayMaxSize(MOST, { message: `list|${MOST}` })
  @ArrayUnique({ message: 'unique' })
  @IsInt({ each: true, message: `integer|${LINE_RANGE.min}–${LINE_RANGE.max}` })
  @Min(LINE_RANGE.min, { each: true, message: `integer|${LINE_RANGE.min}–${LINE_RANGE.max}` })
  @Max(LINE_RANGE.max, { each: true, message: `integer|${LINE_RANGE.min}–${LINE_RANGE.max}` })
  @ApiProperty({ type: 'integer', isArray: true, minItems: 1, maxItems: MOST, example: [1] })
  lines!: number[];
  @WordField(REVIEW_OUTCOMES, { example: 'adjust' })
  outcome!: ReviewOutcome;
  @TextField({ max: 1000, example: '核减无误。' })
  reason!: string;
  @TextField({
    max: 200,
    optional: true,
    description: '一并处理的依据 what the lines that are decided together have in common',
    example: '核减不超过 1.00 元',
  })
  rule?: string | null;
  @WordField(ADJUSTING, { optional: true, description: '拟扣减或补付 how it is to be adjusted' })
  kind?: (typeof ADJUSTING)[number] | null;
  @MoneyField({ some: true, optional: true, description: '拟调整金额 by how much', example: '16.00' })
  amount?: string | null;
}

export class ReviewRow {
  @IntegerField(LINE_RANGE)
  line!: number;
  @WordField(REVIEW_OUTCOMES)
  outcome!: ReviewOutcome;
  @TextField({ max: 1000 })
  reason!: string;
  @TextField({ max: 200, optional: true })
  rule!: string | null;
  @WordField(ADJUSTING, { optional: true })
  kind!: (typeof ADJUSTING)[number] | null;
  @MoneyField({ optional: true })
  amount!: string | null;
  @PersonField({ example: 'finance' })
  by!: string;
  @PersonNameField({ example: '黄会计' })
  byName?: string;
  @InstantField()
  at!: string;
}

/** The newest word on each line; lines without one are not there. */
export class ReviewsAnswer {
  @RowsField(() => ReviewRow, { empty: true, max: 1_000_000 })
  items!: ReviewRow[];
}

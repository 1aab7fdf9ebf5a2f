import { ApiProperty } from '@nestjs/swagger';
import { CONFLICTS } from './conflicts';

export class FieldErrorAnswer {
  @ApiProperty({ example: 'prices.0.unitPrice' })
  path!: string;
  @ApiProperty({ example: '应为金额，如 "1234.50"' })
  message!: string;
}

export class FindingAnswer {
  @ApiProperty({ example: 'O09' })
  code!: string;
  @ApiProperty({ example: '经费不足。' })
  message!: string;
  @ApiProperty({ example: '预算法 第十三条' })
  basis!: string;
  @ApiProperty({ example: '经办人改用其他经费。' })
  remedy!: string;
}

/** problem+json, for the page of the interface; the filter makes the real ones. */
export class ProblemAnswer {
  @ApiProperty({ example: 'urn:songbai:problem:refused' })
  type!: string;
  @ApiProperty({ example: '未通过审核规则' })
  title!: string;
  @ApiProperty({ type: 'integer', example: 422 })
  status!: number;
  @ApiProperty({ example: 'refused' })
  code!: string;
  @ApiProperty({ example: '原因、依据和下一步见 findings。' })
  detail!: string;
  @ApiProperty({
    ...{ enum: Object.keys(CONFLICTS), required: false, example: 'changed-meanwhile' },
    description: '冲突（conflict）的原因 which conflict it is',
  })
  reason?: string;
  @ApiProperty({
    ...{ type: 'integer', required: false, example: 30 },
    description: '几秒后可再试，同 Retry-After how long to wait, as Retry-After says',
  })
  retryAfterSeconds?: number;
  @ApiProperty({ type: [FieldErrorAnswer], required: false })
  errors?: FieldErrorAnswer[];
  @ApiProperty({ type: [FindingAnswer], required: false })
  findings?: FindingAnswer[];
}

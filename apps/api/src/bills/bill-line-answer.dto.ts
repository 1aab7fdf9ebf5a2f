import { ApiProperty } from '@nestjs/swagger';
import { CodeField, IdField, IntegerField, MoneyField, QuantityField } from '../http/fields';
import { FindingAnswer } from '../http/problem-answer';

/** A line as filed, and what was approved of it. */
export class BillLineAnswer {
  @IntegerField({ min: 0, max: 1_000_000 })
  line!: number;
  @CodeField({ example: 'JL000001' })
  visitNumber!: string;
  @CodeField({ example: 'LC01' })
  itemCode!: string;
  @QuantityField()
  quantity!: string;
  @MoneyField()
  unitPrice!: string;
  @MoneyField()
  amount!: string;
  @QuantityField()
  approvedQuantity!: string;
  @MoneyField()
  approvedPrice!: string;
  @MoneyField()
  approvedAmount!: string;
  @ApiProperty({ type: [String], example: ['I07'] })
  codes!: string[];
  @ApiProperty({ type: [FindingAnswer] })
  findings!: object[];
  @ApiProperty({
    ...{ type: [FindingAnswer], nullable: true },
    description:
      '核定时服务记录的认定，此后的变化不影响本账单；未核定或查无记录时为空 ' +
      'what was found of the visit when the line was adjudicated; null before that and where there is no visit',
  })
  visitFindings!: object[] | null;
}

export class BillShareAnswer {
  @IdField()
  fundId!: string;
  @IdField({ description: '老干部局或单位 the bureau, or the unit' })
  payer!: string;
  @MoneyField()
  amount!: string;
}

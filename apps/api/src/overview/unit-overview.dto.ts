import { ApiProperty } from '@nestjs/swagger';
import { IdField, IntegerField, MoneyField, TextField } from '../http/fields';

const MOST = 1_000_000_000;

export class UnitCadresQuery {
  @TextField({ max: 4, optional: true, description: '缺省为今年 this year if left out', example: '2026' })
  year?: string;
}

/** One cadre in one year. */
export class CadreSpendingAnswer {
  @IdField()
  cadreId!: string;
  @TextField({ max: 50, example: '周忠仙' })
  name!: string;
  @IntegerField({ min: 0, max: MOST, description: '在执行的订单 orders in force' })
  openOrders!: number;
  @IntegerField({ min: 0, max: MOST, description: '已核实的服务 visits found in order' })
  visits!: number;
  @MoneyField({ description: '已核定的花费，不论哪项经费承担 approved on bills, whoever pays' })
  spent!: string;
  @MoneyField({ description: '其中本单位经费承担 of it, from the unit’s own funds' })
  spentByUnit!: string;
}

export class UnitCadresAnswer {
  @TextField({ max: 4, example: '2026' })
  year!: string;
  @ApiProperty({ type: [CadreSpendingAnswer] })
  items!: CadreSpendingAnswer[];
}

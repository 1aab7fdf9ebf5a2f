import { ApiProperty } from '@nestjs/swagger';
import { DayField, FlagField, QuantityField, TextField } from '../http/fields';
import { LimitAnswer } from './limits.dto';

export class CadreLimitsQuery {
  @DayField({ optional: true, description: '哪一天所在的月、年；缺省为今天 the month and year of this day' })
  on?: string;
}

export class CadreLimitAnswer extends LimitAnswer {
  @DayField({ description: '本期首日 first day of the month or year' })
  windowStart!: string;
  @QuantityField({ example: '320.00', description: '已占用 what orders hold and visits used' })
  used!: string;
  @TextField({
    max: 20,
    example: '580.00',
    description: '剩余，可为负 left; negative after a cut of the limit',
  })
  left!: string;
  @FlagField({
    description: '这一天开始的订单是否计入 whether it counts an order that begins on that day',
  })
  inForce!: boolean;
}

export class CadreLimitsAnswer {
  @ApiProperty({ type: [CadreLimitAnswer] })
  limits!: CadreLimitAnswer[];
}

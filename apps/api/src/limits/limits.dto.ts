import {
  FUND_TYPES,
  type FundType,
  LIMIT_MEASURES,
  type LimitMeasure,
  WINDOWS,
  type Window,
} from '@songbai/contracts';
import {
  CodeField,
  DayField,
  IdField,
  IntegerField,
  QuantityField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason } from '../registers/change.dto';

export class LimitQuery extends PageQuery {
  @CodeField({ optional: true })
  code?: string;
}

/** Every limit is per cadre. One without a basis cannot be entered. */
export class NewLimit extends ChangeReason {
  @CodeField({ max: 32, example: 'XE-7' })
  code!: string;
  @WordField(FUND_TYPES, { optional: true, description: '缺省为任何经费 any fund if left out' })
  fundType?: FundType | null;
  @TextField({
    max: 50,
    optional: true,
    description: '缺省为任何类别 any category if left out',
    example: '生活照料',
  })
  category?: string | null;
  @WordField(WINDOWS)
  window!: Window;
  @WordField(LIMIT_MEASURES)
  measure!: LimitMeasure;
  @QuantityField({
    example: '900.00',
    description: '元，或计量单位的数量 yuan, or a quantity of the measure',
  })
  cap!: string;
  @TextField({ max: 300, example: '示例〔2026〕1号 一' })
  basis!: string;
}

/** Fields left out stay as they are. */
export class LimitChange extends ChangeReason {
  @QuantityField({ optional: true, example: '800.00' })
  cap?: string;
  @TextField({ max: 300, optional: true, example: '示例〔2026〕2号 一' })
  basis?: string;
}

export class OverWindow {
  @IdField()
  cadreId!: string;
  @DayField()
  windowStart!: string;
  @QuantityField({ example: '900.00' })
  used!: string;
}

export class LimitAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'XE-1' })
  code!: string;
  @WordField(FUND_TYPES, { optional: true })
  fundType!: FundType | null;
  @TextField({ max: 50, optional: true })
  category!: string | null;
  @WordField(WINDOWS)
  window!: Window;
  @WordField(LIMIT_MEASURES)
  measure!: LimitMeasure;
  @QuantityField({ example: '900.00' })
  cap!: string;
  @TextField({ max: 300, example: '示例〔2026〕1号 一' })
  basis!: string;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
  @RowsField(() => OverWindow, {
    max: 100,
    optional: true,
    description:
      '已用超过上限的窗口，只限制以后的订单 windows used beyond the cap, which binds later orders only',
  })
  over?: OverWindow[];
}

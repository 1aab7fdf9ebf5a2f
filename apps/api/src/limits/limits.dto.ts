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
  CodeFilter,
  CodesField,
  DayField,
  IdField,
  IntegerField,
  QuantityField,
  RowsField,
  TextField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class LimitQuery extends PageQuery {
  @TextField({
    max: 64,
    optional: true,
    description: '编号、类别或依据中的文字 part of the code, category or basis',
  })
  query?: string;
  @CodeFilter()
  code?: string;
  @DayField({ optional: true, description: '只列这一天有效的 only those in force on this day' })
  on?: string;
}

const FROM =
  '首日：只计首日不早于此的订单，空为不限 it counts orders whose first day is not before; open if null';
const TO = '末日（含）：只计首日不晚于此的订单，空为不限 nor after this day, which is within; open if null';

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
  @DayField({ optional: true, description: FROM })
  validFrom?: string | null;
  @DayField({ optional: true, description: TO })
  validTo?: string | null;
}

/** Fields left out stay as they are; null opens an end of its days. */
export class LimitChange extends VersionedChange {
  @QuantityField({ optional: true, example: '800.00' })
  cap?: string;
  @TextField({ max: 300, optional: true, example: '示例〔2026〕2号 一' })
  basis?: string;
  @DayField({ optional: true, description: FROM })
  validFrom?: string | null;
  @DayField({ optional: true, description: TO })
  validTo?: string | null;
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
  @DayField({ optional: true, description: FROM })
  validFrom!: string | null;
  @DayField({ optional: true, description: TO })
  validTo!: string | null;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
  @RowsField(() => OverWindow, {
    max: 100,
    optional: true,
    description:
      '已用超过上限的窗口，只限制以后的订单 windows used beyond the cap, which binds later orders only',
  })
  over?: OverWindow[];
  @CodesField({
    max: 100,
    optional: true,
    description:
      '范围、周期、计量相同且有效期重叠的其他限额，各自都要满足 others of the same scope, in force on some of its days: each binds',
  })
  alongside?: string[];
}

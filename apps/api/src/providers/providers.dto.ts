import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  CodeFilter,
  CreditCodeField,
  DayField,
  IdField,
  InstantField,
  IntegerField,
  TextField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { PersonField, PersonNameField } from '../http/person-fields';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class ProviderQuery extends PageQuery {
  @TextField({ max: 64, optional: true })
  query?: string;
  @CodeFilter()
  code?: string;
}

export class NewProvider extends ChangeReason {
  @CodeField({ max: 32, example: 'P11' })
  code!: string;
  @TextField({ max: 100, example: '蕉城区康宁居家服务中心' })
  name!: string;
  @CreditCodeField({ example: '52350902628933218U' })
  creditCode!: string;
  @TextField({ max: 50, example: '居家养老服务中心' })
  kind!: string;
  @DayField()
  qualifiedUntil!: string;
  @TextField({ max: 30, example: '0593-2800001' })
  phone!: string;
  @TextField({ max: 100, example: '中国农业银行蕉城支行' })
  bank!: string;
  @CodeField({ max: 40, example: '6228480000000000000' })
  bankAccount!: string;
}

/** Fields left out stay as they are. */
export class ProviderChange extends VersionedChange {
  @TextField({ max: 100, optional: true })
  name?: string;
  @TextField({ max: 50, optional: true })
  kind?: string;
  @DayField({ optional: true })
  qualifiedUntil?: string;
  @TextField({ max: 30, optional: true })
  phone?: string;
  @TextField({ max: 100, optional: true })
  bank?: string;
  @CodeField({ max: 40, optional: true })
  bankAccount?: string;
}

/** The account that money goes to, when it was last changed: both as everybody may see them. */
export class AccountChangeAnswer {
  @PersonField({ example: 'clerk' })
  by!: string;
  @PersonNameField({ example: '林经办' })
  byName?: string;
  @InstantField()
  at!: string;
  @TextField({ max: 200, example: '中国农业银行市直支行 **** 6899' })
  from!: string;
  @TextField({ max: 200, example: '中国建设银行市直支行 **** 0012' })
  to!: string;
  @TextField({ max: 500, optional: true })
  reason!: string | null;
}

export class ProviderAnswer {
  @IdField({ description: '同一企业在各局相同 the firm, the same for every bureau' })
  id!: string;
  @IdField()
  bureauId!: string;
  @CodeField({ example: 'P10' })
  code!: string;
  @TextField({ max: 100, example: '市直长青居家养老服务中心' })
  name!: string;
  @CreditCodeField({ example: '52350902628933218U' })
  creditCode!: string;
  @TextField({ max: 50, example: '居家养老服务中心' })
  kind!: string;
  @DayField()
  qualifiedUntil!: string;
  @ApiProperty({ example: '0593-2866183' })
  phone!: string;
  @TextField({ max: 100, example: '中国农业银行市直支行' })
  bank!: string;
  @ApiProperty({ example: '**** 6899', description: '财务可见全部 in full for finance' })
  bankAccount!: string;
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
  @ApiProperty({
    ...{ type: AccountChangeAnswer, nullable: true, required: false },
    description:
      '收款账户最近一次变更；老干部局、上级和审计可见 ' +
      'when the account was last changed: for the bureau, its supervisor and auditors',
  })
  accountChange?: AccountChangeAnswer | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { SETTLEMENTS, type Settlement, STAY_KINDS, type StayKind } from '@songbai/contracts';
import {
  AnswerRows,
  CodeField,
  CodeFilter,
  DayField,
  FlagField,
  IdField,
  InstantField,
  IntegerField,
  NumberField,
  PartField,
  TextField,
  TextsField,
  WordField,
} from '../http/fields';
import { PageQuery } from '../http/page';
import { ChangeReason, VersionedChange } from '../registers/change.dto';

export class CadreQuery extends PageQuery {
  @TextField({
    max: 64,
    optional: true,
    description: '编号、姓名的一部分，或姓名的拼音、首字母；或完整的身份证号、电话',
  })
  query?: string;
  @CodeFilter()
  code?: string;
  @CodeField({
    max: 2_000,
    optional: true,
    description: '多个 id，逗号分隔，至多 50 ids, at most 50, with commas',
  })
  ids?: string;
  @IdField({ optional: true, description: '责任单位 the unit that answers for them' })
  unitId?: string;
  @CodeField({ max: 12, optional: true, example: '350902', description: '居住区划 where they live' })
  area?: string;
  @WordField(['living', 'deceased'], { optional: true })
  state?: 'living' | 'deceased';
}

export class FamilyPart {
  @TextField({ max: 50, example: '李长' })
  name!: string;
  @TextField({ max: 20, example: '孙' })
  relation!: string;
  @CodeField({ max: 20, example: '13979451668' })
  phone!: string;
}

export class NewCadre extends ChangeReason {
  @CodeField({ max: 32, example: 'G0300' })
  code!: string;
  @TextField({ max: 50, example: '周忠仙' })
  name!: string;
  @WordField(['男', '女'])
  gender!: string;
  @CodeField({ max: 18, example: '350902192609211192' })
  idNumber!: string;
  @IdField({ description: '原单位 the original unit' })
  unitId!: string;
  @CodeField({ max: 12, example: '350902' })
  area!: string;
  @TextField({ max: 200, example: '蕉城区东湖路191号' })
  address!: string;
  @NumberField({
    ...{ min: -90, max: 90, optional: true, example: 26.687245 },
    description:
      '不知道可不填，居家服务先待核实 left out where not known: visits at home are held then (V03)',
  })
  latitude?: number | null;
  @NumberField({ min: -180, max: 180, optional: true, example: 119.545187 })
  longitude?: number | null;
  @CodeField({ max: 20, example: '13876801134' })
  phone!: string;
  @PartField(() => FamilyPart, { optional: true })
  family?: FamilyPart | null;
  @WordField(SETTLEMENTS)
  settlement!: Settlement;
  @TextsField({ each: 20, max: 20, empty: true, example: ['独居'] })
  tags!: string[];
  @IntegerField({ min: 0, max: 4 })
  abilityLevel!: number;
  @FlagField({
    optional: true,
    description:
      '一人一行：身份证号在本局已登记的，409 one row a person: 409 where the bureau has this ID number already',
  })
  oncePerPerson?: boolean | null;
}

/** Fields left out stay as they are. A death is a life event: POST /cadres/{id}/events. */
export class CadreDetails extends VersionedChange {
  @TextField({ max: 50, optional: true })
  name?: string;
  @IdField({ optional: true })
  unitId?: string;
  @CodeField({ max: 12, optional: true, example: '350902' })
  area?: string;
  @TextField({ max: 200, optional: true })
  address?: string;
  @NumberField({ min: -90, max: 90, optional: true, example: 26.687245 })
  latitude?: number;
  @NumberField({ min: -180, max: 180, optional: true, example: 119.545187 })
  longitude?: number;
  @CodeField({ max: 20, optional: true, example: '13876801134' })
  phone?: string;
  @PartField(() => FamilyPart, { optional: true })
  family?: FamilyPart;
  @WordField(SETTLEMENTS, { optional: true })
  settlement?: Settlement;
  @TextsField({ each: 20, max: 20, empty: true, optional: true, example: ['独居'] })
  tags?: string[];
  @IntegerField({ min: 0, max: 4, optional: true })
  abilityLevel?: number;
}

/** And what was entered wrongly of who somebody is: with a reason, and as a new version like all else. */
export class CadreChange extends CadreDetails {
  @WordField(['男', '女'], { optional: true })
  gender?: string;
  @CodeField({ max: 18, optional: true, example: '350902192609211192' })
  idNumber?: string;
  @FlagField({
    optional: true,
    description:
      '更正误登的去世；停掉的订单不恢复，须重新下单 a death was entered by mistake; orders that it stopped stay ended',
  })
  isAlive?: boolean | null;
}

export class StayAnswer {
  @WordField(STAY_KINDS)
  kind!: StayKind;
  @InstantField()
  from!: string;
  @InstantField({ optional: true })
  to!: string | null;
}

/** Whom to ring, with what is left of the number. */
export class RelativeAnswer {
  @TextField({ max: 50, example: '李长' })
  name!: string;
  @TextField({ max: 20, example: '孙' })
  relation!: string;
  @ApiProperty({ example: '139****1668' })
  phone!: string;
}

/** Another code of one ID number. */
export class SamePersonAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'G0002' })
  code!: string;
  @TextField({ max: 50, example: '周忠仙' })
  name!: string;
}

export class CadreAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'G0001' })
  code!: string;
  @TextField({ max: 50, example: '周忠仙' })
  name!: string;
  @WordField(['男', '女'])
  gender!: string;
  @IntegerField({ min: 1900, max: 2100, example: 1926 })
  birthYear!: number;
  @ApiProperty({ example: '350902**********92' })
  idNumber!: string;
  @ApiProperty({ example: '138****1134' })
  phone!: string;
  @IdField({ optional: true })
  unitId!: string | null;
  @IdField({ optional: true })
  responsibleUnitId!: string | null;
  @CodeField({ example: '350902' })
  area!: string;
  @ApiProperty({
    example: '蕉城区***',
    description: '局内人员与在服订单的服务人员可见全部 in full for the bureau and its worker',
  })
  address!: string;
  @NumberField({ min: -90, max: 90, optional: true, example: 26.687245 })
  latitude!: number | null;
  @NumberField({ min: -180, max: 180, optional: true, example: 119.545187 })
  longitude!: number | null;
  @WordField(SETTLEMENTS)
  settlement!: Settlement;
  @TextsField({ each: 20, example: ['独居'] })
  tags!: string[];
  @IntegerField({ min: 0, max: 4 })
  abilityLevel!: number;
  @DayField({ optional: true })
  deceasedOn!: string | null;
  @ApiProperty({ type: [StayAnswer] })
  stays!: StayAnswer[];
  @ApiProperty({
    ...{ type: () => RelativeAnswer, required: false, nullable: true },
    description:
      '单独查一人时，局内人员可见；未登记为空 with one cadre, for the bureau; null where none is entered',
  })
  family?: RelativeAnswer | null;
  @AnswerRows(() => SamePersonAnswer, {
    required: false,
    description:
      '单独查一人时，局内人员可见：同一身份证号的其他编号，限额各算各的 with one cadre, for the bureau: others with this ID number',
  })
  sameIdAs?: SamePersonAnswer[];
  @IntegerField({ min: 1, max: 1_000_000 })
  version!: number;
}

export class RevealRequest {
  @TextField({ max: 300, example: '电话核实服务情况' })
  reason!: string;
}

/** In full, for one who said why; it is on record. */
export class RevealAnswer {
  @ApiProperty({ example: '350902192609211192' })
  idNumber!: string;
  @ApiProperty({ example: '13876801134' })
  phone!: string;
  @ApiProperty({ example: '蕉城区东湖路191号' })
  address!: string;
  @PartField(() => FamilyPart, { optional: true })
  family!: FamilyPart | null;
}

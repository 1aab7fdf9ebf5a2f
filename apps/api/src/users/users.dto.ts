import { ApiProperty, PartialType } from '@nestjs/swagger';
import { SessionsAnswer } from '../access/auth.dto';
import { ROLES, type Role } from '../access/role';
import { CodeField, FlagField, IdField, InstantField, TextField, WordField } from '../http/fields';
import { PageQuery } from '../http/page';

export class UserQuery extends PageQuery {
  @TextField({ max: 64, optional: true, description: '用户名或姓名中的一部分 part of a name' })
  query?: string;
  @WordField(ROLES, { optional: true })
  role?: Role;
  @IdField({ optional: true })
  bureauId?: string;
  @IdField({ optional: true })
  providerId?: string;
}

/** Which party somebody acts for; a role needs some of these and has no use for the others. */
export class UserRole {
  @WordField(ROLES, { example: 'bureau-clerk' })
  role!: Role;
  @IdField({ optional: true })
  bureauId?: string | null;
  @IdField({ optional: true })
  unitId?: string | null;
  @IdField({ optional: true })
  providerId?: string | null;
  @IdField({ optional: true })
  workerId?: string | null;
  @IdField({ optional: true })
  cadreId?: string | null;
}

export class NewUser extends UserRole {
  @CodeField({ max: 64, description: '不分大小写 in any case', example: 'linxiao' })
  username!: string;
  @TextField({ max: 100, example: '林晓' })
  name!: string;
}

/** A role is given with the party that it is for; without one the role stays. */
export class UserChange extends PartialType(UserRole) {
  @TextField({ max: 100, optional: true, example: '林晓' })
  name?: string | null;
}

export class UserAccountAnswer {
  @IdField()
  id!: string;
  @CodeField({ example: 'linxiao' })
  username!: string;
  @TextField({ max: 100, example: '林晓' })
  name!: string;
  @WordField(ROLES, { example: 'bureau-clerk' })
  role!: Role;
  @IdField({ optional: true })
  bureauId!: string | null;
  @IdField({ optional: true })
  unitId!: string | null;
  @IdField({ optional: true })
  providerId!: string | null;
  @IdField({ optional: true })
  workerId!: string | null;
  @IdField({ optional: true })
  cadreId!: string | null;
  @FlagField({ description: '停用的不能登录 nobody signs in with one that is not' })
  active!: boolean;
  @InstantField({ optional: true, description: '一次性密码的期限 until when the one-time password holds' })
  passwordUntil!: string | null;
  @InstantField()
  createdAt!: string;
}

export class NewUserAnswer extends UserAccountAnswer {
  @ApiProperty({ description: '只显示这一次 shown this once', example: 'k7mw-3xpq-r9de-hs4t' })
  oneTimePassword!: string;
}

export class UserSessionsAnswer extends SessionsAnswer {
  @InstantField({ optional: true, description: '最近一次登录 when they last signed in' })
  lastSignInAt!: string | null;
}

export class PartyQuery {
  @IdField({ optional: true, description: '其单位 whose units are told' })
  bureauId?: string;
  @IdField({ optional: true, description: '其服务人员 whose care workers are told' })
  providerId?: string;
}

export class PartyAnswer {
  @IdField()
  id!: string;
  @TextField({ max: 100, example: '示例老干部局' })
  name!: string;
  @CodeField({ optional: true, description: '编码或信用代码 its code or credit code', example: 'U001' })
  code!: string | null;
}

export class PartyNamesAnswer {
  @ApiProperty({ type: [PartyAnswer] })
  bureaus!: PartyAnswer[];
  @ApiProperty({ type: [PartyAnswer] })
  providers!: PartyAnswer[];
  @ApiProperty({ type: [PartyAnswer] })
  units!: PartyAnswer[];
  @ApiProperty({ type: [PartyAnswer] })
  workers!: PartyAnswer[];
}

import { ApiProperty } from '@nestjs/swagger';
import { FlagField, IdField, InstantField, IntegerField, TextField, WordField } from '../http/fields';
import { ROLES, type Role } from './role';

export class SignInRequest {
  @TextField({ max: 64, example: 'clerk' })
  username!: string;

  @TextField({ max: 200, example: '••••••••' })
  password!: string;

  @TextField({
    max: 6,
    optional: true,
    description: '动态口令 one-time code, where the account has one',
    example: '287082',
  })
  totp?: string | null;
}

/** Proves who it is by the old password, so it needs no sign-in: with a one-time password there is none. */
export class PasswordChange extends SignInRequest {
  @TextField({ max: 200, description: '至少 12 个字符 at least 12 characters', example: '•••••••••••••' })
  newPassword!: string;
}

export class UserAnswer {
  @IdField()
  id!: string;
  @TextField({ max: 64, example: 'clerk' })
  username!: string;
  @TextField({ max: 100, example: '林晓' })
  name!: string;
  @WordField(ROLES, { example: 'bureau-clerk' })
  role!: Role;
  @IdField({ optional: true })
  bureauId?: string;
  @IdField({ optional: true })
  unitId?: string;
  @IdField({ optional: true })
  providerId?: string;
}

export class MeAnswer extends UserAnswer {
  @TextField({
    ...{ max: 200, optional: true, example: '示例老干部局' },
    description: '所在的单位、老干部局或服务商 the unit, bureau or firm they act for',
  })
  partyName!: string | null;
}

export class SignInAnswer {
  @ApiProperty({ example: 'eyJhbGciOiJIUzI1NiJ9…' })
  accessToken!: string;
  @IntegerField({ min: 1, max: 86_400, description: '秒 seconds', example: 600 })
  expiresIn!: number;
  @ApiProperty({ type: UserAnswer })
  user!: UserAnswer;
}

export class SessionAnswer {
  @IdField()
  id!: string;
  @TextField({ max: 200, example: 'Chrome 155, Windows' })
  device!: string;
  @InstantField()
  signedInAt!: string;
  @InstantField()
  lastUsedAt!: string;
  @FlagField()
  isThis!: boolean;
}

export class SessionsAnswer {
  @ApiProperty({ type: [SessionAnswer] })
  items!: SessionAnswer[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: null;
}

import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../access/role';
import { TextField, WordField } from '../http/fields';

export class DemoLoginAnswer {
  @TextField({ max: 64, example: 'clerk' })
  username!: string;
  @TextField({ max: 100, example: '林经办' })
  name!: string;
  @WordField(ROLES, { example: 'bureau-clerk' })
  role!: Role;
}

export class DemoAnswer {
  @ApiProperty({ type: [DemoLoginAnswer] })
  logins!: DemoLoginAnswer[];
}

import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import type { Role } from '../access/role';
import { Changes, Creates, Id, Lists, Reads, Verb } from '../http/route';
import {
  NewUser,
  NewUserAnswer,
  PartyNamesAnswer,
  PartyQuery,
  UserAccountAnswer,
  UserChange,
  UserQuery,
  UserSessionsAnswer,
} from './users.dto';
import { UsersService } from './users.service';

const ADMIN: readonly Role[] = ['system-admin'];

/**
 * A one-time password that a bad line lost comes again under the same Idempotency-Key: what is kept of the answer is
 * sealed like personal data, for as long as keys are kept, and opens nothing once its owner has chosen their own.
 */
@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Lists('', { summary: '用户 users', roles: ADMIN, answer: UserAccountAnswer })
  list(@Query() query: UserQuery) {
    return this.users.list(query);
  }

  @Reads('parties', {
    ...{ summary: '用户可代表的机构 the parties that a user may act for', roles: ADMIN },
    ...{ answer: PartyNamesAnswer },
  })
  parties(@Query() query: PartyQuery) {
    return this.users.parties(query);
  }

  @Reads(':id', { summary: '一个用户 one user', roles: ADMIN, answer: UserAccountAnswer })
  one(@Id() id: string) {
    return this.users.one(id);
  }

  @Reads(':id/sessions', {
    ...{ summary: '一个用户的登录 where a user is signed in', roles: ADMIN },
    ...{ answer: UserSessionsAnswer },
  })
  sessions(@By() caller: Caller, @Id() id: string) {
    return this.users.sessionsOf(caller, id);
  }

  @Creates('', {
    ...{ summary: '新建用户 make a user', roles: ADMIN },
    ...{ body: NewUser, answer: NewUserAnswer },
  })
  create(@By() caller: Caller, @Body() body: NewUser) {
    return this.users.create(caller, body);
  }

  @Changes(':id', {
    ...{ summary: '改姓名或角色 change name or role', roles: ADMIN },
    ...{ body: UserChange, answer: UserAccountAnswer },
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: UserChange) {
    return this.users.change(caller, id, body);
  }

  @Verb(':id/disable', {
    ...{ summary: '停用 disable', roles: ADMIN, answer: UserAccountAnswer },
  })
  disable(@By() caller: Caller, @Id() id: string) {
    return this.users.setActive(caller, id, false);
  }

  @Verb(':id/enable', {
    ...{ summary: '启用 enable', roles: ADMIN, answer: UserAccountAnswer },
  })
  enable(@By() caller: Caller, @Id() id: string) {
    return this.users.setActive(caller, id, true);
  }

  @Verb(':id/end-sessions', {
    ...{ summary: '结束全部登录 end all sessions', roles: ADMIN, answer: UserAccountAnswer },
  })
  endSessions(@By() caller: Caller, @Id() id: string) {
    return this.users.endSessions(caller, id);
  }

  @Verb(':id/reset-password', {
    ...{ summary: '重置密码 reset the password', roles: ADMIN, answer: NewUserAnswer },
  })
  resetPassword(@By() caller: Caller, @Id() id: string) {
    return this.users.resetPassword(caller, id);
  }
}

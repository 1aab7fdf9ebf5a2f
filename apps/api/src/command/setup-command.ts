import type { INestApplicationContext } from '@nestjs/common';
import type { Caller } from '../access/caller';
import { BureausService } from '../bureaus/bureaus.service';
import { UnitOfWork } from '../db/unit-of-work';
import { UsersService } from '../users/users.service';

/** A bureau and the first person who may sign in: where a new installation begins. */
export interface SetupCommand {
  verb: 'setup';
  bureau: string;
  creditCode: string;
  admin: string;
}

/** Whoever may run a command on this machine may give out the keys; the record says that it was done so. */
const OPERATOR = '00000000-0000-0000-0000-000000000000';

/**
 * Enters the bureau where it is new, and gives the administrator a one-time password: a new administrator, or one
 * who has forgotten theirs. Answers the lines to say. Throws a DomainError `conflict` where the name is another
 * person's.
 */
export async function setUp(
  app: INestApplicationContext,
  { bureau: name, creditCode, admin }: SetupCommand,
  at: Date,
): Promise<string[]> {
  const bureaus = app.get(BureausService);
  const bureau = await app.get(UnitOfWork).run({ kind: 'system' }, async (tx) => {
    const found = await bureaus.findOrName(tx, creditCode, name);
    await bureaus.hold(tx, found);
    return found;
  });
  const users = app.get(UsersService);
  const { items } = await users.list({ query: admin });
  const known = items.find(({ username }) => username === admin.toLowerCase());
  const caller = operatorAt(at);
  const given =
    known?.role === 'system-admin'
      ? await users.resetPassword(caller, known.id)
      : await users.create(caller, { username: admin, name: admin, role: 'system-admin' });
  return [
    `老干部局 bureau: ${bureau.name} ${bureau.creditCode}`,
    `系统管理员 administrator: ${given.username}`,
    `一次性密码，首次登录时更换 one-time password, to be changed when signing in: ${given.oneTimePassword}`,
  ];
}

function operatorAt(at: Date): Caller {
  const nobody = { bureauId: null, unitId: null, providerId: null, workerId: null, cadreId: null };
  const person = {
    ...{ id: OPERATOR, sessionId: OPERATOR, username: 'operator', name: 'operator' },
    ...{ role: 'system-admin' as const, ...nobody },
  };
  return { person, actor: { kind: 'system' }, language: 'zh', at, requestId: 'setup', key: undefined };
}

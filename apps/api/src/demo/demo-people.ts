import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { hashPassword } from '../access/passwords';
import { type PersonRow, personOf } from '../access/people.service';
import { actorOf } from '../access/person';
import type { Role } from '../access/role';
import { insertRows, type Row } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';

/** The people of one bureau of the demo, and the firm and worker that stand for its providers. */
interface Cast {
  suffix: '' | '-b';
  bureauId: string;
  unitId: string;
  providerId: string;
  workerId: string;
  /** As the provider's list has it. */
  workerName: string;
}

type Part = [
  username: string,
  name: string | ((cast: Cast) => string),
  role: Role,
  party: keyof typeof PARTIES,
];

const PARTIES = {
  none: () => ({}),
  bureau: ({ bureauId }: Cast) => ({ bureau_id: bureauId }),
  unit: ({ bureauId, unitId }: Cast) => ({ bureau_id: bureauId, unit_id: unitId }),
  provider: ({ providerId }: Cast) => ({ provider_id: providerId }),
  worker: ({ providerId, workerId }: Cast) => ({ provider_id: providerId, worker_id: workerId }),
} satisfies Record<string, (cast: Cast) => Row>;

const PARTS: Part[] = [
  ['clerk', '林经办', 'bureau-clerk', 'bureau'],
  ['approver', '陈科长', 'bureau-approver', 'bureau'],
  ['finance', '黄会计', 'bureau-finance', 'bureau'],
  ['unit', '吴出纳', 'unit-finance', 'unit'],
  ['liaison', '郑联络', 'liaison', 'bureau'],
  ['manager', '刘主任', 'provider-manager', 'provider'],
  ['worker', ({ workerName }) => workerName, 'care-worker', 'worker'],
];

/** Second persons, so that nobody need approve their own work, and who looks on: in the first bureau only. */
const MORE: Part[] = [
  ['clerk2', '王经办', 'bureau-clerk', 'bureau'],
  ['finance2', '周会计', 'bureau-finance', 'bureau'],
  ['unit2', '许会计', 'unit-finance', 'unit'],
  ['supervisor', '省局督导', 'supervisor', 'bureau'],
  ['auditor', '审计员', 'auditor', 'bureau'],
  ['admin', '系统管理员', 'system-admin', 'none'],
];

/** Makes the demo's logins, all with one password. Answers their names. */
export async function makePeople(unitOfWork: UnitOfWork, password: string, at: Date): Promise<string[]> {
  const passwordHash = await hashPassword(password);
  const bureaus = await unitOfWork.run({ kind: 'system' }, (tx) =>
    tx.query<{ id: string }>('select id from bureau order by id limit 2'),
  );
  const rows: Row[] = [];
  for (const [i, { id: bureauId }] of bureaus.entries()) {
    const cast = await unitOfWork.run({ kind: 'system', bureauId }, (tx) => castOf(tx, bureauId, i === 0));
    const parts = i === 0 ? [...PARTS, ...MORE] : PARTS;
    rows.push(...parts.map((part) => userRow(part, cast, passwordHash, at)));
  }
  const logins = rows.map(({ username, display_name: name, role }, position) => {
    return { username, name, role, position };
  });
  await unitOfWork.run({ kind: 'system' }, async (tx) => {
    await insertRows(tx, 'app_user', rows);
    await insertRows(tx, 'demo_login', logins);
  });
  return rows.map(({ username }) => String(username));
}

export const makePassword = (): string => randomBytes(9).toString('base64url');

function userRow([username, name, role, party]: Part, cast: Cast, hash: string, at: Date): Row {
  const nobody = { bureau_id: null, unit_id: null, provider_id: null, worker_id: null };
  return {
    id: uuid(),
    username: username + cast.suffix,
    display_name: typeof name === 'string' ? name : name(cast),
    role,
    ...nobody,
    ...PARTIES[party](cast),
    password_hash: hash,
    created_at: at.toISOString(),
  };
}

/** The unit with the most cadres; the firm P10 and a qualified worker of it; in bureau B the firm that only B has. */
async function castOf(tx: Tx, bureauId: string, isFirst: boolean): Promise<Cast> {
  const [unit] = await tx.query<{ id: string }>(
    `select u.id from unit u join cadre c on c.bureau_id = u.bureau_id and c.responsible_unit_id = u.id
     where u.bureau_id = $1 group by u.id, u.code order by count(*) desc, u.code limit 1`,
    [bureauId],
  );
  const [worker] = await tx.query<{ provider_id: string; worker_id: string; name: string }>(
    `select w.provider_id, w.worker_id, w.name from worker_link w
     join provider_link p on p.bureau_id = w.bureau_id and p.id = w.provider_link_id
     where w.bureau_id = $1 and p.code = $2 and w.left_on is null order by w.certified_until desc, w.code limit 1`,
    [bureauId, isFirst ? 'P10' : 'P02'],
  );
  if (!unit || !worker) throw new Error('the demo lacks a unit or a worker');
  return {
    suffix: isFirst ? '' : '-b',
    bureauId,
    unitId: unit.id,
    providerId: worker.provider_id,
    workerId: worker.worker_id,
    workerName: worker.name,
  };
}

/** One of the demo's people, as if they called at this moment: what the demo holds was done by somebody. */
export async function callerFor(app: INestApplicationContext, username: string, at: Date): Promise<Caller> {
  const [row] = await app
    .get(UnitOfWork)
    .run({ kind: 'system' }, (tx) =>
      tx.query<PersonRow>('select * from app_user where username = $1', [username]),
    );
  if (!row) throw new Error(`the demo has no ${username}`);
  const person = personOf(row, row.id);
  return { person, actor: actorOf(person), language: 'zh', at, requestId: 'demo', key: undefined };
}

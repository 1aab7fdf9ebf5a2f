import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERSON_FIELDS } from '../../apps/api/src/http/person-names';
import { type Client, startApp, type TestApp } from '../support/app';
import { makeMatrixWorld, type Papers } from '../support/matrix-world';

interface Schema {
  properties?: Record<string, { description?: string }>;
}

const { components } = JSON.parse(readFileSync(join(__dirname, '../../apps/api/openapi.json'), 'utf8')) as {
  components: { schemas: Record<string, Schema> };
};

const PATHS = [
  ...['/orders', '/orders/:order', '/bills', '/bills/:bill', '/contracts', '/contracts/:contract'],
  ...['/payments', '/payments/:payment', '/visits', '/visits/:visit', '/needs'],
  '/cadres/:cadre/versions',
];

let site: TestApp;
let papers: Papers;
let clerk: Client;

beforeAll(async () => {
  site = await startApp();
  ({ papers } = (await makeMatrixWorld(site)).a);
  clerk = await site.signIn('clerk');
}, 120_000);
afterAll(() => site.close());

/** Every "who" in an answer with what stands beside it. */
function saidIn(value: unknown, said: [string, unknown][] = []): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return said;
  const part = value as Record<string, unknown>;
  for (const field of PERSON_FIELDS) {
    if (typeof part[field] === 'string') said.push([part[field], part[`${field}Name`] ?? part.name]);
  }
  for (const inner of Object.values(part)) saidIn(inner, said);
  return said;
}

describe('who did something', () => {
  test('is declared by name wherever it is declared by user name', () => {
    const bare = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.keys(properties)
        .filter((field) => /^by$|[a-z]By$/.test(field) && properties[field]?.description?.includes('登录名'))
        .filter((field) => !(`${field}Name` in properties) && !('name' in properties))
        .map((field) => `${schema}.${field}`),
    );
    expect(bare).toEqual([]);
    const told = Object.values(components.schemas).filter(({ properties = {} }) =>
      PERSON_FIELDS.some((field) => `${field}Name` in properties),
    );
    expect(told.length).toBeGreaterThan(8);
  });

  test('no answer says it by a field that has no name', () => {
    const undeclared = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.keys(properties)
        .filter((field) => /^by$|[a-z]By$/.test(field))
        .filter((field) => !PERSON_FIELDS.some((known) => known === field))
        .map((field) => `${schema}.${field}`),
    );
    expect(undeclared).toEqual([]);
  });

  test('is a person’s name in lists and in papers', async () => {
    const said = new Map<string, unknown>();
    const finance = await site.signIn('finance');
    for (const path of PATHS) {
      const filled = path.replace(/:(\w+)/, (_, noun: keyof Papers) => papers[noun]);
      const reader = path.startsWith('/payments') ? finance : clerk;
      const { status, body } = await reader.get(filled);
      expect([path, status]).toEqual([path, 200]);
      for (const [username, name] of saidIn(body)) said.set(username, name);
    }
    expect(Object.fromEntries(said)).toMatchObject({
      ...{ clerk: '林经办', approver: '陈科长', finance: '黄会计' },
    });
    // Whoever is named in a folder's own words is no user, and stays as written.
    expect([...said].filter(([, name]) => typeof name !== 'string' || name === '')).toEqual([]);
  });

  test('is in a command’s answer and in its replay, and stays with the deed when the name changes', async () => {
    const key = 'an-order-that-ends';
    const asked = await clerk.post(`/orders/${papers.order}/cancel`, { reason: '住院' }, key);
    const again = await clerk.post(`/orders/${papers.order}/cancel`, { reason: '住院' }, key);
    expect(asked.body).toMatchObject({ endedBy: 'clerk', endedByName: '林经办' });
    expect(again.body).toEqual(asked.body);
    const admin = await site.signIn('admin');
    const { body: users } = await admin.get('/users?query=clerk');
    const { id } = users.items.find(({ username }: { username: string }) => username === 'clerk');
    const { body: contract } = await clerk.get(`/contracts/${papers.contract}`);
    await admin.patch(`/users/${id}`, { name: '林大山' });
    const { body: order } = await clerk.get(`/orders/${papers.order}`);
    expect(order).toMatchObject({ endedBy: 'clerk', endedByName: '林经办' });
    expect((await clerk.get(`/contracts/${papers.contract}`)).body).toEqual(contract);
    const need = await clerk.post('/needs', { cadreId: order.cadreId, text: '买菜', channel: 'phone' });
    expect(need.body).toMatchObject({ recordedBy: 'clerk', recordedByName: '林大山' });
    const { body: log } = await (await site.signIn('auditor')).get(`/audit?subject=${id}`);
    const change = log.items.find(({ verb }: { verb: string }) => verb === 'user.change');
    expect([change.before.name, change.after.name]).toEqual(['林经办', '林大山']);
    const { body: acts } = await (await site.signIn('auditor')).get(`/audit?actor=${id}&verb=order.cancel`);
    expect(acts.items[0].actorName).toBe('林经办');
  });
});

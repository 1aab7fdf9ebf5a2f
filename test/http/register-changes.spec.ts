import { addDays } from '@songbai/contracts';
import { NameKeyFilling } from '../../apps/api/src/registers/name-key-filling';
import { nameKeys } from '../../apps/api/src/registers/name-keys';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';

let site: TestApp;
let clerk: Client;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
}, 60_000);
afterAll(() => site.close());

const first = async (path: string, client = clerk) => (await client.get(path)).body.items[0];
const asBureau = <T>(sql: string): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId as string }, (tx) => tx.query<T>(sql));

describe('whoever says which version they changed', () => {
  test.each([
    ['units', { name: '甲局' }, { name: '乙局' }],
    ['cadres', { abilityLevel: 4 }, { abilityLevel: 0 }],
    ['providers', { kind: '甲' }, { kind: '乙' }],
    ['workers', { name: '甲甲' }, { name: '乙乙' }],
    ['items', { standardMinutes: 71 }, { standardMinutes: 72 }],
    ['limits', { basis: '示例一' }, { basis: '示例二' }],
  ])('of %s is told where another was faster, and nothing is overwritten', async (register, ours, theirs) => {
    const { id, version } = await first(`/${register}`);
    const made = await clerk.patch(`/${register}/${id}`, { ...theirs, version, reason: '先' });
    expect([made.status, made.body.version]).toEqual([200, version + 1]);
    const late = await clerk.patch(`/${register}/${id}`, { ...ours, version, reason: '后' });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect((await clerk.get(`/${register}/${id}`)).body).toMatchObject({ ...theirs, version: version + 1 });
    const again = await clerk.patch(`/${register}/${id}`, { ...ours, version: version + 1, reason: '再' });
    expect([again.status, again.body.version]).toEqual([200, version + 2]);
    const { items } = (await clerk.get(`/${register}/${id}/versions`)).body;
    expect(items[0]).toMatchObject({ version: version + 2, recordedBy: 'clerk', reason: '再' });
  });

  test.each([
    ['units', { name: '丙局' }],
    ['cadres', { abilityLevel: 3 }],
    ['providers', { kind: '丙' }],
    ['workers', { name: '丙丙' }],
    ['items', { standardMinutes: 73 }],
    ['limits', { basis: '示例三' }],
  ])('a change of %s counts from today: nothing waits for a day to come', async (register, over) => {
    const { id, version } = await first(`/${register}`);
    const change = (why: object) => clerk.patch(`/${register}/${id}`, { ...over, ...why });
    const now = today();
    const late = await change({ reason: '通知', effectiveOn: addDays(now, 2) });
    expect([late.status, late.body.errors]).toMatchObject([400, [{ path: 'effectiveOn' }]]);
    expect(late.body.errors[0].message).toContain('请到那一天再来登记');
    const old = await change({ reason: '通知', effectiveOn: addDays(now, -400) });
    expect([old.status, old.body.errors]).toMatchObject([400, [{ path: 'effectiveOn' }]]);
    expect((await clerk.get(`/${register}/${id}`)).body.version).toBe(version);
    const dated = await change({ reason: '通知', effectiveOn: addDays(now, -9) });
    expect([dated.status, dated.body.version]).toEqual([200, version + 1]);
    const { items } = (await clerk.get(`/${register}/${id}/versions`)).body;
    expect(items[0]).toMatchObject({ reason: '通知', effectiveOn: addDays(now, -9) });
  });

  test('of a need as well, and who says nothing of it changes what is there', async () => {
    const { id: cadreId } = await first('/cadres');
    const { body: need } = await clerk.post('/needs', { cadreId, text: '要人陪', channel: 'phone' });
    expect((await clerk.patch(`/needs/${need.id}`, { status: 'met', version: 1 })).status).toBe(200);
    expect((await clerk.patch(`/needs/${need.id}`, { status: 'unmet', version: 1 })).status).toBe(409);
    expect((await clerk.patch(`/needs/${need.id}`, { status: 'unmet' })).body.version).toBe(3);
  });

  test('what a month’s run wrote says so in the reader’s language', async () => {
    const [unit] = (await clerk.get('/units?limit=200')).body.items.slice(-1);
    const oldest = async (headers = {}) =>
      (await clerk.get(`/units/${unit.id}/versions`, headers)).body.items.at(-1).reason;
    expect(await oldest()).toBe('随 2026-10 月度资料');
    expect(await oldest({ 'Accept-Language': 'en' })).toBe('With the papers of 2026-10');
  });

  test('the manager reads the history of the firm’s own workers, and of no other', async () => {
    const manager = await site.signIn('manager');
    const { id } = await first('/workers', manager);
    expect((await manager.get(`/workers/${id}/versions`)).body.items[0].content).toHaveProperty('姓名');
    expect((await (await site.signIn('manager-b')).get(`/workers/${id}/versions`)).status).toBe(404);
  });
});

describe('a name is found as it is typed in pinyin', () => {
  test('whole, by initials, by the given name, and by either reading of a character', () => {
    const has = (name: string, typed: string): boolean => nameKeys(name).includes(` ${typed}`);
    for (const typed of ['wangjianguo', 'wjg', 'jianguo', 'jg', 'wangjg', 'wang', 'w'])
      expect([typed, has('王建国', typed)]).toEqual([typed, true]);
    for (const typed of ['angjianguo', 'gj', 'wangguo'])
      expect([typed, has('王建国', typed)]).toEqual([typed, false]);
    expect([has('单长行', 'scx'), has('单长行', 'shanchangxing'), has('单长行', 'szh')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([has('吕女士', 'lvnvshi'), has('欧阳修', 'ouyangxiu'), has('蕉城区教育局', 'jyj')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(nameKeys('')).toBe('');
  });

  test('of cadres, units, providers and workers, with capitals, spaces and half the word', async () => {
    const clerkSees = async (path: string): Promise<string[]> =>
      (await clerk.get(path)).body.items.map(({ name }: { name: string }) => name);
    const { id: unitId } = await first('/units');
    await clerk.patch(`/units/${unitId}`, { name: '蕉城区教育局', reason: '更名' });
    expect(await clerkSees('/units?query=jyj')).toContain('蕉城区教育局');
    const cadre = await first('/cadres');
    await clerk.patch(`/cadres/${cadre.id}`, { name: '王建国', reason: '更名' });
    for (const query of ['wjg', 'WJG', 'wangjianguo', 'Wang Jianguo', 'wangjian', 'wangjg'])
      expect([query, await clerkSees(`/cadres?query=${encodeURIComponent(query)}`)]).toEqual([
        query,
        ['王建国'],
      ]);
    expect(await clerkSees('/cadres?query=wjgx')).toEqual([]);
    expect(await clerkSees('/cadres?query=%25jg')).toEqual([]);
    const { name } = await first('/workers?code=W10001');
    const [, initials = ''] = / ([a-z]{2,4}) [a-z] /.exec(nameKeys(name)) ?? [];
    expect(await clerkSees(`/workers?query=${initials}&limit=200`)).toContain(name);
    expect(await clerkSees('/providers?query=changqing')).toContain(
      (await first('/providers?code=P10')).name,
    );
  });

  test('where it was stored before there were keys, the first start makes them', async () => {
    await asBureau('update cadre set name_keys = null');
    expect((await clerk.get('/cadres?query=wjg')).body.items).toEqual([]);
    const filled = await site.app.get(NameKeyFilling).fill();
    expect(filled).toBeGreaterThan(10);
    expect((await clerk.get('/cadres?query=wjg')).body.items).toHaveLength(1);
    expect(await site.app.get(NameKeyFilling).fill()).toBe(0);
  });
});

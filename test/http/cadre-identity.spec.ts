import { type Client, startApp, type TestApp } from '../support/app';
import { csv, sendTable } from '../support/tables';

/** Who somebody is: one row a person, and a way back from what was entered wrongly. */
let site: TestApp;
let clerk: Client;
let unitId: string;
beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  unitId = (await clerk.get('/units?code=U001')).body.items[0].id;
}, 60_000);
afterAll(() => site.close());

const cadre = (code: string, over: object = {}) => ({
  ...{ code, name: '黄新', gender: '女', idNumber: '350925193311050022', unitId, area: '350902' },
  ...{ address: '蕉城区东湖路9号', phone: '13800000001', settlement: 'local', tags: [], abilityLevel: 1 },
  ...over,
});
const enter = async (code: string, over: object = {}) =>
  (await clerk.post('/cadres', cadre(code, over))).body;
const reveal = async (id: string) =>
  (await clerk.post(`/cadres/${id}/reveal`, { reason: '核对' }, null)).body;

const OTHER = '350925192812200039';

test('the desk is told which row has an ID number; another bureau may have it too', async () => {
  const twice = cadre('SF02', { idNumber: '350902193004040022', oncePerPerson: true });
  await enter('SF01', { idNumber: twice.idNumber });
  const refused = await clerk.post('/cadres', twice);
  expect([refused.status, refused.body.reason]).toEqual([409, 'id-number-known']);
  expect(refused.body.detail).toContain('SF01');
  expect(refused.text).not.toContain(twice.idNumber);
  expect((await clerk.get('/cadres?code=SF02')).body.items).toEqual([]);

  const there = await site.signIn('clerk-b');
  const [unit] = (await there.get('/units')).body.items;
  expect((await there.post('/cadres', { ...twice, unitId: unit.id })).status).toBe(201);
});

test('a table of cadres names the row that a person has already, also within the file', async () => {
  await enter('SF11', { idNumber: OTHER });
  const head = ['干部编号', '姓名', '性别', '身份证号', '原单位编码', '居住区划', '居住地址', '联系电话'];
  const row = (code: string, idNumber: string) => [
    ...[code, '周新', '男', idNumber, 'U001', '350902', '东湖路1号', '13800000002', '本地', '1'],
  ];
  const file = csv(
    [...head, '安置方式', '能力等级'],
    row('sf11', OTHER),
    row('SF12', '350902193001010012'),
    row('SF13', '350902193001010012'),
  );
  const { body } = await sendTable(site, clerk, 'cadres/preview', file);
  const said = body.rows.map(({ key, verdict, findings, notes }: Row) => [
    ...[key, verdict, [...notes, ...findings][0]?.message ?? ''],
  ]);
  expect(said).toEqual([
    ['sf11', 'wrong', expect.stringContaining('SF11')],
    ['SF12', 'new', ''],
    ['SF13', 'wrong', expect.stringContaining('SF12')],
  ]);
});

interface Row {
  key: string;
  verdict: string;
  findings: { message: string }[];
  notes: { message: string }[];
}

test('gender and ID number are put right with a reason, as a version and on record', async () => {
  const { id } = await enter('SF21', { gender: '男', idNumber: '350902193002020028' });
  const silent = await clerk.patch(`/cadres/${id}`, { gender: '女' });
  expect([silent.status, silent.body.errors[0].path]).toEqual([400, 'reason']);
  const right = { gender: '女', idNumber: '350902193002020044', reason: '录错，已核对身份证' };
  const wrong = await clerk.patch(`/cadres/${id}`, { ...right, idNumber: '350902193002020045' });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'idNumber']);
  const taken = await clerk.patch(`/cadres/${id}`, { ...right, idNumber: OTHER });
  expect([taken.status, taken.body.reason]).toEqual([409, 'id-number-known']);

  const done = await clerk.patch(`/cadres/${id}`, right);
  expect(done.body).toMatchObject({ gender: '女', birthYear: 1930, version: 2 });
  expect((await reveal(id)).idNumber).toBe(right.idNumber);
  expect((await clerk.get(`/cadres?query=${right.idNumber}`)).body.items).toMatchObject([{ code: 'SF21' }]);
  const [version] = (await clerk.get(`/cadres/${id}/versions`)).body.items;
  expect(version).toMatchObject({ version: 2, reason: right.reason, recordedBy: 'clerk' });
  const [entry] = await audited(id);
  expect(entry).toMatchObject({ after: { version: 2, fields: ['gender', 'idNumber'] } });
});

test('what is said as it stood is no correction', async () => {
  const idNumber = '350902193002020060';
  const { id } = await enter('SF22', { gender: '男', idNumber });
  const said = { gender: '女', idNumber, isAlive: true, reason: '性别录错' };
  expect((await clerk.patch(`/cadres/${id}`, said)).body).toMatchObject({ gender: '女', version: 2 });
  expect((await audited(id))[0]).toMatchObject({ after: { version: 2, fields: ['gender'] } });
});

test('the bureau sees whom to ring, with what is left of the number; lists and others do not', async () => {
  const family = { name: '赖小明', relation: '女儿', phone: '13900001111' };
  const { id } = await enter('SF23', { idNumber: '350902193002020087', family });
  const one = (await clerk.get(`/cadres/${id}`)).body;
  expect(one.family).toEqual({ ...family, phone: '139****1111' });
  const [listed] = (await clerk.get('/cadres?code=SF23')).body.items;
  expect(listed).not.toHaveProperty('family');
  const supervisor = await site.signIn('supervisor');
  expect((await supervisor.get(`/cadres/${id}`)).body).not.toHaveProperty('family');
});

const audited = async (id: string) => {
  const rows = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
    tx.query<{ entry: string }>(
      `select entry from audit_log where verb = 'cadre.change' and subject_id = $1 order by seq`,
      [id],
    ),
  );
  return rows.map(({ entry }) => JSON.parse(entry));
};

test('a death that was entered by mistake is taken back with a reason; then orders are possible again', async () => {
  const { id } = await enter('SF31', { idNumber: '35090219300303005X' });
  const event = { kind: 'death', at: new Date(Date.now() - 3_600_000).toISOString(), source: '误听' };
  expect((await clerk.post(`/cadres/${id}/events`, event)).status).toBe(201);
  expect((await clerk.patch(`/cadres/${id}`, { isAlive: true })).status).toBe(400);
  const back = await clerk.patch(`/cadres/${id}`, { isAlive: true, reason: '家属来电更正' });
  expect(back.body).toMatchObject({ deceasedOn: null, version: 3 });
  expect((await audited(id)).at(-1)).toMatchObject({ after: { version: 3, fields: ['deceasedOn'] } });
  expect((await clerk.post(`/cadres/${id}/events`, event)).status).toBe(201);
});

test('the register is read unit by unit, area by area, and without those who have died', async () => {
  const counted = async (
    query: string,
  ): Promise<{ responsibleUnitId: string; deceasedOn: string | null }[]> =>
    (await clerk.get(`/cadres?limit=200&${query}`)).body.items;
  const ofUnit = await counted(`unitId=${unitId}`);
  expect(ofUnit.length).toBeGreaterThan(0);
  expect([...new Set(ofUnit.map(({ responsibleUnitId }) => responsibleUnitId))]).toEqual([unitId]);
  const [living, dead] = [await counted(`unitId=${unitId}&state=living`), await counted('state=deceased')];
  expect(living.filter(({ deceasedOn }) => deceasedOn !== null)).toEqual([]);
  expect(dead.length).toBeGreaterThan(0);
  expect(dead.filter(({ deceasedOn }) => deceasedOn === null)).toEqual([]);
  const here = await counted(`unitId=${unitId}&area=350902`);
  expect([here.length > 0, (await counted('area=990000')).length]).toEqual([true, 0]);
  expect((await clerk.get('/cadres?state=missing')).status).toBe(400);
});

describe('one ID number under two codes', () => {
  const NUMBER = '350902193105050019';
  const OF_OLD = '350902310505001';
  type Same = { code: string; name: string }[];
  const sameAs = async (who: Client, id: string): Promise<Same | undefined> =>
    (await who.get(`/cadres/${id}`)).body.sameIdAs;

  test('is let in, and told to the bureau at once and whenever one of the two is looked at', async () => {
    const first = await enter('SF91', { idNumber: NUMBER, name: '黄先' });
    expect(first).toMatchObject({ sameIdAs: [] });
    const second = await clerk.post('/cadres', cadre('SF92', { idNumber: NUMBER, name: '黄后' }));
    expect([second.status, second.body.sameIdAs]).toEqual([
      201,
      [{ id: first.id, code: 'SF91', name: '黄先' }],
    ]);
    expect(await sameAs(clerk, first.id)).toEqual([{ id: second.body.id, code: 'SF92', name: '黄后' }]);
    expect(await sameAs(await site.signIn('approver'), first.id)).toHaveLength(1);
    // Others learn of nobody by it.
    expect(await sameAs(await site.signIn('supervisor'), first.id)).toBeUndefined();
  });

  test('also where one of them is the number of an old card', async () => {
    const old = await enter('SF93', { idNumber: OF_OLD });
    expect(old.sameIdAs.map(({ code }: { code: string }) => code)).toEqual(['SF91', 'SF92']);
    const refused = await clerk.post('/cadres', cadre('SF94', { idNumber: OF_OLD, oncePerPerson: true }));
    expect([refused.status, refused.body.reason]).toEqual([409, 'id-number-known']);
  });

  test('a card of old is written anew for the same row', async () => {
    const { id, version } = await enter('SF95', { idNumber: '350902300404003', gender: '男' });
    const now = { idNumber: '350902193004040030', reason: '换发新证', version };
    expect((await clerk.patch(`/cadres/${id}`, now)).status).toBe(200);
    expect(await sameAs(clerk, id)).toEqual([]);
  });
});

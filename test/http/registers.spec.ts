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

describe('items', () => {
  const ITEM = {
    ...{ code: 'XS01', name: '心理疏导', category: '精神慰藉', measure: 'time', standardMinutes: 60 },
    ...{ place: 'home', proofs: ['signature'], fundTypes: ['government-purchase', 'hardship-aid'] },
  };

  test('every change is a version with who, when and why', async () => {
    const made = await clerk.post('/items', ITEM);
    expect([made.status, made.body]).toEqual([201, { ...ITEM, id: expect.any(String), version: 1 }]);
    const { id } = made.body;
    const changed = await clerk.patch(`/items/${id}`, {
      ...{ standardMinutes: 50, reason: '标准调整', effectiveOn: today() },
    });
    expect([changed.status, changed.body]).toEqual([200, { ...made.body, standardMinutes: 50, version: 2 }]);
    expect((await clerk.patch(`/items/${id}`, { standardMinutes: 50, reason: '同上' })).body.version).toBe(2);
    const { body } = await clerk.get(`/items/${id}/versions`);
    expect(body.items).toMatchObject([
      {
        version: 2,
        recordedBy: 'clerk',
        reason: '标准调整',
        effectiveOn: today(),
        content: { 标准分钟: '50' },
      },
      { version: 1, recordedBy: 'clerk', reason: null, content: { 项目编码: 'XS01', 标准分钟: '60' } },
    ]);
    const taken = await clerk.post('/items', ITEM);
    expect(taken.body).toMatchObject({ code: 'conflict', reason: 'code-taken' });
    expect(taken.body.detail).toContain(`“${ITEM.code}”已被使用`);
  });

  test('are on the menu of everybody who acts in the bureau, and of the other bureau’s people not', async () => {
    const { id } = await first('/items?code=LC01');
    for (const name of ['unit', 'manager', 'worker', 'supervisor', 'auditor', 'liaison', 'finance']) {
      expect([name, (await (await site.signIn(name)).get(`/items/${id}`)).status]).toEqual([name, 200]);
    }
    expect((await (await site.signIn('clerk-b')).get(`/items/${id}`)).status).toBe(404);
  });

  test('a firm that serves two bureaus sees both menus, page by page', async () => {
    const manager = await site.signIn('manager');
    const all = (await manager.get('/items?limit=200')).body.items;
    expect(all.filter(({ code }: { code: string }) => code === 'LC01')).toHaveLength(2);
    const walked: unknown[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await manager.get(`/items?limit=2${cursor}`);
      walked.push(...body.items);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(walked).toEqual(all);
  });
});

describe('units', () => {
  test('one that is gone passes its cadres to its competent department, at once', async () => {
    const cadres = (await clerk.get('/cadres?limit=200')).body.items as {
      id: string;
      responsibleUnitId: string;
    }[];
    const [cadre] = cadres.filter(({ responsibleUnitId }) => responsibleUnitId !== null);
    const [other] = cadres.filter(({ responsibleUnitId }) => responsibleUnitId !== cadre?.responsibleUnitId);
    const unit = cadre?.responsibleUnitId;
    const merged = await clerk.patch(`/units/${unit}`, {
      ...{ status: 'merged', supervisorId: other?.responsibleUnitId, reason: '机构改革' },
    });
    expect(merged.body).toMatchObject({ status: 'merged', supervisorId: other?.responsibleUnitId });
    expect((await clerk.get(`/cadres/${cadre?.id}`)).body.responsibleUnitId).toBe(other?.responsibleUnitId);
  });

  test('a unit sees itself alone, and a new one is entered with its check digit', async () => {
    const unit = await site.signIn('unit');
    const own = (await unit.get('/units')).body.items;
    expect(own.map(({ id }: { id: string }) => id)).toEqual([unit.user.unitId]);
    const body = {
      code: 'U900',
      name: '新局',
      kind: '机关',
      creditCode: '113509250039000017',
      area: '350902',
    };
    expect((await clerk.post('/units', { ...body, creditCode: '113509250039000018' })).status).toBe(400);
    expect((await clerk.post('/units', body)).body).toMatchObject({ status: 'active', version: 1 });
  });
});

describe('cadres', () => {
  const cadre = async () => ({
    ...{
      code: `G9${Math.floor(Math.random() * 1e6)}`,
      name: '黄新',
      gender: '女',
      idNumber: '350925193311050022',
    },
    ...{ unitId: (await first('/units?code=U001')).id, area: '350902', address: '蕉城区东湖路9号' },
    ...{ latitude: 26.68, longitude: 119.54, phone: '13800000001', settlement: 'local', tags: ['独居'] },
    ...{ family: { name: '黄小', relation: '女', phone: '13900000001' }, abilityLevel: 1 },
  });

  test('are entered, shown without what nobody needs, and changed', async () => {
    const body = await cadre();
    const made = await clerk.post('/cadres', body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...{ code: body.code, birthYear: 1933, idNumber: '350925**********22', phone: '138****0001' },
      ...{ address: body.address, latitude: 26.68, tags: ['独居'], stays: [], deceasedOn: null },
      ...{ unitId: body.unitId, responsibleUnitId: body.unitId },
    });
    expect(made.text).not.toMatch(/350925193311050022|13800000001|13900000001/);
    const changed = await clerk.patch(`/cadres/${made.body.id}`, { abilityLevel: 3, reason: '评估' });
    expect(changed.body).toMatchObject({ abilityLevel: 3, version: 2, phone: '138****0001' });
    const versions = await clerk.get(`/cadres/${made.body.id}/versions`);
    expect(versions.body.items).toHaveLength(2);
    expect(versions.text).not.toMatch(/东湖路|3509251933|sealed/);
  });

  test('are found by code, name, and whole ID number or phone', async () => {
    const body = { ...(await cadre()), idNumber: '350925192812200039', phone: '13800000077' };
    const { id } = (await clerk.post('/cadres', body)).body;
    for (const query of [body.code, '黄新', body.idNumber, body.phone]) {
      const { items } = (await clerk.get(`/cadres?query=${encodeURIComponent(query)}`)).body;
      expect([query, items.some((row: { id: string }) => row.id === id)]).toEqual([query, true]);
    }
    expect((await clerk.get('/cadres?query=35092519281220')).body.items).toEqual([]);
  });

  test('are shown in full to whoever says why, on record', async () => {
    const { id, code } = await first('/cadres?limit=1');
    const revealed = await clerk.post(`/cadres/${id}/reveal`, { reason: '上门前电话核实' }, null);
    expect(revealed.body.idNumber).toMatch(/^\d{17}[\dX]$/);
    expect((await clerk.post(`/cadres/${id}/reveal`, {}, null)).status).toBe(400);
    const rows = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
      tx.query<{ entry: string }>(
        `select entry from audit_log where verb = 'cadre.reveal' and subject_id = $1`,
        [id],
      ),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.parse(rows[0]?.entry ?? '')).toMatchObject({ id, after: { reason: '上门前电话核实' } });
    expect(rows[0]?.entry).not.toContain(code);
  });

  test('a wrong check digit, an unknown unit and a taken code are told', async () => {
    const body = await cadre();
    expect(
      (await clerk.post('/cadres', { ...body, idNumber: '350925193311050023' })).body.errors[0].path,
    ).toBe('idNumber');
    const unitId = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';
    expect((await clerk.post('/cadres', { ...body, unitId })).body.errors[0].path).toBe('unitId');
    expect((await clerk.post('/cadres', body)).status).toBe(201);
    expect((await clerk.post('/cadres', body)).status).toBe(409);
  });

  test('are whole for the bureau, masked for the unit, and for the firm those it has orders for', async () => {
    const [unit, manager] = [await site.signIn('unit'), await site.signIn('manager')];
    const own = (await unit.get('/cadres?limit=200')).body.items;
    expect(own.length).toBeGreaterThan(3);
    for (const row of own) {
      expect(row).toMatchObject({ responsibleUnitId: unit.user.unitId, latitude: null });
      expect(row.address).toMatch(/\*\*\*$/);
    }
    const served = (await manager.get('/cadres?limit=200')).body.items as { id: string }[];
    const orders = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId }, (tx) =>
      tx.query<{ id: string }>(
        `select distinct cadre_id as id from service_order where provider_id = $1
           and status in ('approved', 'accepted', 'in-service') and ends_on >= $2`,
        [manager.user.providerId, today()],
      ),
    );
    expect(served.map(({ id }) => id)).toEqual(expect.arrayContaining(orders.map(({ id }) => id)));
    const stranger = (await clerk.get('/cadres?limit=200')).body.items.find(
      (row: { id: string }) => !served.some(({ id }) => id === row.id),
    );
    expect((await manager.get(`/cadres/${stranger.id}`)).status).toBe(404);
  });
});

describe('providers and workers', () => {
  test('an account number is whole for finance alone', async () => {
    const path = '/providers?code=P10';
    expect((await first(path)).bankAccount).toMatch(/^\*{4} \d{4}$/);
    expect((await first(path, await site.signIn('finance'))).bankAccount).toMatch(/^\d{19}$/);
  });

  test('a clerk enters a firm that nobody knew, and its first worker', async () => {
    const firm = {
      ...{
        code: 'P90',
        name: '蕉城区康宁居家服务中心',
        creditCode: '52350902MJ90000118',
        phone: '0593-2800001',
      },
      ...{ kind: '居家养老服务中心', qualifiedUntil: '2027-12-31' },
      ...{ bank: '中国农业银行蕉城支行', bankAccount: '6228480000000000123' },
    };
    const made = await clerk.post('/providers', firm);
    expect([made.status, made.body.code, made.body.name]).toEqual([201, 'P90', firm.name]);
    // An office's telephone is nobody's own.
    expect(made.body.phone).toBe(firm.phone);
    const { body: versions } = await clerk.get(`/providers/${made.body.id}/versions`);
    expect(versions.items[0].content.联系电话).toBe(firm.phone);
    const worker = { code: 'W90001', name: '新来', certifiedUntil: '2027-12-31', joinedOn: '2026-11-01' };
    const employed = await clerk.post('/workers', { ...worker, providerId: made.body.id });
    expect([employed.status, employed.body.providerId]).toEqual([201, made.body.id]);
    // Another bureau that takes on the same firm has it under its own code, and it stays one firm.
    const inB = await (await site.signIn('clerk-b')).post('/providers', { ...firm, code: 'P91' });
    expect([inB.status, inB.body.id, inB.body.code]).toEqual([201, made.body.id, 'P91']);
  });

  test('a manager keeps the workers of the firm, in the bureau they are for', async () => {
    const manager = await site.signIn('manager');
    const body = { code: 'W10900', name: '新来', certifiedUntil: '2027-12-31', joinedOn: '2026-11-01' };
    const made = await manager.post('/workers', body);
    expect(made.body).toMatchObject({
      ...body,
      providerId: manager.user.providerId,
      bureauId: clerk.user.bureauId,
    });
    const left = await manager.patch(`/workers/${made.body.id}`, { leftOn: '2026-11-20', reason: '离职' });
    expect(left.body).toMatchObject({ leftOn: '2026-11-20', version: 2 });
    expect(
      (await manager.patch(`/workers/${made.body.id}`, { leftOn: '2026-10-01', reason: '离职' })).status,
    ).toBe(400);
    const managerB = await site.signIn('manager-b');
    expect((await managerB.patch(`/workers/${made.body.id}`, { name: '改', reason: '改名' })).status).toBe(
      404,
    );
    const clerkB = await site.signIn('clerk-b');
    const inB = await manager.post('/workers', { ...body, bureauId: clerkB.user.bureauId });
    expect(inB.body.bureauId).toBe(clerkB.user.bureauId);
    expect((await clerkB.get(`/workers/${inB.body.id}`)).body.code).toBe('W10900');
    expect((await clerkB.get(`/workers/${made.body.id}`)).status).toBe(404);
  });
});

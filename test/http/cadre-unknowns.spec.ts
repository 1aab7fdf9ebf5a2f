import { startApp } from '../support/app';

it('a cadre is entered without what nobody knows yet: where the home is, and whom to ring', async () => {
  const site = await startApp();
  const clerk = await site.signIn('clerk');
  const [unit] = (await clerk.get('/units?code=U001')).body.items;
  const known = {
    ...{ code: 'G9001', name: '黄新', gender: '女', idNumber: '350925193311050022', unitId: unit.id },
    ...{ area: '350902', address: '蕉城区东湖路9号', phone: '13800000001', settlement: 'local' },
    ...{ tags: [], abilityLevel: 1 },
  };
  const made = await clerk.post('/cadres', known);
  expect(made.body).toMatchObject({ code: 'G9001', latitude: null, longitude: null });
  const { id } = made.body;
  const revealed = await clerk.post(`/cadres/${id}/reveal`, { reason: '核对' }, null);
  expect(revealed.body).toMatchObject({ phone: known.phone, family: null });
  const table = await clerk.get('/tables/cadres/rows.csv');
  expect([table.status, table.text.includes(known.code)]).toEqual([200, true]);

  const family = { name: '黄小', relation: '女', phone: '13900000001' };
  const set = await clerk.patch(`/cadres/${id}`, { latitude: 26.68, longitude: 119.54, family });
  expect(set.body).toMatchObject({ latitude: 26.68, longitude: 119.54, version: 2 });
  expect((await clerk.post(`/cadres/${id}/reveal`, { reason: '核对' }, null)).body.family).toEqual(family);
  expect((await clerk.get(`/cadres/${id}/versions`)).body.items).toHaveLength(2);
  await site.close();
}, 60_000);

import { type ListSite, list, startListSite, verdicts } from '../support/order-lists';
import { csv, fetchTable, sheetOf } from '../support/tables';

/** Whom a list of orders means, who may send one in, and whom they may name. */
let site: ListSite;
beforeAll(async () => {
  site = await startListSite();
}, 60_000);
afterAll(() => site.world.site.close());

test('two of one name are told apart by unit, ID number or year of birth; nobody is chosen otherwise', async () => {
  const [a, b] = [
    site.people[10],
    site.people.slice(14).find(({ unitId }) => unitId !== site.people[10]?.unitId),
  ];
  await site.world.asBureau(`update cadre set name = '林同名' where id = any($1::uuid[])`, [[a?.id, b?.id]]);
  const born = (await site.world.clerk.get(`/cadres/${a?.id}`)).body.birthYear;
  const { idNumber } = (await site.world.clerk.post(`/cadres/${b?.id}/reveal`, { reason: '核对' }, null))
    .body;
  const heads = ['姓名', '单位', '出生年月', '身份证', '项目', '数量', '月份', '合同'];
  const who = (unit = '', birth = '', id = ''): string[] => [
    ...['林同名', unit, birth, id, 'LC01', '1', '2026年12月', 'HT-2026-10'],
  ];
  const file = csv(
    heads,
    who(),
    who(a?.unit),
    who('', '', idNumber),
    who(a?.unit, '1901年'),
    who('市气象局'),
    who(a?.unit, `${born}年3月`),
  );
  const { body } = await site.send('preview', file);
  expect(verdicts(body)).toEqual([
    ...['wrong several-cadres', 'new', 'new', 'wrong several-cadres', 'wrong several-cadres', 'same'],
  ]);
  const other = csv(
    heads,
    [...who('市气象局')].map((text, i) => (i === 0 ? (site.people[11]?.name ?? '') : text)),
  );
  expect(verdicts((await site.send('preview', other)).body)).toEqual(['wrong other-unit']);
});

test('unit and birth speak against a row also where a code or an ID number says who is meant', async () => {
  const one = site.people[11];
  const born = (await site.world.clerk.get(`/cadres/${one?.id}`)).body.birthYear;
  const { idNumber } = (await site.world.clerk.post(`/cadres/${one?.id}/reveal`, { reason: '核对' }, null))
    .body;
  const heads = ['干部编号', '身份证', '单位', '出生年月', '项目', '数量', '月份', '合同'];
  const who = (code = '', id = '', unit = '', birth = ''): string[] => [
    ...[code, id, unit, birth, 'LC01', '1', '2026年12月', 'HT-2026-10'],
  ];
  const file = csv(
    heads,
    who(one?.code, '', '', String(born - 1)),
    who('', idNumber, '市气象局'),
    who('', idNumber, '', `${born - 1}.3`),
    who(one?.code.toLowerCase(), '', one?.unit, String(born)),
    who('', idNumber, one?.unit, String(born)),
  );
  expect(verdicts((await site.send('preview', file)).body)).toEqual([
    ...['wrong other-birth', 'wrong other-unit', 'wrong other-birth', 'new', 'same'],
  ]);
});

test('a unit orders for its own people and from its own funds; others are as unknown as nobody', async () => {
  const own = (await site.world.unit.get('/cadres?limit=200')).body.items as { id: string }[];
  const isOurs = ({ id }: { id: string }) => own.some((one) => one.id === id);
  const [ours, theirs] = [site.people.filter(isOurs).at(-1), site.people.find((one) => !isOurs(one))];
  const heads = ['姓名', '项目', '数量', '月份', '合同', '经费', '需求编号'];
  const line = (name = '', fund = '', need = ''): string[] => [
    name,
    'LC01',
    '1',
    '2026-12',
    'HT-2026-10',
    fund,
    need,
  ];
  const file = csv(heads, line(ours?.code), line(theirs?.code), line('查无此人'), line(ours?.code, 'GZ-BUY'));
  const { body } = await site.send('preview', file, {}, site.world.unit);
  expect(verdicts(body)).toEqual(['new', 'wrong no-such-cadre', 'wrong no-such-cadre', 'wrong unknown-fund']);
  const said = (at: number) => JSON.stringify(body.rows[at].findings);
  expect(said(1).replaceAll(theirs?.code ?? '', 'X')).toBe(said(2).replaceAll('查无此人', 'X'));
  const made = await site.send('import', csv(heads, line(ours?.code)), {}, site.world.unit);
  expect(made.body.counts).toMatchObject({ new: 1 });
  const { items } = (await site.world.unit.get(`/orders?cadreId=${ours?.id}&month=2026-12`)).body;
  expect(items[0]).toMatchObject({ channel: 'online', orderedBy: 'unit', status: 'requested' });
});

test('whoever may not order may not bring orders in; the form is there for whoever may', async () => {
  const statuses = async (name: string) => {
    const who = await site.world.site.signIn(name);
    const { status } = await site.send('preview', list(site.row(0)), {}, who);
    return [name, status, (await fetchTable(site.world.site, who, 'orders/template.xlsx')).status];
  };
  const found = [];
  for (const name of ['liaison', 'unit', 'approver', 'finance', 'manager', 'auditor'])
    found.push(await statuses(name));
  expect(found).toEqual([
    ['liaison', 200, 200],
    ['unit', 200, 200],
    ['approver', 403, 403],
    ['finance', 403, 200],
    ['manager', 403, 200],
    ['auditor', 403, 403],
  ]);
  const template = await sheetOf(
    (await fetchTable(site.world.site, site.world.clerk, 'orders/template.xlsx')).body,
  );
  expect(template.getCell('A1').value).toBe('老干部姓名');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCreditCode } from '@songbai/contracts';
import { startApp, type TestApp } from '../support/app';
import { csv, idNumber, sendTable } from '../support/tables';
import { VARIANTS, wide } from '../support/ugly-files';
import { type VisitSite, visitSite } from '../support/visits';

/** Every table as offices really send it: what it says is understood, nothing of it is lost, and twice is once. */
let site: TestApp;
let world: VisitSite;
let order: string;
let person: { code: string; name: string };
let worker: { code: string; name: string };
let visit: string;
const ON = '2026-12-20';

beforeAll(async () => {
  site = await startApp();
  world = await visitSite(site);
  order = (await world.order(0, { quantity: '8.00', itemCode: 'BT01' })).number;
  [person = person] = await world.sql('select code, name from cadre where id = $1', [
    world.parts.cadres[0]?.id,
  ]);
  [worker = worker] = await world.sql(
    `select w.code, w.name from worker_link w join contract c on c.provider_id = w.provider_id
     where c.id = $1 and w.left_on is null order by w.code limit 1`,
    [world.parts.contractId],
  );
  const log = csv(
    Object.keys(TABLES['visit-log']?.row(9) ?? {}),
    Object.values(TABLES['visit-log']?.row(9) ?? {}),
  );
  await sendTable(site, world.clients.manager, 'visit-log/import', log, { on: ON });
  const [made] = await world.sql<{ number: string }>('select number from visit where order_number = $1', [
    order,
  ]);
  visit = made?.number ?? '';
}, 60_000);
afterAll(() => site.close());

type Cells = Record<string, string>;
interface Kind {
  who: string;
  /** The n-th row; days as 2026-12-05, which are written in other ways. */
  row(n: number): Cells;
}

/** Of a firm of its own, with a right check character. */
const creditCode = (n: number): string => {
  const bare = `5235090262893320${n}`;
  return [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => bare + last).find(isCreditCode) ?? '';
};
const CREDIT = '11350900003887123U';
const VISIT = (n: number): Cells => ({
  服务项目: '助浴',
  服务人员: worker.code,
  订单编号: order,
  备注: `第${n}次`,
});
const TABLES: Record<string, Kind> = {
  units: {
    who: 'clerk',
    row: (n) => ({
      ...{
        单位编码: `UU${n}`,
        单位名称: `单位${n}`,
        单位性质: '机关',
        统一社会信用代码: CREDIT,
        行政区划: '350902',
      },
    }),
  },
  cadres: {
    who: 'clerk',
    row: (n) => ({
      ...{
        干部编号: `GU${n}`,
        姓名: '周忠仙',
        性别: '男',
        身份证号: idNumber(n),
        原单位编码: 'U001',
      },
      ...{ 居住区划: '350902', 居住地址: '蕉城区东湖路191号', 经度: '119.545187', 纬度: '26.687245' },
      ...{ 联系电话: '13876801134', 家属姓名: '李长', 家属关系: '孙', 家属电话: '13979451668' },
      ...{ 安置方式: '本地', 状况标签: '独居', 能力等级: '1' },
    }),
  },
  providers: {
    who: 'clerk',
    row: (n) => ({
      ...{ 服务商编码: `PU${n}`, 名称: `服务中心${n}`, 统一社会信用代码: creditCode(n), 类型: '居家' },
      ...{
        资质有效期止: '2028-06-30',
        联系电话: '0593-2800001',
        开户行: '农行',
        银行账号: '6228480000000000000',
      },
    }),
  },
  workers: {
    who: 'manager',
    row: (n) => ({
      人员编号: `WU${n}`,
      姓名: '林秀英',
      健康证有效期止: '2027-12-31',
      入职日期: '2026-11-01',
    }),
  },
  items: {
    who: 'clerk',
    row: (n) => ({
      ...{ 项目编码: `IU${n}`, 项目名称: `项目${n}`, 类别: '生活照料', 计量单位: '小时', 标准分钟: '60' },
      ...{ 服务地点: '居家', 适用经费: '政府购买' },
    }),
  },
  limits: {
    who: 'clerk',
    row: (n) => ({
      ...{ 限额编号: `LU${n}`, 周期: '月', 计量: '元', 上限: '900.00' },
      ...{ 依据: '示例一', 生效日期: '2027-01-01' },
    }),
  },
  funds: {
    who: 'finance',
    row: (n) => ({
      ...{ 经费编码: `FU${n}`, 经费类型: '政府购买', 年度: '2026', 指标金额: '1000.00' },
      ...{ 依据文件: '示例', 依据条款: '一' },
    }),
  },
  orders: {
    who: 'clerk',
    row: (n) => ({
      ...{ 干部编号: person.code, 服务项目: 'LC01', 数量: `${n}.00`, 合同编号: 'HT-2026-10' },
      ...{ 起始日期: `2026-12-2${n}`, 终止日期: '2026-12-31', 备注: '' },
    }),
  },
  visits: {
    who: 'manager',
    row: (n) => ({
      ...{
        订单编号: order,
        人员编号: worker.code,
        签到时间: `2026-12-${10 + n} 06:00`,
        签退时间: `2026-12-${10 + n} 07:00`,
      },
    }),
  },
  'visit-log': {
    who: 'manager',
    row: (n) => ({
      服务日期: `2026-12-0${n}`,
      开始时间: '8:30',
      结束时间: '9:30',
      老干部姓名: person.name,
      ...VISIT(n),
    }),
  },
  plans: {
    who: 'manager',
    row: (n) => ({
      服务日期: `2026-12-2${n}`,
      开始时间: '8:30',
      老干部姓名: person.name,
      ...VISIT(n),
      备注: '',
    }),
  },
  'bill-lines': {
    who: 'manager',
    row: (n) => ({ 记录号: visit, 服务项目: '助浴', 数量: `${n}.00`, 单价: '10.00', 金额: `${n}0.00` }),
  },
};

describe.each(Object.keys(TABLES))('%s', (name) => {
  const table = TABLES[name] as Kind;
  const rows = (): Cells[] => [table.row(1), table.row(2)];
  const sent = async (what: string, file: Buffer | string) =>
    sendTable(site, await site.signIn(table.who), `${name}/${what}`, file, { on: ON });

  test.each(Object.entries(VARIANTS))('%s', async (_, { lines, file }) => {
    const [first = {}] = rows();
    const { body } = await sent(
      'preview',
      await file(
        Object.keys(first),
        rows().map((row) => Object.values(row)),
      ),
    );
    const found = body.rows.map(({ line, verdict, findings }: Row) => [line, verdict, findings]);
    expect(found).toEqual(lines.map((line) => [line, 'new', []]));
  });

  test('a row that cannot be read says why in words, and what to do; twice is once', async () => {
    const [first = {}] = rows();
    const heads = Object.keys(first);
    const damaged = csv(
      heads,
      Object.values(first),
      heads.map((_, i) => (i === 0 ? '' : '#REF!')),
    );
    const { body } = await sent('preview', damaged);
    const [, bad] = body.rows as Row[];
    expect(bad?.verdict).toBe('wrong');
    for (const { message } of bad?.findings ?? []) expect(message).toMatch(/[\u4e00-\u9fff]{2}/);
    const file = csv(heads, ...rows().map((row) => Object.values(row)));
    expect((await sent('import', file)).body.counts).toMatchObject({ new: 2, wrong: 0 });
    const again = (await sent('import', file)).body.counts;
    expect(again).toEqual({ rows: 2, new: 0, changed: 0, same: 2, wrong: 0 });
  });
});

interface Row {
  line: number;
  verdict: string;
  findings: { message: string; remedy: string | null }[];
}

test('digits and signs of full width are those of any other', async () => {
  const row = Object.values(TABLES['visit-log']?.row(5) ?? {}).map(wide);
  const file = csv(Object.keys(TABLES['visit-log']?.row(5) ?? {}), row);
  const { body } = await sendTable(site, world.clients.manager, 'visit-log/preview', file, { on: ON });
  expect(body.rows.map(({ verdict, findings }: Row) => [verdict, findings])).toEqual([['new', []]]);
});

test('docs/tables.md names the columns of each, and which may be absent', async () => {
  const { items } = (await world.clients.clerk.get('/tables')).body;
  const said = readFileSync(join(__dirname, '../../docs/tables.md'), 'utf8').split('\n');
  const listed = items.map(({ name, title, columns }: Listed) => {
    const names = columns.map((column) => (column.required ? column.name : `${column.name} ○`)).join(', ');
    return (
      said.find((line) => line.startsWith(`| ${title} \`${name}\` |`) && line.endsWith(`| ${names} |`)) ??
      name
    );
  });
  expect(listed.filter((line: string) => !line.startsWith('|'))).toEqual([]);
  expect(listed).toHaveLength(Object.keys(TABLES).length);
});

interface Listed {
  name: string;
  title: string;
  columns: { name: string; required: boolean }[];
}

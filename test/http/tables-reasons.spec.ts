import { startApp, type TestApp } from '../support/app';
import { csv, idNumber, sendTable } from '../support/tables';

/** Whoever corrects a list wants all that is wrong with a row at once, in every table. */
let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

interface Row {
  findings: { column: string | null; code: string }[];
  notes: { column: string | null; code: string }[];
}

/** What is said of the one row of a table that says this. */
async function said(who: string, table: string, cells: Readonly<Record<string, string>>): Promise<string[]> {
  const file = csv(Object.keys(cells), Object.values(cells));
  const { body } = await sendTable(site, await site.signIn(who), `${table}/preview`, file);
  const [row] = body.rows as Row[];
  const all = [...(row?.findings ?? []), ...(row?.notes ?? [])];
  return all.map(({ column, code }) => `${column} ${code}`).sort();
}

const CADRE = {
  ...{ 干部编号: 'GR001', 姓名: '周新', 性别: '女', 身份证号: idNumber(7), 原单位编码: 'U999' },
  ...{ 居住区划: '350902', 居住地址: '东湖路1号', 联系电话: '13800000002', 安置方式: '本地', 能力等级: '1' },
};

test('of a cadre: an unknown unit, a sex that the ID number contradicts, and cells that cannot be read', async () => {
  expect(await said('clerk', 'cadres', { ...CADRE, 能力等级: '七', 联系电话: '' })).toEqual(
    ['原单位编码 known-code', '性别 gender-differs', '联系电话 empty', '能力等级 not-a-number'].sort(),
  );
  const long = { ...CADRE, 姓名: '周'.repeat(51), 居住区划: '3'.repeat(13) };
  expect(await said('clerk', 'cadres', long)).toEqual(
    ['原单位编码 known-code', '姓名 text', '居住区划 no-area', '性别 gender-differs'].sort(),
  );
  const [known] = (await (await site.signIn('clerk')).get('/cadres?limit=1')).body.items;
  const twice = await said('clerk', 'cadres', { ...CADRE, 干部编号: known.code, 原单位编码: 'U001' });
  expect(twice.length).toBeGreaterThan(0);
});

test('of an allotment: an unknown unit and an amount that is none', async () => {
  const fund = { 经费编码: 'FR1', 经费类型: '特需经费', 归属编码: 'U999', 依据文件: '示例', 依据条款: '一' };
  expect(await said('finance', 'funds', { ...fund, 年度: '今年', 指标金额: '一万' })).toEqual(
    ['年度 not-a-number', '归属编码 known-code', '指标金额 not-a-number'].sort(),
  );
  expect(
    await said('finance', 'funds', { ...fund, 年度: '2026', 指标金额: '100', 经费编码: 'F'.repeat(70) }),
  ).toEqual(['归属编码 known-code', '经费编码 code'].sort());
});

test('of a visit and of a plan: who, for whom, what and when', async () => {
  const row = { 老干部姓名: '无此人', 服务项目: '洗脚', 服务人员: '查无此人', 服务日期: '2026-12-01' };
  const unknown = ['unknown-cadre', 'unknown-item', 'unknown-worker'];
  const codes = (all: string[]): string[] => all.map((each) => each.split(' ')[1] ?? '').sort();
  expect(codes(await said('manager', 'visit-log', { ...row, 开始时间: '8:30' }))).toEqual(
    [...unknown, 'no-end'].sort(),
  );
  expect(codes(await said('manager', 'visit-log', { ...row, 开始时间: '八点', 订单编号: 'DD-NO' }))).toEqual(
    [...unknown, 'not-a-clock'].sort(),
  );
  expect(
    codes(await said('manager', 'plans', { ...row, 开始时间: '8:30', 服务日期: '', 订单编号: 'DD-NO' })),
  ).toEqual([...unknown, 'no-day', 'unknown-order'].sort());
  expect(
    codes(
      await said('manager', 'bill-lines', {
        ...{
          老干部姓名: '无此人',
          服务项目: '洗脚',
          服务日期: '2026-12-01',
          数量: '二',
          单价: '1.00',
          金额: '2.00',
        },
      }),
    ),
  ).toEqual(['not-a-number', 'unknown-cadre', 'unknown-item']);
  const bill = {
    老干部姓名: '无此人',
    服务项目: '洗脚',
    服务日期: '2026-12-01',
    数量: '2',
    单价: '1',
    金额: '2',
  };
  expect(codes(await said('manager', 'bill-lines', bill))).toEqual(['unknown-cadre', 'unknown-item']);
});

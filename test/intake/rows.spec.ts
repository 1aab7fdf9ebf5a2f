import { type KnownCodes, nothingKnown, stopsRun } from '../../apps/api/src/intake';
import { brief, type Cells, type Folder, read, removeFolders, row, smallFolder, write } from './small-folder';

afterAll(removeFolders);

const add = (folder: Folder, file: string, index: number, change: Cells): void => {
  folder[file]?.push({ ...row(folder, file, index), ...change });
};

async function faultsOf(folder: Folder, lenient = false, known?: KnownCodes): Promise<string[]> {
  return (await read(write(folder), lenient, known)).faults.map(brief);
}

describe('references', () => {
  it.each([
    ['units', '主管部门编码'],
    ['cadres', '原单位编码'],
    ['stays', '干部编号'],
    ['workers', '服务商编码'],
    ['contracts', '服务商编码'],
    ['prices', '合同编号'],
    ['prices', '项目编码'],
    ['funds', '归属编码'],
    ['orders', '干部编号'],
    ['orders', '合同编号'],
    ['orders', '项目编码'],
    ['orders', '经费顺序'],
    ['visits', '干部编号'],
    ['visits', '项目编码'],
    ['bills', '合同编号'],
    ['bill_lines', '账单号'],
    ['bill_lines', '项目编码'],
    ['einvoices', '账单号'],
    ['ratings', '记录号'],
  ])('of %s.%s must lead somewhere', async (file, column) => {
    const folder = smallFolder();
    row(folder, file, 0)[column] = 'X9';
    expect(await faultsOf(folder)).toEqual([`${file}.csv:2 ${column} unknown-reference`]);
  });

  it('may lead to what is stored', async () => {
    const folder = smallFolder();
    row(folder, 'orders', 0).干部编号 = 'G9';
    row(folder, 'orders', 0).经费顺序 = 'GZ-BUY;F9';
    row(folder, 'ratings', 0).记录号 = 'JL9';
    const known = { ...nothingKnown(), cadres: new Set(['G9']), visits: new Set(['JL9']) };
    expect(await faultsOf(folder, false, known)).toEqual(['orders.csv:2 经费顺序 unknown-reference']);
  });

  it('say nothing where the other table cannot be read', async () => {
    const { faults } = await read(write(smallFolder(), { 'cadres.csv': 'x\n', 'items.csv': null }));
    expect(faults.map(brief)).toEqual(['cadres.csv:1 no-known-column', 'items.csv table-missing']);
  });

  it('to a faulty row are faults of their own in lenient mode only, through every table', async () => {
    const folder = smallFolder();
    row(folder, 'units', 0).状态 = '?';
    add(folder, 'units', 0, { 单位编码: 'U003', 状态: '正常', 主管部门编码: 'U002' });
    expect(await faultsOf(folder)).toEqual(['units.csv:2 状态 unknown-word']);

    const { rows, faults, counts } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual([
      'units.csv:2 状态 unknown-word',
      'units.csv:3 主管部门编码 dropped-reference',
      'units.csv:4 主管部门编码 dropped-reference',
      'cadres.csv:2 原单位编码 dropped-reference',
      'cadres.csv:3 原单位编码 dropped-reference',
      'stays.csv:2 干部编号 dropped-reference',
      'stays.csv:3 干部编号 dropped-reference',
      'funds.csv:3 归属编码 dropped-reference',
      'orders.csv:2 干部编号 dropped-reference',
      'orders.csv:2 经费顺序 dropped-reference',
      'orders.csv:3 干部编号 dropped-reference',
      'visits.csv:2 订单编号 dropped-reference',
      'visits.csv:2 干部编号 dropped-reference',
      'visits.csv:3 订单编号 dropped-reference',
      'visits.csv:3 干部编号 dropped-reference',
      'bill_lines.csv:2 记录号 dropped-reference',
      'bill_lines.csv:3 记录号 dropped-reference',
      'ratings.csv:2 记录号 dropped-reference',
    ]);
    expect(stopsRun(faults, true)).toBe(false);
    expect(stopsRun(faults, false)).toBe(true);
    expect(counts.units).toEqual({ filed: 3, kept: 0 });
    // A line may name a visit that nobody has (I06 judges that), but not one that this folder has and that was dropped.
    expect(rows.billLines).toHaveLength(0);
    expect(rows.funds.map(({ code }) => code)).toEqual(['GZ-BUY']);
  });

  it('to a dropped row of which a version is stored lead to that', async () => {
    const folder = smallFolder();
    row(folder, 'cadres', 0).能力等级 = '9';
    const known = { ...nothingKnown(), cadres: new Set(['G0001']) };
    const { rows, faults } = await read(write(folder), true, known);
    expect(faults.map(brief)).toEqual(['cadres.csv:2 能力等级 out-of-range']);
    expect(rows.cadres.map(({ code }) => code)).toEqual(['G0002']);
    expect(rows.orders).toHaveLength(2);
  });

  it('to a unit that refers back to itself end', async () => {
    const folder = smallFolder();
    row(folder, 'units', 0).主管部门编码 = 'U002';
    expect(await faultsOf(folder, true)).toEqual([]);
  });
});

describe('a wrong check digit of an ID number', () => {
  it('keeps its row in lenient mode, unless something else drops it', async () => {
    const folder = smallFolder();
    row(folder, 'cadres', 0).身份证号 = '35090219260921119x';
    Object.assign(row(folder, 'cadres', 1), { 身份证号: '350902192207208696', 能力等级: '7' });
    const { rows, faults } = await read(write(folder), true);
    expect(rows.cadres.map(({ idNumber }) => idNumber)).toEqual(['35090219260921119X']);
    const ofCadres = faults.filter(({ table }) => table === 'cadres');
    expect(ofCadres.map(({ kind, kept }) => [kind, kept])).toEqual([
      ['id-check-digit', true],
      ['id-check-digit', undefined],
      ['out-of-range', undefined],
    ]);
  });
});

describe('a number twice', () => {
  it('in equal rows, however they are written, keeps one', async () => {
    const folder = smallFolder();
    add(folder, 'bill_lines', 1, { 数量: '1.00', 单价: '20.00' });
    const { rows, faults } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual(['bill_lines.csv:4 账单号+行号 twice-same']);
    expect(rows.billLines).toHaveLength(2);
  });

  it('in different rows keeps none, whatever their order', async () => {
    const folder = smallFolder();
    add(folder, 'orders', 1, { 数量: '3' });
    add(folder, 'orders', 1, {});
    const { rows, faults } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual([
      'orders.csv:3 订单编号 twice-different',
      'orders.csv:4 订单编号 twice-different',
      'orders.csv:5 订单编号 twice-different',
      'visits.csv:3 订单编号 dropped-reference',
      'bill_lines.csv:3 记录号 dropped-reference',
    ]);
    expect(faults[0]?.reason.zh).toContain('第 4、5 行');
    expect(rows.orders.map(({ number }) => number)).toEqual(['DD1']);
  });

  it('counts a row that cannot be read', async () => {
    const folder = smallFolder();
    add(folder, 'orders', 1, { 数量: 'x' });
    const { rows, faults } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual([
      'orders.csv:3 订单编号 twice-different',
      'orders.csv:4 订单编号 twice-different',
      'orders.csv:4 数量 not-a-number',
      'visits.csv:3 订单编号 dropped-reference',
      'bill_lines.csv:3 记录号 dropped-reference',
    ]);
    expect(rows.orders).toHaveLength(1);
  });

  it.each([
    ['stays', 0, { 结束时间: '' }, '干部编号+类型+开始时间'],
    ['prices', 0, { 单价: '1' }, '合同编号+项目编码+生效日期'],
    ['ratings', 0, { 满意度: '1' }, '记录号+评价人+评价时间'],
    ['einvoices', 0, { 发票号码: '1' }, '账单号'],
    ['limits', 0, { 上限: '1' }, '限额编号'],
  ] as [string, number, Cells, string][])(
    'is seen in %s by the whole of its key',
    async (file, index, change, key) => {
      const folder = smallFolder();
      add(folder, file, index, change);
      const faults = await faultsOf(folder);
      expect(faults).toContain(`${file}.csv:2 ${key} twice-different`);
      expect(faults.every((fault) => fault.endsWith('twice-different'))).toBe(true);
    },
  );
});

describe('prices', () => {
  it('of one day drop every row of the overlap', async () => {
    const folder = smallFolder();
    row(folder, 'prices', 0).失效日期 = '2026-10-16';
    const { rows, faults } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual([
      'prices.csv:2 生效日期 price-overlap',
      'prices.csv:3 生效日期 price-overlap',
    ]);
    expect(faults[0]?.reason.zh).toContain('prices.csv:3');
    expect(rows.prices.map(({ item }) => item)).toEqual(['ER01']);
  });

  it('lie beside the stored ones that they do not replace', async () => {
    const stored = { contract: 'HT-1', item: 'LC01', from: '2026-01-01', to: null };
    const known = { ...nothingKnown(), prices: [stored] };
    expect(await faultsOf(smallFolder(), true, known)).toEqual([]);

    const later = { ...known, prices: [{ ...stored, from: '2026-03-01', to: '2026-03-31' }] };
    expect(await faultsOf(smallFolder(), true, later)).toEqual(['prices.csv:2 生效日期 price-overlap']);
  });

  it('that would have replaced a stored one, and are dropped, leave it in force', async () => {
    const known = {
      ...nothingKnown(),
      prices: [{ contract: 'HT-1', item: 'LC01', from: '2026-01-01', to: null }],
    };
    const folder = smallFolder();
    row(folder, 'prices', 0).单价 = 'x';
    expect(await faultsOf(folder, true, known)).toEqual([
      'prices.csv:2 单价 not-a-number',
      'prices.csv:3 生效日期 price-overlap',
    ]);
    expect(await faultsOf(folder, false, known)).toEqual(['prices.csv:2 单价 not-a-number']);
  });
});

describe('the buyer', () => {
  it('is one: rows that name another are faults that stop a lenient run', async () => {
    const folder = smallFolder();
    add(folder, 'contracts', 0, { 合同编号: 'HT-2' });
    add(folder, 'contracts', 0, { 合同编号: 'HT-3', 甲方信用代码: '11350902482993488L' });
    const { faults, buyer } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual(['contracts.csv:4 甲方信用代码 several-buyers']);
    expect([buyer, stopsRun(faults, true)]).toEqual([undefined, true]);

    row(folder, 'contracts', 2).甲方信用代码 = row(folder, 'contracts', 0).甲方信用代码 ?? '';
    row(folder, 'contracts', 2).甲方名称 = '另一个局';
    folder.contracts?.splice(1, 1);
    expect(await faultsOf(folder, true)).toEqual([
      'contracts.csv:2 甲方名称 several-buyers',
      'contracts.csv:3 甲方名称 several-buyers',
    ]);
  });

  it('is unknown without a contract', async () => {
    const folder = smallFolder();
    for (const file of ['contracts', 'prices', 'orders', 'bills', 'bill_lines', 'einvoices'])
      folder[file] = [];
    const { faults, buyer } = await read(write(folder), true);
    expect(faults.map(brief)).toEqual(['contracts.csv no-buyer']);
    expect([buyer, stopsRun(faults, true)]).toEqual([undefined, true]);
  });
});

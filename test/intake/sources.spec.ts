import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gb18030 } from '../support/gb18030';
import {
  brief,
  columnsOf,
  csvOf,
  emptyFolder,
  read,
  removeFolders,
  row,
  smallFolder,
  write,
} from './small-folder';

afterAll(removeFolders);

async function faultsOf(path: string): Promise<string[]> {
  return (await read(path)).faults.map(brief);
}

describe('a folder of CSV files', () => {
  it('is read into typed rows with the line of each', async () => {
    const { rows, faults, buyer, sources, counts } = await read(write(smallFolder()));
    expect(faults).toEqual([]);
    expect(buyer).toEqual({ code: '11350900003887123U', name: '宁德市委老干部局' });
    expect(rows.cadres[0]).toMatchObject({
      code: 'G0001',
      home: { longitude: 119.545187, latitude: 26.687245 },
      family: { name: '李长', relation: '孙', phone: '13979451668' },
      tags: ['重病', '独居'],
      settlement: 'local',
      deceasedOn: null,
    });
    expect(rows.visits[1]).toMatchObject({ startedAt: null, photos: [], signed: false, method: 'manual' });
    expect(rows.visits[1]?.startPlace).toEqual({ longitude: null, latitude: null });
    expect(rows.bills.map(({ kind }) => kind)).toEqual(['regular', 'supplementary']);
    expect(rows.funds.map(({ owner }) => owner)).toEqual([null, 'U001']);
    expect(sources.find('orders', 'DD2')).toEqual({ file: 'orders.csv', line: 3 });
    expect(rows.orders[1] && sources.of('orders', rows.orders[1])).toEqual({ file: 'orders.csv', line: 3 });
    expect(counts.prices).toEqual({ filed: 3, kept: 3 });
  });

  it('may begin with a mark, end lines in any way, leave lines blank and shuffle its columns', async () => {
    const folder = smallFolder();
    row(folder, 'units', 0).单位名称 = '第一局\n（东湖路）';
    const shuffled = ['备注', ...columnsOf('bills').toReversed()];
    const path = write(folder, {
      'bills.csv': csvOf(folder, 'bills', shuffled),
      'units.csv': `\ufeff\r\n${csvOf(folder, 'units').replaceAll('\n', '\r\n')}\r\n,,,,,,\r\n`,
      'orders.csv': csvOf(folder, 'orders').replaceAll('\n', '\r'),
      'stays.csv': csvOf(folder, 'stays').replace('住院', ' \u3000住院\t '),
      'visits.csv': null,
      'VISITS.Csv': csvOf(folder, 'visits').trimEnd(),
    });
    const { rows, faults, sources } = await read(path);
    expect(faults).toEqual([]);
    expect(rows.units.map(({ name }) => name)).toEqual(['第一局\r\n（东湖路）', '原罐头厂']);
    // The mark's line is blank, the header is the second, and the first row takes two.
    expect(sources.find('units', 'U002')).toEqual({ file: 'units.csv', line: 5 });
    expect(rows.bills.map(({ number }) => number)).toEqual(['ZD-1', 'ZD-2']);
    expect(rows.orders).toHaveLength(2);
    expect(rows.visits).toHaveLength(2);
  });

  it('may be in GB18030', async () => {
    const folder = smallFolder();
    row(folder, 'cadres', 0).姓名 = '𠮷镕';
    const { rows, faults } = await read(write(folder, { 'cadres.csv': gb18030(csvOf(folder, 'cadres')) }));
    expect(faults).toEqual([]);
    expect(rows.cadres[0]?.name).toBe('𠮷镕');
  });

  it.each<[string, Buffer | string, string]>([
    ['NUL bytes', Buffer.from('a\0b'), 'nul-bytes'],
    ['UTF-16', Buffer.from('\ufeff单位编码,单位名称\n', 'utf16le'), 'encoding'],
    ['random bytes', Buffer.from([0xff, 0xfe, 0xff, 0x81, 0x20, 0xc3]), 'encoding'],
    [
      'a broken UTF-8',
      Buffer.concat([Buffer.from('\ufeff单位编码\n'), Buffer.from([0xe5, 0x0a])]),
      'encoding',
    ],
    ['a zip', Buffer.from('PK\u0003\u0004\u0000\u0000'), 'zip-not-text'],
    ['nothing', '\ufeff\n\n', 'table-empty'],
    ['another table', 'a,b\n1,2\n', 'no-known-column'],
  ])('with %s for a table has one clear fault', async (_, bytes, kind) => {
    const { faults } = await read(write(smallFolder(), { 'units.csv': bytes }));
    expect(faults.map(({ file, kind, fatal }) => ({ file, kind, fatal }))).toEqual([
      { file: 'units.csv', kind, fatal: true },
    ]);
  });

  it('says which tables and columns are missing or stand twice, all of them', async () => {
    const folder = smallFolder();
    const columns = columnsOf('bills').filter((name) => name !== '账期' && name !== '申报金额');
    const path = write(folder, {
      'bills.csv': csvOf(folder, 'bills', columns),
      'ratings.csv': null,
      'Stays.CSV': csvOf(folder, 'stays'),
      'limits.csv': csvOf(folder, 'limits', [...columnsOf('limits'), '周期']),
    });
    expect(await faultsOf(path)).toEqual([
      'Stays.CSV table-twice',
      'limits.csv:1 周期 column-twice',
      'bills.csv:1 账期 column-missing',
      'bills.csv:1 申报金额 column-missing',
      'ratings.csv table-missing',
    ]);
  });

  it('with a wrong number of cells names the row', async () => {
    const folder = smallFolder();
    const path = write(folder, { 'stays.csv': `${csvOf(folder, 'stays')}G0001,住院\nG0001,住院,a,b,c\n` });
    expect(await faultsOf(path)).toEqual(['stays.csv:4 cell-count', 'stays.csv:5 cell-count']);
  });

  it.each([
    ['to the end of the file', '"U003,x,机关,\nU004,y', 'units.csv:4 quote-open'],
    ['to a later quote', 'U003,"x,机关,\nU004,"y",机关,,,,\n', 'units.csv:4 quote-open'],
    [
      'in the last cells of two rows',
      'U003,x,机关,a,b,c,"d\nU004,y,机关,a,b,c,"d"\n',
      'units.csv:4 quote-open',
    ],
  ])(
    'with a quote that is open %s stops, so that no row vanishes within another',
    async (_, lines, fault) => {
      const folder = smallFolder();
      const { faults } = await read(write(folder, { 'units.csv': csvOf(folder, 'units') + lines }), true);
      expect(faults.map(brief)).toEqual([fault]);
      expect(faults[0]?.fatal).toBe(true);
    },
  );

  it('may hold quotation marks within a cell', async () => {
    const folder = smallFolder();
    const path = write(folder, {
      'cadres.csv': csvOf(folder, 'cadres').replace('东湖路191号', '"东湖"路3"号'),
    });
    const { rows, faults } = await read(path);
    expect(faults).toEqual([]);
    expect(rows.cadres[0]?.address).toBe('"东湖"路3"号');
  });

  it('that is too large, no file, or not there is refused', async () => {
    const path = write(smallFolder(), { 'ratings.csv': null, 'stays.csv': null });
    mkdirSync(join(path, 'ratings.csv'));
    writeFileSync(join(path, 'stays.csv'), '');
    truncateSync(join(path, 'stays.csv'), 201 * 1024 * 1024);
    expect(await faultsOf(path)).toEqual(['stays.csv too-large', 'ratings.csv not-a-file']);
    expect(await faultsOf(join(path, 'nowhere'))).toEqual([`${join(path, 'nowhere')} path-missing`]);
    expect(await faultsOf(join(path, 'units.csv'))).toEqual([`${join(path, 'units.csv')} no-tables`]);
    const bare = emptyFolder();
    expect(await faultsOf(bare)).toEqual([`${bare} no-tables`]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fault, type Intake, nothingKnown, readFolder } from '../../apps/api/src/intake';
import { TABLES } from '../../apps/api/src/intake/tables';

export type Cells = Record<string, string>;
/** The rows of each table, by the name of its file. */
export type Folder = Record<string, Cells[]>;

const SMALL: Record<string, string[]> = {
  units: [
    'U001,蕉城区第1局,机关,11350902482993488L,350902,正常,',
    'U002,原罐头厂,企业,12350902166558589P,350902,破产,U001',
  ],
  cadres: [
    'G0001,周忠仙,男,350902192609211192,U001,350902,东湖路191号,119.545187,26.687245,13876801134,' +
      '李长,孙,13979451668,本地,重病;独居,1,',
    'G0002,叶玉,男,350902192207208695,U002,350902,西湖路218号,119.541403,26.659632,13800344066,' +
      '潘根福,孙,13953856796,异地居住,,0,2026-10-20',
  ],
  stays: ['G0001,住院,2026-10-19 09:00:00,2026-10-27 18:00:00', 'G0001,外出,2026-10-29 09:00:00,'],
  providers: [
    'P01,长青中心,52350902187202534F,居家养老服务中心,2028-06-30,0593-6579852,中国农业银行,1357454086414772317',
  ],
  workers: ['W01001,P01,庄仙庆,2027-12-31,2025-03-01,', 'W01002,P01,潘水凤,2027-12-31,2025-03-01,2026-10-31'],
  items: [
    'LC01,生活照料,生活照料,小时,60,居家,签名;照片,政府购买;特需经费',
    'ER01,谈心,精神慰藉,次,40,居家,,政府购买',
  ],
  contracts: [
    'HT-1,P01,宁德市委老干部局,11350900003887123U,2026-01-01,2026-12-31,55000.00,350902;350981,15,30,生效',
  ],
  prices: [
    'HT-1,LC01,36.19,2026-01-01,2026-10-15',
    'HT-1,LC01,37.64,2026-10-16,',
    'HT-1,ER01,20,2026-01-01,',
  ],
  funds: ['GZ-BUY,政府购买,BUREAU,2026,600000.00', 'TX-U001,特需经费,U001,2026,9000'],
  limits: ['XE-1,政府购买,,月,元,900.00,示例一', 'XE-2,,生活照料,年,小时,24,示例二'],
  orders: [
    'DD1,G0001,HT-1,LC01,2026-10-01,2026-10-31,5.5,TX-U001;GZ-BUY,XQ1,clerk1,chief1,' +
      '2026-09-22 11:08:00,U001章',
    'DD2,G0002,HT-1,ER01,2026-10-01,2026-10-31,2,GZ-BUY,,clerk1,chief1,2026-09-22 11:09:00,',
  ],
  visits: [
    'JL1,DD1,G0001,W01001,LC01,2026-10-02 08:20:24,2026-10-02 09:35:51,' +
      '119.545187,26.687245,119.545187,26.687245,是,ab12;cd34,手机,2026-10-02 13:37:51',
    'JL2,DD2,G0002,W01002,ER01,,,,,,,否,,补录,2026-10-03 13:37:51',
  ],
  bills: ['ZD-1,HT-1,2026-10,,36.19', 'ZD-2,HT-1,2026-10,补报,0'],
  bill_lines: ['ZD-1,1,JL1,LC01,1.00,36.19,36.19', 'ZD-1,2,JL2,ER01,1,20,20.00'],
  einvoices: ['ZD-1,26350182714588356160,2026-11-05,11350900003887123U,52350902187202534F,36.19'],
  ratings: ['JL1,5,纸质,本人,很好,2026-10-10 16:33:32'],
};

export function columnsOf(file: string): readonly string[] {
  return TABLES.find((table) => table.file === file)?.columnNames ?? [];
}

/** A small month without a fault, made anew for each test to spoil. */
export function smallFolder(): Folder {
  const folder: Folder = {};
  for (const { file, columnNames } of TABLES) {
    folder[file] = (SMALL[file] ?? []).map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(columnNames.map((name, i) => [name, cells[i] ?? '']));
    });
  }
  return folder;
}

export function row(folder: Folder, file: string, index: number): Cells {
  const found = folder[file]?.[index];
  if (!found) throw new Error(`the small folder has no row ${index} in ${file}`);
  return found;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function csvOf(folder: Folder, file: string, columns: readonly string[] = columnsOf(file)): string {
  const lines = [
    columns,
    ...(folder[file] ?? []).map((cells) => columns.map((name) => quoted(cells[name] ?? ''))),
  ];
  return `${lines.map((cells) => cells.join(',')).join('\n')}\n`;
}

const made: string[] = [];

export function emptyFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'songbai-intake-'));
  made.push(path);
  return path;
}

export function removeFolders(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** Writes the folder as CSV; `raw` gives the bytes of single files instead, null leaves a file out. */
export function write(folder: Folder, raw: Record<string, string | Buffer | null> = {}): string {
  const path = emptyFolder();
  const files: Record<string, string | Buffer | null> = {};
  for (const { file } of TABLES) files[`${file}.csv`] = csvOf(folder, file);
  for (const [name, bytes] of Object.entries({ ...files, ...raw })) {
    if (bytes !== null) writeFileSync(join(path, name), bytes);
  }
  return path;
}

export function read(path: string, lenient = false, known = nothingKnown()): Promise<Intake> {
  return readFolder(path, { lenient, known });
}

/** What went wrong, in short: "visits.csv:3 签到时间 not-a-time". */
export function brief({ file, line, column, kind }: Fault): string {
  return [line === null ? file : `${file}:${line}`, column, kind].filter(Boolean).join(' ');
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmbeddedServer, startEmbedded } from '../../apps/api/src/db/embedded';
import { readKeyFile } from '../../apps/api/src/personal-data/key-file';
import { PersonalDataVault, VaultError } from '../../apps/api/src/personal-data/vault';
import { readCells, removeTempFolders, tempFolder } from '../support/month-folder';
import {
  cleanUp,
  type Ended,
  expectSettled,
  month,
  newHome,
  OCTOBER,
  start,
  wordsOf,
} from '../support/program';
import { asSuper, type Query, snapshot, tablesOf } from '../support/snapshot';

jest.setTimeout(180_000);

const home = newHome();
const keyFile = join(home, 'personal-data.key');
let server: EmbeddedServer;
beforeAll(async () => {
  expectSettled(await settle());
  server = await startEmbedded({ home, fast: true });
});
afterAll(async () => {
  await server?.stop();
  await cleanUp();
  removeTempFolders();
});

const settle = (): Promise<Ended> => month(OCTOBER, join(tempFolder(), 'out'), { SONGBAI_HOME: home });
const ask = <T>(work: (query: Query) => Promise<T>): Promise<T> => asSuper(server.superUrl('songbai'), work);

/** What tells where the cadres live, how to reach them and how they are; as the folder has it. */
function personalValues(): string[] {
  const [header = [], ...rows] = readCells(OCTOBER, 'cadres');
  const of = (column: string): string[] => rows.map((row) => row[header.indexOf(column)] ?? '');
  const columns = ['身份证号', '居住地址', '联系电话', '家属电话', '状况标签'].map(of);
  const tags = of('状况标签').flatMap((list) => list.split(';'));
  return [...new Set([...columns.flat(), ...tags])].filter((value) => value.length > 1);
}

describe('what the database holds of the cadres', () => {
  const values = personalValues();

  test('is a good number of values to look for', () => {
    expect(values.length).toBeGreaterThan(1_000);
    expect(values).toEqual(expect.arrayContaining(['350902192609211192', '13876801134', '重病']));
  });

  test('shows none of them in any column of any table', async () => {
    const text = await ask(async (query) => {
      const all: string[] = [];
      for (const table of await tablesOf(query)) {
        for (const { row } of await query(`select t::text as row from ${table} t`)) all.push(String(row));
      }
      return all.join('\n');
    });
    expect(text).toContain('周忠仙');
    expect(foundIn(Buffer.from(text), values)).toEqual([]);
  });

  test('shows none of them in its files, the write-ahead log included', async () => {
    await ask((query) => query('checkpoint'));
    const [place] = await ask((query) => query('show data_directory'));
    const whole = Buffer.concat(filesUnder(String(place?.data_directory)).map((file) => readFileSync(file)));
    expect(whole.includes('周忠仙')).toBe(true);
    expect(foundIn(whole, values)).toEqual([]);
  });
});

/** The values that stand in these bytes. By their first three bytes, since there are many of both. */
function foundIn(bytes: Buffer, values: readonly string[]): string[] {
  const wanted = values.map((value) => Buffer.from(value));
  const headOf = (at: Buffer, i: number): number => at.readUIntBE(i, 3);
  const heads = new Uint8Array(1 << 24);
  for (const value of wanted) heads[headOf(value, 0)] = 1;
  const found = new Set<string>();
  let head = headOf(bytes, 0);
  for (let i = 3; i < bytes.length; i += 1) {
    if (heads[head] === 1) {
      const hit = wanted.find((value) => bytes.subarray(i - 3, i - 3 + value.length).equals(value));
      if (hit) found.add(hit.toString());
    }
    head = ((head << 8) | (bytes[i] ?? 0)) & 0xffffff;
  }
  return [...found];
}

test('the search finds what is there', () => {
  const hay = Buffer.from('xx350902192609211192yy重病zz');
  expect(foundIn(hay, ['350902192609211192', '重病', '13876801134'])).toEqual(['350902192609211192', '重病']);
});

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

describe('the sealed fields of a cadre', () => {
  const vault = (): PersonalDataVault => new PersonalDataVault(readKeyFile(keyFile));
  const cadre = (code: string) =>
    ask(async (query) => {
      const [row] = await query(
        'select bureau_id, id, personal, id_number_index from cadre where code = $1',
        [code],
      );
      if (!row) throw new Error(`no cadre ${code}`);
      const place = {
        bureauId: String(row.bureau_id),
        table: 'cadre',
        column: 'personal',
        rowId: String(row.id),
      };
      return { place, personal: row.personal as Buffer, index: row.id_number_index as Buffer };
    });

  test('open with the key file, in their own row only', async () => {
    const [first, second] = [await cadre('G0001'), await cadre('G0002')];
    expect(JSON.parse(vault().open(first.personal, first.place))).toMatchObject({
      idNumber: '350902192609211192',
      phone: '13876801134',
      tags: ['重病'],
    });
    for (const place of [
      second.place,
      { ...first.place, column: 'other' },
      { ...first.place, table: 'worker' },
    ]) {
      expect(() => vault().open(first.personal, place)).toThrow(VaultError);
    }
  });

  test('are found by the ID number through the blind index', async () => {
    const { place } = await cadre('G0001');
    const wanted = vault().index('350902192609211192', place.bureauId);
    const found = await ask((query) => query('select code from cadre where id_number_index = $1', [wanted]));
    expect(found).toEqual([{ code: 'G0001' }]);
    const elsewhere = vault().index('350902192609211192', '00000000-0000-7000-8000-000000000000');
    expect(elsewhere.equals(wanted)).toBe(false);
  });

  test('are opened in the history too: the first version of a cadre can be read', async () => {
    const [row] = await ask((query) =>
      query(
        `select bureau_id, id, content from register_version where register = 'cadres' and code = 'G0001'`,
      ),
    );
    const content = row?.content as Record<string, string>;
    const place = {
      ...{ bureauId: String(row?.bureau_id), rowId: String(row?.id) },
      ...{ table: 'register_version', column: 'content' },
    };
    expect(content).toMatchObject({ 姓名: '周忠仙' });
    expect(Object.keys(content)).not.toContain('联系电话');
    const sealed = Buffer.from(content.sealed ?? '', 'base64');
    expect(JSON.parse(vault().open(sealed, place))).toMatchObject({ 身份证号: '350902192609211192' });
  });
});

describe('a key or a value that does not fit', () => {
  test.each([
    ['another key', `${'ab'.repeat(32)}\n`],
    ['no key at all', 'hello'],
  ])('%s: a clear message, status 1, nothing changed', async (_, content) => {
    const other = join(tempFolder(), 'key');
    writeFileSync(other, content);
    const before = await snapshot(server.superUrl('songbai'));
    const running = start('songbai.cjs', wordsOf(OCTOBER, tempFolder()), {
      SONGBAI_HOME: home,
      SONGBAI_KEY_FILE: other,
    });
    await running.says('key file');
    const told = Date.now();
    const { status, stdout, stderr } = await running.ended;
    // Not when some pool of connections has grown tired of waiting.
    expect(Date.now() - told).toBeLessThan(5_000);
    const said = stderr.trim().split('\n').at(-1);
    expect([status, stdout, said]).toEqual([1, '', expect.stringMatching(/key file/)]);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(await snapshot(server.superUrl('songbai'))).toEqual(before);
  });

  test('a value that somebody moved to another row stops the run, and it says which', async () => {
    const swap = (from: string, to: string) =>
      ask((query) =>
        query('update cadre set personal = (select personal from cadre where code = $1) where code = $2', [
          from,
          to,
        ]),
      );
    const [before] = await ask((query) => query(`select id, personal from cadre where code = 'G0002'`));
    await swap('G0001', 'G0002');
    const { status, stderr } = await settle();
    await ask((query) => query(`update cadre set personal = $1 where code = 'G0002'`, [before?.personal]));
    expect(status).toBe(1);
    expect(stderr).toContain(String(before?.id));
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

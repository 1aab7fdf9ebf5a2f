import { attachment } from '../../apps/api/src/http/download';
import { startApp, type TestApp } from '../support/app';

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

/** What a browser calls it, and what a program calls it that reads ASCII alone. */
function namesOf(header: string): { zh: string; ascii: string } {
  const [, ascii = '', encoded = ''] =
    /^attachment; filename="([\x20-\x7e]+)"; filename\*=UTF-8''(\S+)$/.exec(header) ?? [];
  return { zh: decodeURIComponent(encoded), ascii };
}

test('files come with a name in Chinese, and in ASCII for who reads nothing else', async () => {
  const finance = await site.signIn('finance');
  const [bill] = (await finance.get('/bills?month=2026-10&status=submitted&limit=1')).body.items;
  expect((await finance.post(`/bills/${bill.id}/adjudicate`, {})).status).toBe(200);
  const { number } = bill;
  const wanted: [string, string, string][] = [
    [`/bills/${bill.id}/statement.pdf`, `对账单-${number}.pdf`, `statement-${number}.pdf`],
    [`/bills/${bill.id}/differences.xlsx`, `差异-${number}.xlsx`, `differences-${number}.xlsx`],
    ['/months/2026-10/journal.hledger', '分录-2026-10.hledger', 'journal-2026-10.hledger'],
    ['/tables/funds/template.xlsx', '导入模板-funds.xlsx', 'template-funds.xlsx'],
    ['/tables/funds/rows.csv', '导出-funds.csv', 'rows-funds.csv'],
  ];
  for (const [path, zh, ascii] of wanted) {
    const answer = await finance.get(path);
    expect([path, answer.status, namesOf(answer.headers['content-disposition'] ?? '')]).toEqual([
      path,
      200,
      { zh, ascii },
    ]);
  }
  const journal = await finance.get('/months/2026-10/journal.hledger');
  expect([journal.type, journal.charset]).toEqual(['text/plain', 'utf-8']);
  expect(journal.text).toContain('funds:');
});

test('a name that no file system takes is made one that it takes', () => {
  const said = attachment({ zh: '差异', ascii: 'differences', of: '甲/乙 "1"\r\nX: (2)*', ending: 'xlsx' });
  expect(said).not.toMatch(/[\r\n]/);
  expect(namesOf(said)).toEqual({ zh: '差异-甲-乙-1-X-(2)-.xlsx', ascii: 'differences-_1_X_2_.xlsx' });
  expect(said).not.toMatch(/UTF-8''.*[()*]/);
});

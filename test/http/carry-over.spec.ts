import { dayOf, monthOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let finance: Client;
/** The month into which the turn is posted. */
const MONTH = monthOf(dayOf(Date.now() / 1000));

beforeAll(async () => {
  site = await startApp();
  finance = await site.signIn('finance');
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: finance.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
const codes = (body: { findings: { code: string }[] }): string[] => body.findings.map(({ code }) => code);

describe('the turn of the year', () => {
  it('waits for its end, its months and the next year’s funds, and says all of it', async () => {
    const path = `/years/${MONTH.slice(0, 4)}/carry-over`;
    const answers = [await finance.get(path), await finance.post(path)];
    expect(answers.map(({ status }) => status)).toEqual([200, 422]);
    for (const { body } of answers) expect([...new Set(codes(body))]).toEqual(['Y05', 'Y06', 'Y07']);
  });

  it('carries what is unused into the next year’s fund once, and gives up what was carried before', async () => {
    const year = Number(MONTH.slice(0, 4)) - 2;
    await asBureau(
      `insert into fund (bureau_id, id, version, code, type, owner_unit_id, year)
       select bureau_id, gen_random_uuid(), 1, 'GZ-AID-NEXT', type, null, $1 from fund where code = 'GZ-AID'`,
      [year + 1],
    );
    await asBureau(`update fund set year = $1 where code = 'GZ-AID'`, [year]);
    const before = await available('GZ-AID');
    const foreseen = (await finance.get(`/years/${year}/carry-over`)).body;
    // Nothing else is done than what was seen, and without a word of it what is so now.
    const at = `/years/${year}/carry-over`;
    await allot('GZ-AID', '1.00');
    const changed = await finance.post(at, { seen: foreseen.seen });
    expect([changed.status, changed.body.reason, await available('GZ-AID-NEXT')]).toEqual([
      ...[409, 'changed-meanwhile', undefined],
    ]);
    await allot('GZ-AID', '-1.00');
    const { status, body } = await finance.post(at, { seen: foreseen.seen });
    expect([status, body.lapsed]).toEqual([200, []]);
    expect(foreseen).toEqual({ ...body, seen: foreseen.seen, findings: [] });
    expect(body.carried).toEqual([
      { fund: 'GZ-AID', into: 'GZ-AID-NEXT', originYear: year, amount: expect.stringMatching(/^\d+\.\d\d$/) },
    ]);
    expect(body.carried[0].amount.replace('.', '')).toBe(before);
    expect([await available('GZ-AID'), await available('GZ-AID-NEXT')]).toEqual(['0', before]);
    const again = await finance.post(`/years/${year}/carry-over`);
    expect(again.body).toEqual({ year: String(year), carried: [], lapsed: [] });

    const later = await finance.post(`/years/${year + 1}/carry-over`);
    expect(later.body).toMatchObject({
      carried: [],
      lapsed: [{ fund: 'GZ-AID-NEXT', originYear: year, amount: body.carried[0].amount }],
    });
    expect(await available('GZ-AID-NEXT')).toBe('0');

    // The same money once more, under the id of a request that carried it before: it is carried, not only said to be.
    await asBureau(`update fund set year = $1 where code = 'GZ-AID-NEXT'`, [year + 1]);
    for (const key of ['turn-first', 'turn-second']) {
      await allot('GZ-AID', '1.00');
      const turned = await finance.post(at, {}, key, { 'X-Request-Id': 'one-of-the-client' });
      expect([turned.status, turned.body.carried[0].amount]).toEqual([200, '1.00']);
      expect(await available('GZ-AID')).toBe('0');
    }
    const { text } = await finance.get(`/months/${MONTH}/journal.hledger`);
    expect(text).toMatch(/结转转入.*GZ-AID[\s\S]*收回.*GZ-AID-NEXT|收回.*GZ-AID-NEXT[\s\S]*结转转入.*GZ-AID/);
  });
});

/** Changes what was allotted to a fund. */
async function allot(code: string, amount: string): Promise<void> {
  const { items } = (await finance.get('/funds?limit=200')).body;
  const { id } = items.find((fund: { code: string }) => fund.code === code);
  const basis = { document: '调整', clause: '一' };
  expect((await finance.post(`/funds/${id}/allotments`, { amount, basis })).status).toBeLessThan(300);
}

/** What a fund has left, in 分. */
async function available(code: string): Promise<string | undefined> {
  const [row] = await asBureau<{ fen: string }>(
    `select (b.allotted - b.reserved - b.expended)::text as fen from ledger.balance b
     join fund f on f.bureau_id = b.bureau_id and f.id = b.fund_id where f.code = $1`,
    [code],
  );
  return row?.fen;
}

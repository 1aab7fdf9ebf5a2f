import sharp from 'sharp';
import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { hashOf } from '../support/visits';
import { billAt, contractId, inBureau, invoiceFor, type People, people, type Shown, serve } from './billing';

/** Who stands behind a bill's lines, what the provider shows against it, and who waits for its invoice. */
let site: TestApp;
let by: People;
beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

/** Half of what it claims is cut, so that there is something to appeal. */
const CUT = { minutes: 30, month: '2026-05' } as const;
const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';

const LINE = { itemCode: 'ER01', quantity: '1.00', unitPrice: '18.72', amount: '18.72' };

/** A visit of another firm: whoever writes its number on a bill learns nothing of it. */
async function aForeignVisit(): Promise<string> {
  const [row] = await inBureau(site, (tx) =>
    tx.query<{ number: string }>('select number from visit where provider_id <> $1 limit 1', [
      by.manager.user.providerId,
    ]),
  );
  return row?.number ?? '';
}

async function filed(visits: readonly (string | undefined)[]): Promise<Shown> {
  const lines = visits.map((visitNumber) => ({ ...LINE, visitNumber }));
  const declared = (18.72 * lines.length).toFixed(2);
  const { status, body } = await by.manager.post('/bills', {
    ...{ contractId: await contractId(site), month: CUT.month, declared, lines },
  });
  expect(status).toBe(201);
  return body;
}

async function adjudicated(): Promise<Shown> {
  const bill = await filed(await serve(site, { count: 2, ...CUT }));
  await by.manager.post(`/bills/${bill.id}/submit`, {});
  return (await by.finance.post(`/bills/${bill.id}/adjudicate`, {})).body;
}

function attach(client: Client, id: string, file: Buffer, name: string, key?: string) {
  const call = request(site.app.getHttpServer())
    .post(`/api/v1/bills/${id}/files`)
    .set('Authorization', `Bearer ${client.token}`);
  if (key !== undefined) call.set('Idempotency-Key', key);
  return call.attach('file', file, name).then(({ status, body }) => ({ status, body }));
}

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#2a7' } })
    .withExif({ IFD0: { Copyright: 'Hutong 9' } })
    .jpeg()
    .toBuffer();
const PDF = Buffer.from('%PDF-1.4\n%\u00e4\n1 0 obj\n<<>>\nendobj\n', 'latin1');

describe('the visits behind the lines', () => {
  test('say who was served when and by whom, of what the caller may see', async () => {
    const [own] = await serve(site, { count: 1, month: '2026-05' });
    const foreign = await aForeignVisit();
    const bill = await filed([own, foreign, 'NO-SUCH']);
    const seenBy = async (client: Client) =>
      (await client.get(`/bills/${bill.id}/foreseen`)).body.visits as { number: string; cadreName: string }[];
    expect((await seenBy(by.manager)).map(({ number }) => number)).toEqual([own]);
    const ofFinance = await seenBy(by.finance);
    expect(ofFinance.map(({ number }) => number).sort()).toEqual([own, foreign].sort());
    const shown = ofFinance.find(({ number }) => number === own);
    const { body: visit } = await by.finance.get(`/visits?number=${own}`);
    const { id, cadreId, workerId, day, startedAt, endedAt } = visit.items[0];
    const cadre = (await by.finance.get(`/cadres/${cadreId}`)).body.name;
    const worker = (await by.finance.get(`/workers/${workerId}`)).body.name;
    expect(shown).toEqual({
      ...{ number: own, visitId: id, cadreId, cadreName: cadre, workerId, workerName: worker },
      ...{ itemCode: 'ER01', day, startedAt, endedAt },
    });
  });

  test('stand in a preview as well, and in no answer of api.md’s own', async () => {
    await serve(site, { count: 1, month: '2026-04' });
    const asked = { contractId: await contractId(site), month: '2026-04' };
    const { body } = await by.manager.post('/bills/preview', asked);
    expect(body.visits.map(({ number }: { number: string }) => number)).toEqual(
      body.lines.map(({ visitNumber }: { visitNumber: string }) => visitNumber),
    );
    const foreign = { ...asked, declared: '18.72', lines: [{ ...LINE, visitNumber: await aForeignVisit() }] };
    expect((await by.manager.post('/bills/preview', foreign)).body.visits).toEqual([]);
    const forThem = await by.clerk.post('/bills/preview', { ...foreign, onBehalfOf: '刘主任（电话）' });
    expect(forThem.body.visits).toHaveLength(1);
    const { body: draft } = await by.manager.post('/bills', asked);
    expect((await by.manager.get(`/bills/${draft.id}`)).body).toEqual(draft);
    expect(draft.visits).toBeUndefined();
  });
});

describe('proof of an appeal', () => {
  test('is a picture without what its camera wrote, or a PDF; named by an appeal, and read by both sides', async () => {
    const bill = await adjudicated();
    const [photo, at] = [await picture(), `/bills/${bill.id}`];
    const shown = await attach(by.manager, bill.id, photo, '../家里/签字 单.jpg');
    expect(shown).toEqual({
      status: 201,
      body: { sha256: hashOf(photo), name: '签字 单.jpg', mediaType: 'image/jpeg' },
    });
    expect((await attach(by.manager, bill.id, photo, 'again.jpg')).status).toBe(201);
    const paper = await attach(by.clerk, bill.id, PDF, '签字单.pdf');
    expect(paper.body.mediaType).toBe('application/pdf');

    const appeal = { line: 1, reason: '做满了。', file: shown.body.sha256 };
    const { status, body } = await by.manager.post(`${at}/appeal`, appeal);
    expect([status, body.appeals[0].file]).toEqual([200, shown.body]);
    const other = await by.clerk.post(`${at}/appeal`, {
      ...{ ...appeal, line: 2, file: paper.body.sha256, onBehalfOf: '刘主任（电话）' },
    });
    expect(other.body.appeals[1].file).toEqual(paper.body);

    const fileOf = (client: Client, sha256: string) =>
      request(site.app.getHttpServer())
        .get(`/api/v1${at}/files/${sha256}`)
        .set('Authorization', `Bearer ${client.token}`)
        .buffer(true);
    for (const client of [by.finance, by.manager]) {
      const answer = await fileOf(client, hashOf(photo));
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
      expect(answer.body.includes('Hutong 9')).toBe(false);
      const read = await fileOf(client, hashOf(PDF));
      expect(read.headers['content-disposition']).toContain('attachment');
      expect(read.body.equals(PDF)).toBe(true);
    }
    expect((await fileOf(by.finance, '0'.repeat(64))).status).toBe(404);
    expect((await fileOf(await site.signIn('manager-b'), hashOf(photo))).status).toBe(404);
  });

  test('is refused where it is no picture and no PDF, on a bill without appeals, and of another bill', async () => {
    const [one, two] = [await adjudicated(), await adjudicated()];
    const refused = await attach(by.manager, one.id, Buffer.from('<html>'.repeat(10)), 'a.pdf');
    expect([refused.status, refused.body.code]).toEqual([415, 'unreadable-file']);
    expect(refused.body.detail).toContain('PDF');
    expect((await attach(by.manager, UNKNOWN, PDF, 'a.pdf')).status).toBe(404);
    const draft = await billAt(site, 'draft', { month: '2026-03' });
    const early = await attach(by.manager, draft.id, PDF, 'a.pdf');
    expect([early.status, early.body.code]).toEqual([409, 'illegal-transition']);
    const { body } = await attach(by.manager, one.id, PDF, 'a.pdf', 'proof-1');
    expect(body.name).toBe('a.pdf');
    expect((await attach(by.manager, one.id, PDF, 'b.pdf', 'proof-1')).body).toEqual(body);
    expect((await attach(by.manager, one.id, await picture(), 'a.jpg', 'proof-1')).status).toBe(422);
    const appeal = { line: 1, reason: '做满了。', file: body.sha256 };
    const foreign = await by.manager.post(`/bills/${two.id}/appeal`, appeal);
    expect([foreign.status, foreign.body.errors[0].path]).toEqual([400, 'file']);
    expect((await by.manager.get(`/bills/${two.id}`)).body.status).toBe('adjudicated');
  });
});

test('an upheld appeal against a refused line names the bill on which its visit was billed anew', async () => {
  const [visit] = await serve(site, { count: 1, month: '2026-01' });
  // Of another month, so the line is refused.
  const bill = await filed([visit]);
  const at = `/bills/${bill.id}`;
  await by.manager.post(`${at}/submit`, {});
  const decided = await by.finance.post(`${at}/adjudicate`, {});
  expect(decided.body.lines[0]).toMatchObject({ codes: ['I10'], approvedAmount: '0.00' });
  await by.manager.post(`${at}/appeal`, { line: 1, reason: '漏报的。' });
  const upheld = await by.finance.post(`${at}/answer`, { line: 1, answer: 'upheld', reason: '可补报。' });
  const billedAnewOn = async () => (await by.manager.get(at)).body.appeals[0].billedAnewOn;
  expect([upheld.status, await billedAnewOn()]).toEqual([200, null]);

  const { body: anew } = await by.manager.post('/bills', {
    ...{ contractId: await contractId(site), month: CUT.month, kind: 'supplementary', declared: '18.72' },
    lines: [{ ...LINE, visitNumber: visit }],
  });
  expect(await billedAnewOn()).toEqual({ id: anew.id, number: anew.number });
  await by.manager.post(`/bills/${anew.id}/submit`, {});
  await by.finance.post(`/bills/${anew.id}/return`, { reason: '附上签字单。' });
  expect(await billedAnewOn()).toBeNull();
  await by.manager.post(`/bills/${anew.id}/submit`, {});
  const { body } = await by.finance.post(`/bills/${anew.id}/adjudicate`, {});
  expect([body.approved, (await billedAnewOn())?.number]).toEqual(['18.72', anew.number]);
});

test('a bill waits for its invoice with the provider, the clerk and finance, confirmed or approved', async () => {
  const waiting = async (id: string) => {
    const found: boolean[] = [];
    for (const client of [by.manager, by.clerk, by.finance]) {
      const list = (await client.get('/worklists')).body.lists.find(
        ({ name }: { name: string }) => name === 'bills-to-invoice',
      );
      const { body } = await client.get(`/bills?limit=200&lines=none&${list.query}`);
      expect(body.items).toHaveLength(list.count);
      found.push(body.items.some((bill: Shown) => bill.id === id));
    }
    expect(new Set(found).size).toBe(1);
    return found[0];
  };
  const bill = await billAt(site, 'adjudicated', { month: '2026-02' });
  const at = `/bills/${bill.id}`;
  expect(await waiting(bill.id)).toBe(false);
  await by.manager.post(`${at}/confirm`, {});
  expect(await waiting(bill.id)).toBe(true);
  const wrong = await invoiceFor(site, bill, { total: '0.01' });
  expect((await by.manager.post(`${at}/invoice`, wrong)).status).toBe(200);
  expect(await waiting(bill.id)).toBe(false);
  expect((await by.approver.post(`${at}/approve`, {})).body.status).toBe('approved');
  expect(await waiting(bill.id)).toBe(true);
  expect((await by.manager.post(`${at}/invoice`, await invoiceFor(site, bill))).body.status).toBe('payable');
  expect(await waiting(bill.id)).toBe(false);
});

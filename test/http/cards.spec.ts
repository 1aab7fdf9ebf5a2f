import request from 'supertest';
import { itWith, run } from '../papers/tools';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
let cadre: { id: string; code: string; name: string };
let cardId: string;

beforeAll(async () => {
  site = await startApp();
  clerk = await site.signIn('clerk');
  [cadre] = (await clerk.get('/cadres?limit=1')).body.items;
  const issued = await issue({ contactName: '郑联络', contactPhone: '0593-288 0000' });
  cardId = issued.body.id;
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
const issue = (body: object = {}) => clerk.post(`/cadres/${cadre.id}/cards`, body);
const browser = () => request(site.app.getHttpServer());
const open = (card: string) => browser().get(`/c/${card}`);
const send = (card: string, verb: string, form: Record<string, string>) =>
  browser().post(`/c/${card}/${verb}`).type('form').send(form);

describe('a card', () => {
  it('is issued with a token that only its hash is kept of', async () => {
    const { status, body } = await issue();
    expect(status).toBe(201);
    expect(body).toMatchObject({ cadreId: cadre.id, number: `${cadre.code}-2`, revokedAt: null });
    expect(body.token).toMatch(/^[\w-]{22}$/);
    expect(body.path).toBe(`/c/${body.token}`);
    const { items: listed, printsAt } = (await clerk.get(`/cadres/${cadre.id}/cards`)).body;
    expect(printsAt).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(listed.map(({ number }: { number: string }) => number).sort()).toEqual([
      `${cadre.code}-1`,
      body.number,
    ]);
    expect(JSON.stringify(listed)).not.toContain(body.token);
    const stored = await asBureau(
      `select 1 from card where card::text like $1 union all
       select 1 from audit_log where entry like $1 union all
       select 1 from http_idempotency where position($2::bytea in answer) > 0`,
      [`%${body.token}%`, Buffer.from(body.token)],
    );
    expect(stored).toEqual([]);
  });

  it('is not issued by others, nor for a cadre of another bureau', async () => {
    for (const name of ['liaison', 'manager', 'unit', 'auditor']) {
      const { status } = await (await site.signIn(name)).post(`/cadres/${cadre.id}/cards`, {});
      expect([name, status]).toEqual([name, 403]);
    }
    expect((await (await site.signIn('clerk-b')).post(`/cadres/${cadre.id}/cards`, {})).status).toBe(404);
    expect((await (await site.signIn('clerk-b')).get(`/cadres/${cadre.id}/cards`)).status).toBe(404);
  });

  it('opens nothing once it is revoked, and says no more than one that never was', async () => {
    const { body } = await issue();
    expect((await open(body.token)).status).toBe(200);
    expect((await clerk.delete(`/cadres/${cadre.id}/cards/${body.id}`)).status).toBe(204);
    expect((await clerk.delete(`/cadres/${cadre.id}/cards/${body.id}`)).status).toBe(204);
    const gone = await open(body.token);
    expect([gone.status, gone.text.includes('这张卡不能用了')]).toEqual([404, true]);
    for (const other of ['A'.repeat(22), 'short', '%00', '..%2f..', `${body.token}x`]) {
      const never = await open(other);
      expect([other, never.status]).toEqual([other, other === '%00' ? 400 : 404]);
      if (other !== '%00') expect(never.text).toBe(gone.text);
    }
    expect((await send(body.token, 'call', {})).status).toBe(404);
    expect((await send(body.token, 'rate', { visitId: cadre.id, level: '4' })).status).toBe(404);
  });

  it('that is lost is revoked with the new one that takes its place, and only with its own cadre’s', async () => {
    const { body: lost } = await issue();
    const { body: other } = await issue();
    const strange = await issue({ replaces: cadre.id });
    expect([strange.status, strange.body.errors[0].path]).toEqual([400, 'replaces']);
    const { status, body } = await issue({ replaces: lost.id });
    expect([status, (await open(lost.token)).status]).toEqual([201, 404]);
    expect([(await open(body.token)).status, (await open(other.token)).status]).toEqual([200, 200]);
    // One that is revoked already has nothing left to lose.
    expect((await issue({ replaces: lost.id })).status).toBe(201);
  });

  it('is revoked by the clerks of its own bureau, under its own cadre only', async () => {
    const stranger = await site.signIn('clerk-b');
    expect((await stranger.delete(`/cadres/${cadre.id}/cards/${cardId}`)).status).toBe(404);
    expect((await clerk.delete(`/cadres/${cardId}/cards/${cardId}`)).status).toBe(404);
  });
});

describe('a card on paper', () => {
  const pdf = async (client: Client, path: string) => {
    const answer = await client.get(path);
    return { ...answer, status: answer.status, pages: String(answer.body).split('/Type /Page\n').length - 1 };
  };

  it('is printed any number of times with the same code, which stands nowhere in the database', async () => {
    const answer = await clerk.get(`/cadres/${cadre.id}/card.pdf`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-disposition']).toContain('filename="card.pdf"');
    expect((await clerk.get(`/cadres/${cadre.id}/card.pdf?size=A4`)).status).toBe(200);
    expect((await clerk.get(`/cadres/${cadre.id}/card.pdf?size=A3`)).status).toBe(400);
    expect((await (await site.signIn('clerk-b')).get(`/cadres/${cadre.id}/card.pdf`)).status).toBe(404);
    expect((await (await site.signIn('liaison')).get(`/cadres/${cadre.id}/card.pdf`)).status).toBe(403);
  });

  it('is on record when it is printed, by its number and never by its code', async () => {
    const printed = () =>
      asBureau<{ actor: string; cards: string }>(
        `select actor, entry::json->'after'->>'cards' as cards from audit_log
         where verb = 'card.print' order by seq desc limit 1`,
      );
    const { items } = (await clerk.get(`/cadres/${cadre.id}/cards`)).body;
    const newest = items
      .map(({ number }: { number: string }) => number)
      .sort()
      .at(-1);
    await clerk.get(`/cadres/${cadre.id}/card.pdf`);
    expect(await printed()).toEqual([{ actor: clerk.user.id, cards: newest }]);
    const clerk2 = await site.signIn('clerk2');
    expect((await clerk2.get('/cards.pdf')).status).toBe(200);
    const [batch] = await printed();
    expect([batch?.actor, batch?.cards.split('、')]).toEqual([
      clerk2.user.id,
      expect.arrayContaining([newest]),
    ]);
    expect(batch?.cards).toMatch(/^[^、/]+-\d+(、[^、/]+-\d+)*$/);
  });

  itWith('pdftotext')('holds the address that opens the page', async () => {
    const { body } = await clerk.get(`/cadres/${cadre.id}/card.pdf`);
    const [url = ''] =
      /http:\/\/127\.0\.0\.1:\d+\/c\/[\w-]{22}/.exec(run('pdftotext', ['-raw', 'FILE', '-'], body)) ?? [];
    const opened = await browser().get(new URL(url).pathname);
    expect([opened.status, opened.text.includes(`${cadre.name[0]}老，您好`)]).toEqual([200, true]);
  });

  it('is issued and printed for many at once, and leaves those alone who have one', async () => {
    const { items } = (await clerk.get('/cadres?limit=5')).body;
    const cadreIds = items.map(({ id }: { id: string }) => id);
    const before = (await clerk.get(`/cadres/${cadre.id}/cards`)).body.items.length;
    const body = {
      cadreIds: [...new Set([...cadreIds, cadre.id])],
      contactName: '郑联络',
      contactPhone: '0593-1',
    };
    const issued = await clerk.post('/cards', body);
    expect(issued.status).toBe(201);
    expect(new Set(issued.body.items.map(({ cadreId }: { cadreId: string }) => cadreId)).size).toBe(
      body.cadreIds.length,
    );
    expect(JSON.stringify(issued.body)).not.toContain('token');
    expect((await clerk.get(`/cadres/${cadre.id}/cards`)).body.items).toHaveLength(before);
    expect((await clerk.post('/cards', body)).body).toEqual(issued.body);
    expect((await clerk.post('/cards', { ...body, cadreIds: [cardId] })).status).toBe(400);
    const all = await pdf(clerk, '/cards.pdf');
    expect([all.status, all.pages]).toEqual([200, issued.body.items.length]);
    expect((await clerk.get(`/cards.pdf?unitId=${cardId}`)).status).toBe(404);
  });
});

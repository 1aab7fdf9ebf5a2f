import { createHash } from 'node:crypto';
import { AUDIT_ACTS } from '@songbai/contracts';
import { Client as Postgres } from 'pg';
import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let auditor: Client;
let clerk: Client;
let cadreId: string;

interface Entry {
  id: string;
  seq: number;
  at: string;
  verb: string;
  actor: string;
  subjectId: string;
  hash: string;
}

beforeAll(async () => {
  site = await startApp();
  [auditor, clerk] = [await site.signIn('auditor'), await site.signIn('clerk')];
  const [row] = await site.unitOfWork.run({ kind: 'system', bureauId: clerk.user.bureauId as string }, (tx) =>
    tx.query<{ id: string }>('select id from cadre order by code limit 1'),
  );
  cadreId = row?.id ?? '';
  for (let i = 0; i < 5; i++) await clerk.post(`/cadres/${cadreId}/cards`, {});
}, 60_000);
afterAll(() => site.close());

const entries = async (query = ''): Promise<Entry[]> => (await auditor.get(`/audit${query}`)).body.items;
/** Whoever has the answer works the hash out without us. */
const hashOf = (previous: string, seq: number, entry: string): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(`${seq}\n${entry}`).digest('hex');

it('tells the auditor who did what, the newest first', async () => {
  const [last] = (await auditor.get('/audit?subject=card&limit=1')).body.items;
  expect(last).toMatchObject({
    ...{
      actor: clerk.user.id,
      actorName: clerk.user.name,
      role: 'bureau-clerk',
      verb: 'card.issue',
      subject: 'card',
    },
    ...{ before: null, after: { number: expect.stringMatching(/-5$/) } },
  });
});

it('is filtered by subject, person, verb and time, and read page by page', async () => {
  const cards = await entries('?subject=card');
  expect(cards).toHaveLength(5);
  expect(await entries(`?subject=${cards[0]?.subjectId}`)).toEqual([cards[0]]);
  expect(await entries(`?actor=${clerk.user.id}&verb=card.issue`)).toEqual(cards);
  expect(await entries(`?actor=${auditor.user.id}`)).toEqual([]);
  const at = encodeURIComponent(cards[2]?.at ?? '');
  expect(await entries(`?subject=card&from=${at}`)).toEqual(cards.slice(0, 3));
  expect(await entries(`?subject=card&to=${at}`)).toEqual(cards.slice(3));
  expect(await entries('?subject=card&to=2026-01-01')).toEqual([]);
  expect(await entries('?subject=card&from=2026-01-01&to=2999-12-31')).toEqual(cards);
  const first = (await auditor.get('/audit?subject=card&limit=3')).body;
  const rest = await entries(`?subject=card&limit=3&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest]).toEqual(cards);
});

it.each(['from=yesterday', 'to=2026-13-01', 'from=2026-10-01T25:00:00Z', 'limit=0', 'who=me'])(
  'cannot read %s',
  async (query) => expect((await auditor.get(`/audit?${query}`)).status).toBe(400),
);

it('has a head, under which anybody can prove an entry', async () => {
  const { body: head } = await auditor.get('/audit/head');
  const oldest = (await entries('?subject=card')).at(-1);
  const { body: proof } = await auditor.get(`/audit/proof/${oldest?.id}?limit=2`);
  expect(proof).toMatchObject({ id: oldest?.id, seq: oldest?.seq, head, intact: true, brokenAt: null });
  let hash = hashOf(proof.previousHash, proof.seq, proof.entry);
  expect(hash).toBe(proof.hash);
  let { links } = proof;
  for (;;) {
    for (const link of links.items) hash = hashOf(hash, link.seq, link.entry);
    if (links.nextCursor === null) break;
    ({ links } = (await auditor.get(`/audit/proof/${oldest?.id}?limit=2&cursor=${links.nextCursor}`)).body);
  }
  expect(hash).toBe(head.hash);
});

/** Of two links each: the one that has that entry, not the first, and the one after the next. */
async function pagesTo(id: string | undefined, seq: number | undefined) {
  const read = async (cursor: string) =>
    (await auditor.get(`/audit/proof/${id}?limit=1${cursor && `&cursor=${cursor}`}`)).body;
  let page = await read('');
  while (page.links.items[0].seq !== seq) page = await read(page.links.nextCursor);
  const next = await read(page.links.nextCursor);
  return [page, await read(next.links.nextCursor)];
}

it('shows where somebody changed it who could get past the database', async () => {
  const all = await entries('?subject=card');
  const [changed, oldest] = [all[2], all[4]];
  const root = new Postgres({ connectionString: site.database.superUrl });
  await root.connect();
  try {
    const { rows } = await root.query('select entry, actor from audit_log where id = $1', [changed?.id]);
    await root.query('alter table audit_log disable trigger append_only');
    for (const [column, value] of [
      ['entry', rows[0].entry.replace('-3', '-9')],
      ['actor', 'nobody'],
    ]) {
      await root.query(`update audit_log set ${column} = $2 where id = $1`, [changed?.id, value]);
      const { body } = await auditor.get(`/audit/proof/${oldest?.id}`);
      expect([body.intact, body.brokenAt]).toEqual([false, changed?.seq]);
      // A later page vouches for itself alone: whoever reads all of them has no entry checked again and again.
      const [page, next] = await pagesTo(oldest?.id, changed?.seq);
      expect([page.intact, page.brokenAt, next.intact]).toEqual([false, changed?.seq, true]);
      await root.query('update audit_log set entry = $2, actor = $3 where id = $1', [
        ...[changed?.id, rows[0].entry, rows[0].actor],
      ]);
    }
    await root.query(
      'delete from audit_log where seq = (select max(seq) from audit_log where bureau_id = $1)',
      [auditor.user.bureauId],
    );
    expect((await auditor.get(`/audit/proof/${oldest?.id}`)).body.intact).toBe(false);
  } finally {
    await root.end();
  }
});

it('is the auditor’s alone, and of one bureau', async () => {
  for (const name of ['clerk', 'approver', 'finance', 'manager', 'supervisor', 'admin']) {
    expect([name, (await (await site.signIn(name)).get('/audit')).status]).toEqual([name, 403]);
  }
  const unknown = await auditor.get('/audit/proof/00000000-0000-7000-8000-000000000000');
  const malformed = await auditor.get('/audit/proof/1');
  expect([unknown.status, malformed.status]).toEqual([404, 404]);
  const head = (await auditor.get('/audit/head')).body;
  const [other] = (await (await site.signIn('clerk-b')).get('/cadres')).body.items;
  const card = await (await site.signIn('clerk-b')).post(`/cadres/${other.id}/cards`, {});
  expect(card.status).toBe(201);
  expect((await auditor.get('/audit/head')).body).toEqual(head);
  expect(await entries(`?subject=${card.body.id}`)).toEqual([]);
});

it('names the record and everybody in it, the cadre behind a card too', async () => {
  const [card] = (await auditor.get('/audit?subject=card&limit=1')).body.items;
  const { body: cadre } = await clerk.get(`/cadres/${cadreId}`);
  expect(card.subjectName).toMatch(new RegExp(`^${cadre.name} ${cadre.code}-\\d+$`));
  const issued = await clerk.post(`/cadres/${cadreId}/cards`, {});
  await request(site.app.getHttpServer()).post(`${issued.body.path}/call`).type('form').send({});
  const [call] = (await auditor.get('/audit?verb=call.ask&limit=1')).body.items;
  expect(call).toMatchObject({
    ...{ role: 'family', actorName: `${cadre.name} ${issued.body.number}` },
    ...{ subjectName: `${cadre.name} ${cadre.code}` },
  });
  const { body: proof } = await auditor.get(`/audit/proof/${call.id}`);
  expect(proof.names).toEqual(call.names);
  expect(proof.names[issued.body.id]).toBe(call.actorName);
});

it('leaves no record of the demo without a name, and no act without words', async () => {
  const all = (await auditor.get('/audit?limit=200')).body.items as (Entry & Record<string, string | null>)[];
  expect(all.length).toBeGreaterThan(5);
  expect(all.filter(({ subjectName }) => !subjectName)).toEqual([]);
  expect(all.filter(({ verb }) => !(verb in AUDIT_ACTS))).toEqual([]);
});

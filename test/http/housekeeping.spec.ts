import { Housekeeping, KEPT_DAYS } from '../../apps/api/src/housekeeping/housekeeping';
import { startApp, type TestApp } from '../support/app';
import { asSuper, rowsOf, snapshot } from '../support/snapshot';

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

const NOW = new Date('2030-06-01T00:00:00Z');
const ago = (days: number, minutes = 0): string =>
  new Date(NOW.getTime() - days * 86_400_000 - minutes * 60_000).toISOString();

test('what has had its time goes, a minute earlier it stays, and nothing else moves', async () => {
  const { superUrl } = site.database;
  const clerk = await site.signIn('clerk');
  await asSuper(superUrl, async (query) => {
    await query('delete from login_session; delete from login_failure; delete from http_idempotency');
    const session = (id: number, expires: string, ended: string | null): Promise<unknown> =>
      query(
        `insert into login_session (id, user_id, token_hash, rotated_at, created_at, last_used_at, expires_at, device,
           ended_at, end_reason)
         values ($1, $2, '', $3, $3, $3, $3, 'x', $4::timestamptz,
           case when $4::timestamptz is null then null else 'revoked' end)`,
        [`00000000-0000-7000-8000-00000000000${id}`, clerk.user.id, expires, ended],
      );
    await session(1, ago(KEPT_DAYS.sessions, 1), null);
    await session(2, ago(KEPT_DAYS.sessions, -1), null);
    await session(3, ago(-5), ago(KEPT_DAYS.sessions, 1));
    await session(4, ago(-5), ago(KEPT_DAYS.sessions, -1));
    await session(5, ago(-5), null);
    for (const [i, minutes] of [1, -1].entries()) {
      await query('insert into login_failure values ($1, 3, $2)', [
        Buffer.from([i]),
        ago(KEPT_DAYS.failures, minutes),
      ]);
      await query(`insert into http_idempotency values ('p', $1, '', 200, '', $2)`, [
        ...[`k${i}`, ago(KEPT_DAYS.keys, minutes)],
      ]);
    }
  });
  const before = await snapshot(superUrl);
  const swept = await site.app.get(Housekeeping).sweep(NOW);
  expect(swept).toEqual({ sessions: 2, failures: 1, keys: 1, photos: 0 });
  const after = await snapshot(superUrl);
  const changed = Object.keys(before).filter((table) => before[table]?.digest !== after[table]?.digest);
  expect(changed.sort()).toEqual(['public.http_idempotency', 'public.login_failure', 'public.login_session']);
  expect(rowsOf(after)).toMatchObject({
    ...{ 'public.login_session': 3, 'public.login_failure': 1, 'public.http_idempotency': 1 },
  });
});

test('more than one statement takes goes in one sweep', async () => {
  await asSuper(site.database.superUrl, (query) =>
    query(
      `insert into http_idempotency (party, key, request_hash, created_at)
       select 'many', i::text, '', '2020-01-01' from generate_series(1, 12001) i`,
    ),
  );
  expect((await site.app.get(Housekeeping).sweep(NOW)).keys).toBe(12_001);
});

test('it sweeps at once, and leaves nothing running behind', async () => {
  const failures: unknown[] = [];
  const add = (): Promise<unknown> =>
    asSuper(site.database.superUrl, (query) =>
      query(`insert into login_failure values ('\\xff', 1, '2020-01-01') on conflict do nothing`),
    );
  await add();
  const stop = site.app.get(Housekeeping).keepSweeping(
    () => NOW,
    (error) => failures.push(error),
  );
  await stop();
  const left = await asSuper(site.database.superUrl, (query) =>
    query(`select 1 from login_failure where key = '\\xff'`),
  );
  expect([left, failures]).toEqual([[], []]);
});

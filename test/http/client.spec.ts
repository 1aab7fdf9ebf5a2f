import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerOf, type Schemas, type SongbaiClient, SongbaiProblem, songbaiClient } from '@songbai/client';
import { PASSWORD, startApp, type TestApp } from '../support/app';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'libs/client/node_modules/openapi-typescript/bin/cli.js');

test('its types are those of openapi.json; if not: npm run openapi', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, 'apps/api/openapi.json'], {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 },
  });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
  const committed = readFileSync(join(ROOT, 'libs/client/src/schema.d.ts'), 'utf8');
  expect(stdout.trim() === committed.trim()).toBe(true);
});

describe('the client', () => {
  let site: TestApp;
  let client: SongbaiClient;
  let token: string | undefined;

  beforeAll(async () => {
    site = await startApp();
    await site.app.listen(0, '127.0.0.1');
    client = songbaiClient({ baseUrl: await site.app.getUrl(), token: () => token, language: 'en' });
  }, 60_000);
  afterAll(() => site.close());

  it('signs in, reads and writes with the types of the interface', async () => {
    const body = { username: 'finance', password: PASSWORD };
    const signedIn: Schemas['SignInAnswer'] = await answerOf(client.POST('/api/v1/auth/login', { body }));
    token = signedIn.accessToken;
    const path = { month: '2026-10' };
    const month = await answerOf(client.GET('/api/v1/months/{month}', { params: { path } }));
    expect([month.state, month.tasks[0]?.title]).toEqual(['open', 'resolve held visits']);
    const { items } = await answerOf(client.GET('/api/v1/bills', { params: { query: { limit: 3 } } }));
    expect(items).toHaveLength(3);
  });

  it('throws the server’s own words where it says no', async () => {
    const refused = answerOf(
      client.POST('/api/v1/months/{month}/close', {
        params: { path: { month: '2026-10' }, header: { 'Idempotency-Key': 'client-1' } },
      }),
    );
    await expect(refused).rejects.toThrow(SongbaiProblem);
    await expect(refused).rejects.toMatchObject({
      problem: { status: 422, code: 'refused', findings: [{ code: 'Y01' }, { code: 'Y02' }] },
    });
  });
});

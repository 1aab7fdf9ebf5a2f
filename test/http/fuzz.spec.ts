import { readFileSync } from 'node:fs';
import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PASSWORD, startApp, type TestApp } from '../support/app';

/** `scripts/fuzz/run.cjs`, as far as this spec uses it. */
interface Fuzz {
  failures: { why: string }[];
  tally: { requests: number; raw: number; statuses: Record<string, number> };
  run(count: number, options: { deadline: number }): Promise<boolean>;
  stop(): Promise<void>;
}
const { Fuzz } = jest.requireActual<{ Fuzz: { start(options: object): Promise<Fuzz> } }>(
  '../../scripts/fuzz/run.cjs',
);

/** Enough to see most calls and most faults; `npm run fuzz` asks twenty thousand. */
const REQUESTS = 600;
const MOST_SECONDS = 15;

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
  await site.app.listen(0, '127.0.0.1');
}, 60_000);
afterAll(() => {
  site.app.getHttpServer().closeAllConnections();
  return site.close();
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function fuzz(seed: number, requests: number, port = portOf(site.app.getHttpServer())): Promise<Fuzz> {
  const path = join(__dirname, '../../apps/api/openapi.json');
  const run = await Fuzz.start({
    ...{ host: '127.0.0.1', port, password: PASSWORD, url: site.database.superUrl, seed },
    ...{ document: JSON.parse(readFileSync(path, 'utf8')), say: () => undefined },
  });
  await run.run(requests, { deadline: Date.now() + MOST_SECONDS * 1000 });
  await run.stop();
  return run;
}

test('bad requests get a 4xx with its reason, change nothing and show nothing', async () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
  console.info(
    `bad requests from seed ${seed}; to see them again: FUZZ_SEED=${seed} npx jest test/http/fuzz`,
  );
  const { failures, tally } = await fuzz(seed, REQUESTS);
  expect(failures).toEqual([]);
  expect(tally.requests).toBeGreaterThan(100);
  expect(tally.raw).toBeGreaterThan(0);
  expect(Object.keys(tally.statuses)).toEqual(expect.arrayContaining(['200', '400', '403', '404']));
}, 60_000);

/** What a careless change might do, each to the refusals of one resource. */
const DEFECTS: Record<string, (answer: ServerResponse) => void | Promise<void>> = {
  items: (answer) => void answer.writeHead(500).end(),
  contracts: (answer) =>
    void problem(answer, { stack: 'at Object.<anonymous> (/srv/app/dist/main.js:10:5)' }),
  units: (answer) => void answer.writeHead(400, { 'Content-Type': 'text/plain' }).end('Bad Request'),
  workers: async (answer) => {
    await site.unitOfWork.run({ kind: 'system' }, (tx) => tx.execute('update app_user set active = active'));
    problem(answer, {});
  },
};

function problem(answer: ServerResponse, more: object): void {
  const body = { type: 'x', title: 'x', status: 422, code: 'refused', detail: 'x', ...more };
  answer.writeHead(422, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(body));
}

/** The server with defects: what it refuses is answered by them, the rest as it is. */
function broken(): Promise<Server> {
  const forward = (given: IncomingMessage, answer: ServerResponse): void => {
    const { method, url = '', headers } = given;
    const defect = DEFECTS[/^\/api\/v1\/(\w+)/.exec(url)?.[1] ?? ''];
    const port = portOf(site.app.getHttpServer());
    const sent = ask({ host: '127.0.0.1', port, method, path: url, headers }, (heard) => {
      const { statusCode = 0 } = heard;
      if (defect && statusCode >= 400) {
        heard.resume();
        void defect(answer);
      } else heard.pipe(answer.writeHead(statusCode, heard.headers));
    });
    sent.on('error', () => answer.destroy());
    answer.on('close', () => sent.destroy());
    given.pipe(sent);
  };
  const server = createServer((given, answer) => forward(given, answer));
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

test('and it sees a 5xx, a stack, an answer that is no problem, and a refusal that changes something', async () => {
  const server = await broken();
  try {
    const { failures } = await fuzz(7, 250, portOf(server));
    const whys = failures.map(({ why }) => why).join('\n');
    for (const seen of [/^500/m, /shows the inside/, /is no problem\+json/, /changed .*public\.app_user/]) {
      expect(whys).toMatch(seen);
    }
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}, 60_000);

import { join } from 'node:path';
import request from 'supertest';
import { v7 as newId } from 'uuid';
import type { SignInAnswer } from '../../apps/api/src/access/auth.dto';
import type { AppSettings } from '../../apps/api/src/app.module';
import { UnitOfWork } from '../../apps/api/src/db/unit-of-work';
import { loadDemo } from '../../apps/api/src/demo/demo';
import { Readiness } from '../../apps/api/src/health/readiness';
import { makeLog } from '../../apps/api/src/http/request-log';
import { createServer } from '../../apps/api/src/http/server';
import { ownMoment } from './clock';
import { momentOf, tellTime } from './moment';
import { filledDatabase, type TestDatabase } from './postgres';
import { homeOf, runId } from './run';
import { slowAnswers } from './slow';
import { watchAnswers } from './statuses';
import { checkWords } from './words';

export const PASSWORD = 'demo-password-of-the-tests';

type App = Awaited<ReturnType<typeof createServer>>;

/** One key file for the run: what the demo sealed must open in every copy of it. */
const keyFile = (): string => join(homeOf(runId()), 'keys', 'personal-data.key');

/** The real server on a copy of the demo of its own, listening nowhere. */
export interface TestApp {
  app: App;
  database: TestDatabase;
  unitOfWork: UnitOfWork;
  /** What the request log wrote, a line each. */
  logged: Record<string, unknown>[];
  /** A client that is signed in as this user of the demo; the same one again when asked again. */
  signIn(username: string): Promise<Client>;
  /** A client that is not signed in. */
  anyone(): Client;
  close(): Promise<void>;
}

type Answer = request.Response;

/** Calls of one user. A POST brings a fresh Idempotency-Key unless it is given one; `null` sends none. */
export interface Client {
  user: SignInAnswer['user'];
  token: string;
  get(path: string, headers?: Headers): Promise<Answer>;
  post(path: string, body?: object, key?: string | null, headers?: Headers): Promise<Answer>;
  patch(path: string, body: object): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

type Headers = Record<string, string>;

const PREFIX = '/api/v1';

export async function startApp(more: Partial<AppSettings> = {}): Promise<TestApp> {
  const database = await filledDatabase(`demo${ownMoment()}`, fillWithDemo);
  const logged: Record<string, unknown>[] = [];
  const log = makeLog('info', (line) => void logged.push(JSON.parse(line)));
  const settings = { databaseUrl: database.appUrl, keyFile: keyFile(), trustProxy: 1, ...more };
  const app = await createServer(settings, log);
  tellTime(app);
  slowAnswers(app);
  const undocumented = watchAnswers(app.getHttpAdapter().getInstance());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  app.get(Readiness).open();
  const clients = new Map<string, Promise<Client>>();
  return {
    app,
    database,
    logged,
    unitOfWork: app.get(UnitOfWork),
    signIn: (username) => {
      const client = clients.get(username) ?? signIn(app, username);
      clients.set(username, client);
      return client;
    },
    anyone: () => clientOf(app),
    close: async () => {
      await app.close();
      await database.drop();
      const answered = undocumented();
      if (answered.length > 0) throw new Error(`openapi.json does not say so:\n${answered.join('\n')}`);
    },
  };
}

async function fillWithDemo(databaseUrl: string): Promise<void> {
  const app = await createServer({ databaseUrl, keyFile: keyFile() }, makeLog('silent'));
  try {
    await app.init();
    await loadDemo(app, () => undefined, { password: PASSWORD });
  } finally {
    await app.close();
  }
}

async function signIn(app: App, username: string): Promise<Client> {
  const { body } = await clientOf(app).post('/auth/login', { username, password: PASSWORD }, null);
  if (!body.accessToken) throw new Error(`${username} cannot sign in: ${JSON.stringify(body)}`);
  return clientOf(app, body as SignInAnswer);
}

function clientOf(app: App, signedIn?: SignInAnswer): Client {
  const agent = () => request(app.getHttpServer());
  const withToken = (call: request.Test): request.Test =>
    signedIn ? call.set('Authorization', `Bearer ${signedIn.accessToken}`) : call;
  return {
    user: signedIn?.user ?? ({} as SignInAnswer['user']),
    token: signedIn?.accessToken ?? '',
    get: async (path, headers = {}) => checked(await withToken(agent().get(PREFIX + path)).set(headers)),
    post: async (path, body, key = newId(), headers = {}) => {
      const call = withToken(agent().post(PREFIX + path)).set({ ...momentOf(body), ...headers });
      if (key !== null) call.set('Idempotency-Key', key);
      return checked(await call.send(body));
    },
    patch: async (path, body) => checked(await withToken(agent().patch(PREFIX + path)).send(body)),
    delete: async (path) => withToken(agent().delete(PREFIX + path)),
  };
}

/** Whatever a spec asks: the findings in the answer have the words of the catalogue. */
function checked(answer: Answer): Answer {
  checkWords(answer.body);
  return answer;
}

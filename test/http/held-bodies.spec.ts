import { type AddressInfo, connect, type Socket } from 'node:net';
import { addDays } from '@songbai/contracts';
import sharp from 'sharp';
import { v7 as newId } from 'uuid';
import { type Client, startApp, type TestApp } from '../support/app';
import { onDay, today } from '../support/moment';
import { billAt, inBureau, type People, people } from './billing';

let site: TestApp;
let by: People;
let provider: string;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  provider = (await by.clerk.get('/providers?code=P10')).body.items[0].id;
  await site.app.listen(0, '127.0.0.1');
}, 60_000);
afterAll(() => site.close());

const portOf = (app: TestApp['app']): number => (app.getHttpServer().address() as AddressInfo).port;

/** Sends the head of a request; resolves when the server has it and asks for the body. */
async function hold(
  app: TestApp['app'],
  path: string,
  head: readonly string[],
  length: number,
): Promise<Held> {
  const socket = connect(portOf(app), '127.0.0.1');
  let text = '';
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  socket.on('error', () => undefined);
  const asked = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      text += data;
      if (text.includes('100 Continue')) resolve();
    });
  });
  const lines = [
    `POST /api/v1${path} HTTP/1.1`,
    'Host: songbai',
    'Expect: 100-continue',
    'Connection: close',
  ];
  socket.write([...lines, ...head, `Content-Length: ${length}`, '', ''].join('\r\n'));
  await asked;
  return { socket, ended };
}

interface Held {
  socket: Socket;
  /** All that the server has sent, when it has closed the connection. */
  ended: Promise<string>;
}

const JSON_BODY = 'Content-Type: application/json';
const keyed = ({ token }: Client): string[] => [
  `Authorization: Bearer ${token}`,
  `Idempotency-Key: ${newId()}`,
];

const move = async (bankAccount: string): Promise<void> => {
  const body = { bankAccount, bank: '中国建设银行市直支行', reason: '服务商来函（2026-11）' };
  expect((await by.clerk.patch(`/providers/${provider}`, body)).status).toBe(200);
};

const findingsOf = async (id: string): Promise<string[]> =>
  (await by.finance.get(`/payments/${id}`)).body.findings.map(({ code }: { code: string }) => code);

describe('a body that comes later than its head', () => {
  test('makes a payment of when it came: an account changed in between is told', async () => {
    const { id } = await billAt(site, 'payable', { month: '2026-09' });
    const body = JSON.stringify({ billIds: [id] });
    const held = await hold(site.app, '/payments', [...keyed(by.finance), JSON_BODY], body.length);
    await move('6217000000000000021');
    held.socket.write(body);
    expect(await held.ended).toContain('HTTP/1.1 201');
    const { items } = (await by.finance.get(`/payments?billId=${id}`)).body;
    const changed = Date.parse((await by.clerk.get(`/providers/${provider}`)).body.accountChange.at);
    expect(Date.parse(items[0].preparedAt)).toBeGreaterThanOrEqual(changed);
    expect(await findingsOf(items[0].id)).toEqual(['P20']);
  });

  test('of an upload, makes that of when it came too', async () => {
    const color = { r: 7, g: 77, b: 177 };
    const photo = await sharp({ create: { width: 64, height: 48, channels: 3, background: color } })
      .jpeg()
      .toBuffer();
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
    const form = Buffer.concat([Buffer.from(head), photo, Buffer.from('\r\n--x--\r\n')]);
    const type = 'Content-Type: multipart/form-data; boundary=x';
    const held = await hold(site.app, '/photos', [...keyed(await site.signIn('worker')), type], form.length);
    held.socket.write(form.subarray(0, 100));
    const [later] = await inBureau(site, (tx) =>
      tx.query<{ count: number }>('select count(*)::int as count from photo_upload'),
    );
    const before = Date.now();
    held.socket.write(form.subarray(100));
    expect(await held.ended).toContain('HTTP/1.1 201');
    const rows = await inBureau(site, (tx) =>
      tx.query<{ at: Date }>('select uploaded_at as at from photo_upload order by uploaded_at desc'),
    );
    expect(rows).toHaveLength((later?.count ?? 0) + 1);
    expect(rows[0]?.at.getTime()).toBeGreaterThanOrEqual(before);
  });
});

test('an account is told by its version, whatever moments the clocks gave the payment and the change', async () => {
  const { id } = await billAt(site, 'payable', { month: '2026-09' });
  await move('6217000000000000022');
  const yesterday = onDay(addDays(today(), -1));
  const { status, body } = await by.finance.post('/payments', { billIds: [id] }, newId(), yesterday);
  expect([status, body.findings.map(({ code }: { code: string }) => code)]).toEqual([
    ...[201, expect.arrayContaining(['P20'])],
  ]);
  const { findings } = (await by.approver.get(`/payments/${body.id}`)).body;
  expect(findings.at(-1).accountTo).toBe('中国建设银行市直支行 **** 0022');
});

test('a body that does not come is waited for as long as is set; then its connection is closed', async () => {
  const short = await startApp({ waits: { requestMs: 100, lookEveryMs: 20 } });
  try {
    await short.app.listen(0, '127.0.0.1');
    const held = await hold(short.app, '/auth/login', [JSON_BODY], 1000);
    held.socket.write('{');
    expect(await held.ended).toContain('HTTP/1.1 408');
    const worker = await short.signIn('worker');
    const type = 'Content-Type: multipart/form-data; boundary=x';
    const photo = await hold(short.app, '/photos', [...keyed(worker), type], 1000);
    photo.socket.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf');
    expect(await photo.ended).toContain('HTTP/1.1 408');
    expect((await worker.get('/auth/me')).status).toBe(200);
  } finally {
    await short.close();
  }
}, 60_000);

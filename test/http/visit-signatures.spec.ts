import sharp from 'sharp';
import { startApp } from '../support/app';
import { endOf, SIGNATURE, startOf, time, type VisitSite, visitSite } from '../support/visits';

/** A signature is a drawing that can be looked at. */
let world: VisitSite;
let order: { id: string; cadreId: string };
let location: { latitude: number; longitude: number };
let turn = 0;

beforeAll(async () => {
  world = await visitSite(await startApp());
  order = await world.order(0, { quantity: '8.00' });
  location = await world.home(order.cadreId);
}, 120_000);
afterAll(() => world.site.close());

const url = (file: Buffer): string => `data:image/png;base64,${file.toString('base64')}`;
const bytes = (): Buffer => Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64');
const picture = async (width: number, height: number, ink = '#ffffff', png = {}) => {
  const path = `<path d="M9 20 L30 9 L50 28" stroke="${ink}" stroke-width="3" fill="none"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#fff"/>${path}</svg>`;
  return url(await sharp(Buffer.from(svg)).png(png).toBuffer());
};
const begun = async () => {
  const day = `12-${String(++turn).padStart(2, '0')}`;
  const start = startOf(order.id, `${day} 09:00`, { location });
  expect((await world.clients.worker.post('/visits', start)).status).toBe(201);
  return { id: start.id, day, start };
};
async function finish(signature: string) {
  const { id, day } = await begun();
  const end = endOf(`${day} 09:30`, { location, signature });
  return world.clients.worker.post(`/visits/${id}/finish`, end);
}

const cut = (file: Buffer, at: number): Buffer => file.subarray(0, at);
/** Bit rot in the pixels: what they are can no longer be known. */
const rotten = (file: Buffer): Buffer => {
  const copy = Buffer.from(file);
  copy[45] = (copy[45] ?? 0) ^ 0xff;
  return copy;
};

test.each<[string, () => string | Promise<string>]>([
  ['three bytes', () => url(Buffer.from('abc'))],
  ['the first bytes of a PNG', () => url(cut(bytes(), 8))],
  ['a PNG that was cut off', () => url(cut(bytes(), bytes().length - 4))],
  ['a PNG with a byte gone bad', () => url(rotten(bytes()))],
  ['a JPEG', async () => url(await sharp(bytes()).jpeg().toBuffer())],
  ['a picture as wide as a poster', () => picture(4097, 8)],
  ['a picture of more than four million points', () => picture(2001, 2000)],
])('%s is refused as unreadable, and the visit goes on', async (_, given) => {
  const { status, body } = await finish(await given());
  expect([status, body.code]).toEqual([400, 'invalid-request']);
  expect(body.errors).toMatchObject([{ path: 'signature' }]);
});

test.each<[string, () => Promise<string>]>([
  ['in colours', () => picture(320, 120, '#12233a')],
  ['of few colours', () => picture(64, 32, '#555555', { palette: true, colours: 2 })],
  ['interlaced', () => picture(64, 32, '#000000', { progressive: true })],
  ['of another system, smaller than any pad', () => block(1, 1, { width: 1, height: 1 })],
  ['of another system, larger than any pad', () => picture(1300, 1000)],
])('a drawing %s is a signature', async (_, given) => {
  const { body } = await finish(await given());
  expect([body.status, body.signed]).toEqual(['payable', true]);
});

test('a pad that nobody wrote on is no signature: the visit is there, and is held for want of one (V07)', async () => {
  const transparent = { create: { width: 80, height: 40, channels: 4, background: '#00000000' } } as const;
  for (const blank of [await picture(64, 32), url(await sharp(transparent).png().toBuffer())]) {
    const { status, body } = await finish(blank);
    expect([status, body.status, body.signed]).toEqual([200, 'held', false]);
    expect(body.decision.codes).toEqual(['V07']);
  }
});

const block = async (width: number, height: number, ink: { width: number; height: number }) => {
  const paper = { create: { width, height, channels: 3, background: '#ffffff' } } as const;
  const black = { create: { ...ink, channels: 3, background: '#000000' } } as const;
  const input = await sharp(black).png().toBuffer();
  const inked = sharp(paper).composite([{ input, left: width - ink.width, top: height - ink.height }]);
  return url(await inked.png().toBuffer());
};

test.each<[string, () => Promise<string>]>([
  ['a pad that was touched once', () => block(640, 240, { width: 9, height: 9 })],
  ['a scratch', () => block(640, 240, { width: 30, height: 1 })],
  ['a picture that is black all over', () => block(320, 120, { width: 320, height: 120 })],
])('%s is no signature: the visit is held for want of one (V07)', async (_, given) => {
  const { status, body } = await finish(await given());
  expect([status, body.status, body.signed]).toEqual([200, 'held', false]);
  expect(body.decision.codes).toEqual(['V07']);
});

test('the shortest line that is taken for one: forty points of ink, on the least of paper', async () => {
  const { body } = await finish(await block(60, 20, { width: 20, height: 2 }));
  expect([body.status, body.signed]).toEqual(['payable', true]);
});

test('the very same drawing again is a note for the bureau, in whatever file, and holds nothing', async () => {
  const path = '<path d="M5 5 L40 9 L12 30 L44 28" stroke="#000" stroke-width="3" fill="none"/>';
  const svg = (side: number, at: number): Buffer =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="60">
      <rect width="${side}" height="60" fill="#fff"/><g transform="translate(${at} ${at})">${path}</g></svg>`);
  const first = (await finish(url(await sharp(svg(80, 0)).png().toBuffer()))).body;
  const moved = await sharp(svg(120, 9)).png({ progressive: true, compressionLevel: 1 }).toBuffer();
  const second = (await finish(url(moved))).body;
  const other = (await finish(await block(90, 50, { width: 30, height: 5 }))).body;
  expect([second.status, second.decision.codes]).toEqual(['payable', []]);
  const seen = async (id: string, who: 'clerk2' | 'liaison' | 'worker' | 'manager') =>
    (await world.clients[who].get(`/visits/${id}`)).body.sameSignatureOn;
  expect([await seen(second.id, 'clerk2'), await seen(first.id, 'liaison')]).toEqual([
    first.number,
    second.number,
  ]);
  expect([await seen(other.id, 'clerk2'), await seen(second.id, 'worker')]).toEqual([undefined, undefined]);
  expect(await seen(second.id, 'manager')).toBeUndefined();
  const { items } = (await world.clients.liaison.get(`/visits?number=${second.number}`)).body;
  expect(items[0].sameSignatureOn).toBe(first.number);
  const kept = await world.sql<{ ink: Buffer }>('select ink from signature_ink where visit_id = any($1)', [
    [first.id, second.id],
  ]);
  expect(kept[0]?.ink).toEqual(kept[1]?.ink);
});

test('in a sync one that is unreadable stops nobody else', async () => {
  const rows = ['abc', SIGNATURE].map((signature, i) => {
    const day = `12-${27 + i}`;
    const times = {
      ...startOf(order.id, `${day} 09:00`, { location }),
      ...endOf(`${day} 09:30`, { location }),
    };
    return { ...times, signature: i === 0 ? url(Buffer.from(signature)) : signature };
  });
  const { body } = await world.clients.worker.post('/visits/sync', {
    deviceTime: time('12-28 20:00'),
    visits: rows,
  });
  expect(body.results).toMatchObject([
    { outcome: 'rejected', error: { code: 'invalid-request', errors: [{ path: 'signature' }] } },
    { outcome: 'stored', decision: { state: 'payable' } },
  ]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { v7 as newId } from 'uuid';
import { startApp } from '../support/app';
import {
  endOf,
  hashOf,
  make,
  SIGNATURE,
  startOf,
  upload,
  type VisitSite,
  visitSite,
} from '../support/visits';

let world: VisitSite;
let turn = 0;

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const worker = () => world.clients.worker;
const send = (file: Buffer, client = worker(), key?: string) => upload(world.site, client, file, key);

/**
 * A photo of one colour that no other has (colours that are near each other make the same JPEG), with a camera and a
 * place in it.
 */
const photo = (format: 'jpeg' | 'png' | 'webp' = 'jpeg', width = 64, height = 48): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: (++turn * 12) % 250, g: 90, b: 20 } } })
    .withExif({ IFD0: { Model: 'SECRET-CAMERA' }, IFD3: { GPSLatitude: '26/1 40/1 0/1' } })
    .toFormat(format)
    .toBuffer();

/** An hour of cleaning that names these photos. */
async function cleaning(i: number, from: string, photos: readonly string[]) {
  const order = await world.order(i, { itemCode: 'CL01', quantity: '3.00' });
  const location = await world.home(order.cadreId);
  const to = from.replace(/\d\d:/, (hour) => `${String(Number(hour.slice(0, 2)) + 1).padStart(2, '0')}:`);
  return make(worker(), startOf(order.id, from, { location }), endOf(to, { location, photos }));
}

const keptOf = async (sha256: string): Promise<Buffer | undefined> => {
  const [row] = await world.sql<{ content: Buffer }>('select content from photo where sha256 = $1', [sha256]);
  return row?.content;
};

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s is known by its original and kept without EXIF',
  async (format) => {
    const file = await photo(format, 3000, 2000);
    const { status, body } = await send(file);
    expect([status, body]).toEqual([201, { sha256: hashOf(file), width: 3000, height: 2000 }]);
    await cleaning(turn, `12-0${turn} 09:00`, [hashOf(file)]);
    const kept = (await keptOf(hashOf(file))) as Buffer;
    const { format: as, width, exif } = await sharp(kept).metadata();
    expect([as, width, exif]).toEqual(['jpeg', 2048, undefined]);
    expect(kept.toString('latin1')).not.toContain('SECRET');
  },
);

test('a photo of an iPhone is read too', async () => {
  const file = readFileSync(join(__dirname, '../support/photo.heic'));
  const { status, body } = await send(file);
  expect([status, body]).toEqual([201, { sha256: hashOf(file), width: 64, height: 48 }]);
  await cleaning(4, '12-04 09:00', [hashOf(file)]);
  const { data, info } = await sharp(await keptOf(hashOf(file)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([64, 48]);
  // Its upper left corner is magenta.
  expect([data[0] ?? 0, data[1] ?? 0, data[2] ?? 0].map((value) => Math.round(value / 50))).toEqual([
    4, 1, 4,
  ]);
});

test('the visit is judged when the last of its photos arrives', async () => {
  const [one, two] = [await photo(), await photo()];
  await send(one);
  const made = await cleaning(5, '12-05 09:00', [hashOf(one), hashOf(two)]);
  expect(made).toMatchObject({ status: 'photo-pending', missingPhotos: [hashOf(two)] });
  await send(two);
  const { body } = await worker().get(`/visits/${made.id}`);
  expect(body).toMatchObject({
    status: 'payable',
    missingPhotos: [],
    decision: { state: 'payable', quantity: '1.00' },
  });
  await send(two);
  expect((await worker().get(`/visits/${made.id}`)).body).toEqual(body);
});

test('of an upload and a finish at one moment, whichever is second judges the visit', async () => {
  const orders = await Promise.all(
    [6, 7, 8].map((i) => world.order(i, { itemCode: 'CL01', quantity: '3.00' })),
  );
  for (const [i, order] of orders.entries()) {
    const location = await world.home(order.cadreId);
    const file = await photo();
    const start = startOf(order.id, `12-0${6 + i} 09:00`, { location });
    await worker().post('/visits', start);
    const end = endOf(`12-0${6 + i} 10:00`, { location, photos: [hashOf(file)] });
    await Promise.all([send(file), worker().post(`/visits/${start.id}/finish`, end)]);
    expect((await worker().get(`/visits/${start.id}`)).body.status).toBe('payable');
  }
});

test('a photo that will never come is a reason to hold', async () => {
  const made = await cleaning(13, '12-14 09:00', [hashOf(await photo())]);
  const judged = await world.clients.manager.post(`/visits/${made.id}/judge`, { reason: '手机丢失。' });
  expect(judged.body).toMatchObject({ status: 'held', decision: { codes: ['V07'], quantity: '0.00' } });
  const say = { code: 'V07', resolution: 'confirm', reason: '家属证实' };
  expect((await world.clients.liaison.post(`/visits/${made.id}/resolve`, say)).body.status).toBe('payable');
});

test('a form is for photos only', async () => {
  const order = await request(world.site.app.getHttpServer())
    .post('/api/v1/visits/sync')
    .set('Authorization', `Bearer ${worker().token}`)
    .set('Idempotency-Key', 'form')
    .attach('file', await photo(), 'photo.jpg');
  expect([order.status, order.body.code]).toEqual([415, 'unsupported-media-type']);
  const empty = await request(world.site.app.getHttpServer())
    .post('/api/v1/photos')
    .set('Authorization', `Bearer ${worker().token}`)
    .set('Content-Type', 'multipart/form-data')
    .send('nothing');
  expect([empty.status, empty.body.code]).toEqual([400, 'invalid-request']);
});

test('V12: a photo that another visit showed; twice in one visit is once', async () => {
  const file = await photo();
  await send(file);
  const first = await cleaning(9, '12-10 09:00', [hashOf(file), hashOf(file)]);
  expect(first.status).toBe('payable');
  const second = await cleaning(10, '12-11 09:00', [hashOf(file)]);
  expect([second.status, second.decision?.codes]).toEqual(['held', ['V12']]);
  expect(second.decision?.findings[0]?.message).toContain(first.number);
});

test('V07: an item that needs a photo, and none is named', async () => {
  const made = await cleaning(11, '12-12 09:00', []);
  expect([made.status, made.decision?.codes]).toEqual(['held', ['V07']]);
});

test('is shown to whoever sees the visit, and to nobody else', async () => {
  const file = await photo();
  await send(file);
  const made = await cleaning(12, '12-13 09:00', [hashOf(file)]);
  const path = `/visits/${made.id}/photos/${hashOf(file)}`;
  const shown = await world.clients.clerk.get(path);
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/jpeg']);
  const others = await world.site.signIn('clerk-b');
  expect((await others.get(path)).status).toBe(404);
  expect((await world.clients.clerk.get(`/visits/${made.id}/photos/${'0'.repeat(64)}`)).status).toBe(404);
});

test('a signature is the very drawing that was sent, for whoever sees the visit', async () => {
  const made = await cleaning(13, '12-14 09:00', []);
  const path = `/visits/${made.id}/signature`;
  const shown = await world.clients.clerk.get(path);
  expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
  expect(shown.body.equals(Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64'))).toBe(true);
  expect((await (await world.site.signIn('clerk-b')).get(path)).status).toBe(404);
  const order = await world.order(14, { itemCode: 'CL01', quantity: '3.00' });
  const start = startOf(order.id, '12-15 09:00', { location: await world.home(order.cadreId) });
  const unsigned = await make(worker(), start, endOf('12-15 10:00', { signature: null }));
  expect((await world.clients.clerk.get(`/visits/${unsigned.id}/signature`)).status).toBe(404);
});

test('the same key stands for the same photo', async () => {
  const [one, two, key] = [await photo(), await photo(), newId()];
  const first = await send(one, worker(), key);
  const again = await send(one, worker(), key);
  expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
    201,
    first.text,
    'true',
  ]);
  expect((await send(two, worker(), key)).body.code).toBe('idempotency-mismatch');
});

test('what is no photo is refused, whatever it is called', async () => {
  const gif = Buffer.from('GIF89a-not-a-photo-at-all');
  const broken = (await photo()).subarray(0, 200);
  const brokenHeic = readFileSync(join(__dirname, '../support/photo.heic')).subarray(0, 300);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>');
  for (const file of [gif, broken, brokenHeic, svg, Buffer.alloc(5000)]) {
    const { status, body } = await send(file);
    expect([status, body.code]).toEqual([415, 'unreadable-photo']);
  }
  const large = await send(Buffer.concat([await photo(), Buffer.alloc(10 * 1024 * 1024)]));
  expect([large.status, large.body.code]).toEqual([413, 'too-large']);
  expect(large.body.detail).toMatch(/^超过 10 MB，没有接收。文件请压缩/);
  expect((await worker().post('/photos', { file: 'x' })).status).toBe(415);
  expect((await send(await photo(), world.clients.clerk)).status).toBe(403);
});

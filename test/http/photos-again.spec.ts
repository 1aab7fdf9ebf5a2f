import sharp from 'sharp';
import { startApp } from '../support/app';
import { endOf, hashOf, make, startOf, upload, type VisitSite, visitSite } from '../support/visits';

/** A photo is the same photo in whatever file it comes again. */
let world: VisitSite;
beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const worker = () => world.clients.worker;
const send = (file: Buffer) => upload(world.site, worker(), file);

const photo = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: { r: red, g: 90, b: 20 } } })
    .jpeg()
    .toBuffer();

/** An hour of cleaning in the morning of this day that names these photos. */
async function cleaning(i: number, day: string, photos: readonly string[]) {
  const order = await world.order(i, { itemCode: 'CL01', quantity: '3.00' });
  const location = await world.home(order.cadreId);
  const start = startOf(order.id, `${day} 09:00`, { location });
  return make(worker(), start, endOf(`${day} 10:00`, { location, photos }));
}

test('V12: the same pixels in another file are the same photo', async () => {
  const side = { width: 2600, height: 1500 };
  const stripes = Buffer.from(
    Uint8Array.from({ length: side.width * side.height * 3 }, (_, i) => (i >> 7) % 251),
  );
  const raw = sharp(stripes, { raw: { ...side, channels: 3 } });
  const file = await raw
    .withExif({ IFD0: { Model: 'ONE-CAMERA' } })
    .png()
    .toBuffer();
  const copies: [string, Buffer][] = [
    ['one byte more', Buffer.concat([file, Buffer.alloc(1)])],
    [
      'another EXIF',
      await sharp(file)
        .withExif({ IFD0: { Model: 'OTHER' } })
        .png()
        .toBuffer(),
    ],
    ['another format, without loss', await sharp(file).webp({ lossless: true, effort: 0 }).toBuffer()],
  ];
  await send(file);
  const first = await cleaning(15, '12-16', [hashOf(file)]);
  expect(first.status).toBe('payable');
  for (const [i, [how, copy]] of copies.entries()) {
    expect([how, (await send(copy)).body.sha256]).toEqual([how, hashOf(copy)]);
    const { status, decision } = await cleaning(16 + i, `12-${17 + i}`, [hashOf(copy)]);
    expect([how, status, decision?.codes]).toEqual([how, 'held', ['V12']]);
    expect(decision?.findings[0]?.message).toContain(first.number);
  }
});

test('a mark or a stamp, smaller than any photo, is another one in another file', async () => {
  const small = { width: 320, height: 239, channels: 3, background: '#224466' } as const;
  const file = await sharp({ create: small }).png().toBuffer();
  const more = Buffer.concat([file, Buffer.alloc(1)]);
  for (const [i, each] of [file, more].entries()) {
    await send(each);
    expect((await cleaning(25 + i, `12-2${6 + i}`, [hashOf(each)])).status).toBe('payable');
  }
});

test('a photo kept before pixels were counted is known by its file', async () => {
  const file = await photo(10);
  await send(file);
  await world.sql('update photo_upload set pixels = null where sha256 = $1', [hashOf(file)]);
  await cleaning(20, '12-21', [hashOf(file)]);
  const more = Buffer.concat([file, Buffer.alloc(1)]);
  await send(more);
  expect((await cleaning(21, '12-22', [hashOf(more)])).status).toBe('payable');
  const { status, decision } = await cleaning(22, '12-23', [hashOf(file)]);
  expect([status, decision?.codes]).toEqual(['held', ['V12']]);
});

test('of two visits that show the same pixels at one moment, one is held', async () => {
  const file = await photo(200);
  const files = [file, Buffer.concat([file, Buffer.alloc(1)])];
  const ids: string[] = [];
  for (const [i, each] of files.entries()) {
    ids.push((await cleaning(23 + i, `12-2${4 + i}`, [hashOf(each)])).id);
  }
  await Promise.all(files.map((each) => send(each)));
  const found = await Promise.all(ids.map(async (id) => (await worker().get(`/visits/${id}`)).body.status));
  expect(found.sort()).toEqual(['held', 'payable']);
});

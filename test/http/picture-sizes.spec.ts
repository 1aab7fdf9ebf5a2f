import { DomainError } from '@songbai/contracts';
import sharp from 'sharp';
import { readPixels } from '../../apps/api/src/photos/pixels';
import { startApp } from '../support/app';
import { claimedHeic, claimedPng, withScans } from '../support/pictures';
import { upload, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const codeOf = (file: Buffer): Promise<string> =>
  readPixels(file).then(
    ({ width, height }) => `${width}x${height}`,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a05a14' }, limitInputPixels: false });

test('over 52 million pixels a picture is refused by its header, in words', async () => {
  const file = await plain(8_700, 6_000).jpeg().toBuffer();
  const { status, body } = await upload(world.site, world.clients.worker, file);
  expect([status, body.code, body.title]).toEqual([413, 'too-many-pixels', '图片像素过多']);
  expect(body.detail).toMatch(
    /^图片为 5220 万像素，这种图片最多接收 5200 万像素，没有接收：.*请用手机的普通拍照模式/,
  );
  expect(await codeOf(claimedPng({ width: 60_000, height: 60_000 }))).toBe('too-many-pixels');
  expect(await codeOf(claimedHeic(10_000, 8_000))).toBe('too-many-pixels');
});

test('of what a decoder keeps as a whole, fewer', async () => {
  const size = { width: 8_000, height: 6_000 };
  expect(await codeOf(claimedPng({ ...size, depth: 16, isInterlaced: true }))).toBe('too-many-pixels');
  // They may be so large; that there are no pixels in them shows only when they are opened.
  expect(await codeOf(claimedPng({ ...size, depth: 16 }))).toBe('unreadable-photo');
  expect(await codeOf(claimedPng({ ...size, isInterlaced: true }))).toBe('unreadable-photo');
});

test('what the largest telephones send is read', async () => {
  expect(await codeOf(await plain(8_192, 6_144).jpeg({ progressive: true }).toBuffer())).toBe('8192x6144');
}, 60_000);

test('hundreds of passes over the pixels, or a text that unpacks to hundreds of megabytes, are no photo', async () => {
  const jpeg = await plain(640, 480).jpeg({ progressive: true }).toBuffer();
  expect(await codeOf(jpeg)).toBe('640x480');
  expect(await codeOf(withScans(jpeg, 500))).toBe('unreadable-photo');
  const text = 'a'.repeat(200_000_000);
  expect(await codeOf(claimedPng({ width: 60, height: 48 }, text))).toBe('unreadable-photo');
}, 60_000);

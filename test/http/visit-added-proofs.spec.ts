import sharp from 'sharp';
import { hashOfAddition, hashOfFirst } from '../../apps/api/src/visits/added-proof-store';
import type { LiveVisit } from '../../apps/api/src/visits/live-visit-store';
import { type Client, startApp } from '../support/app';
import {
  endOf,
  hashOf,
  type Made,
  make,
  SIGNATURE,
  startOf,
  upload,
  type VisitSite,
  visitSite,
} from '../support/visits';

let world: VisitSite;

beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

const as = (name: keyof VisitSite['clients']) => world.clients[name];
const add = (visit: Made, body: object, who: Client = as('manager')) =>
  who.post(`/visits/${visit.id}/add-proof`, body);
const read = async (visit: Made, who: Client = as('clerk2')) => (await who.get(`/visits/${visit.id}`)).body;
const say = (visit: Made, code: string, resolution: string, over: object = {}) =>
  as('liaison').post(`/visits/${visit.id}/resolve`, { code, resolution, reason: '已核实。', ...over });

let turn = 0;
const photo = (): Promise<Buffer> =>
  sharp({
    create: { width: 320, height: 240, channels: 3, background: { r: (++turn * 25) % 250, g: 9, b: 90 } },
  })
    .jpeg()
    .toBuffer();

/** Held for its signature, and for a missing position where asked. */
async function heldVisit(i: number, day: string, location?: null): Promise<Made> {
  const of = await world.order(i, { quantity: '2.00' });
  const home = await world.home(of.cadreId);
  const place = { location: location === null ? null : home };
  return make(
    as('worker'),
    startOf(of.id, `${day} 09:00`, place),
    endOf(`${day} 10:00`, { location: home, signature: null, note: '长辈睡着了' }),
  );
}

test('words, a photo and a signature come to a held visit; the first proof and the decision stay', async () => {
  const visit = await heldVisit(0, '12-01');
  const before = await read(visit);
  const file = await photo();
  await upload(world.site, as('manager'), file);
  const given = await add(visit, { note: ' 家属当场签了纸单 ', photos: [hashOf(file).toUpperCase()] });
  expect([given.status, given.body.status, given.body.decision.codes]).toEqual([200, 'held', ['V07']]);
  const second = await add(visit, { signature: SIGNATURE }, as('worker'));
  expect(second.status).toBe(200);
  const { addedProofs, ...rest } = await read(visit);
  expect(rest).toEqual({ ...before, addedProofs: undefined });
  expect(addedProofs).toMatchObject([
    { note: '家属当场签了纸单', photos: [hashOf(file)], signed: false, usedOn: [], by: 'manager' },
    { note: null, photos: [], signed: true, usedOn: [], by: 'worker' },
  ]);
  expect(addedProofs[0].byName).not.toBe('manager');
  const at = `/visits/${visit.id}`;
  expect((await as('liaison').get(`${at}/photos/${hashOf(file)}`)).status).toBe(200);
  const drawing = await as('liaison').get(`${at}/added-proofs/${addedProofs[1].sha256}/signature`);
  expect([drawing.status, drawing.headers['content-type']]).toEqual([200, 'image/png']);
  expect((await as('liaison').get(`${at}/added-proofs/${addedProofs[0].sha256}/signature`)).status).toBe(404);
  // An auditor sees that something was added, and not what was written.
  const [seen] = (await read(visit, await world.site.signIn('auditor'))).addedProofs;
  expect([seen.note, seen.photos, seen.by]).toEqual([null, [hashOf(file)], 'manager']);
});

test('each hash covers all of it and what was there before, and is on record', async () => {
  const visit = await heldVisit(1, '12-02');
  await add(visit, { note: '第一份' });
  await add(visit, { note: '第二份', signature: SIGNATURE });
  const { addedProofs } = await read(visit);
  const [view] = await world.sql(
    `select number, method, started_at, ended_at, start_longitude, start_latitude, end_longitude, end_latitude,
       start_accuracy, end_accuracy, array[]::text[] as photos from visit where id = $1`,
    [visit.id],
  );
  const base = hashOfFirst({ view } as unknown as LiveVisit, { note: '长辈睡着了', tasks: [] }, null);
  let last = base;
  for (const [i, signature] of [null, SIGNATURE].entries()) {
    const { note, photos, by, at, sha256 } = addedProofs[i];
    const hash = (over: object): string =>
      hashOfAddition(last, { note, photos, signature, by, at: new Date(at), ...over });
    expect(hash({})).toBe(sha256);
    for (const over of [
      { note: 'x' },
      { photos: ['x'] },
      { signature: 'x' },
      { by: 'x' },
      { at: new Date(0) },
    ])
      expect(hash(over)).not.toBe(sha256);
    last = sha256;
  }
  const acts = await world.sql<{ entry: string }>(
    `select entry from audit_log where subject_id = $1 and verb = 'visit.add-proof' order by seq`,
    [visit.id],
  );
  expect(acts.map(({ entry }) => JSON.parse(entry).after.proof)).toEqual(
    addedProofs.map(({ sha256 }: { sha256: string }) => sha256),
  );
  for (const change of ["update visit_added_proof set added_by = 'x'", 'delete from visit_added_proof'])
    await expect(world.sql(`${change} where visit_id = $1`, [visit.id])).rejects.toThrow();
});

test('a photo of another record is named to whoever decides', async () => {
  const file = await photo();
  await upload(world.site, as('worker'), file);
  const of = await world.order(2, { quantity: '2.00' });
  const location = await world.home(of.cadreId);
  const first = await make(
    as('worker'),
    startOf(of.id, '12-03 09:00', { location }),
    endOf('12-03 10:00', { location, photos: [hashOf(file)] }),
  );
  const visit = await heldVisit(3, '12-03');
  await add(visit, { photos: [hashOf(file)] });
  expect((await read(visit)).addedProofs[0].usedOn).toEqual([first.number]);
});

test('a photo that was added was used: for the next visit, and for what is added to another', async () => {
  const file = await photo();
  const copy = Buffer.concat([file, Buffer.alloc(1)]);
  for (const each of [file, copy]) await upload(world.site, as('worker'), each);
  const first = await heldVisit(7, '12-07');
  await add(first, { photos: [hashOf(file)] });
  const of = await world.order(8, { quantity: '2.00' });
  const location = await world.home(of.cadreId);
  const next = await make(
    as('worker'),
    startOf(of.id, '12-08 09:00', { location }),
    endOf('12-08 10:00', { location, photos: [hashOf(copy)] }),
  );
  expect([next.status, next.decision?.codes]).toEqual(['held', ['V12']]);
  expect(next.decision?.findings[0]?.message).toContain(first.number);
  const other = await heldVisit(9, '12-09');
  await add(other, { photos: [hashOf(copy)] });
  // Not `next`, on which it was shown with the visit: it was there later.
  expect((await read(other)).addedProofs[0].usedOn).toHaveLength(1);
});

test('whoever decides has seen all of it; once somebody has decided nothing more is taken', async () => {
  const visit = await heldVisit(4, '12-04', null);
  expect(visit.decision?.codes).toEqual(['V03', 'V07']);
  await add(visit, { note: '补一份说明' });
  const stale = await say(visit, 'V03', 'confirm', { seenProofs: 0 });
  expect([stale.status, stale.body.reason]).toEqual([409, 'changed-meanwhile']);
  expect((await say(visit, 'V03', 'confirm', { seenProofs: 1 })).status).toBe(200);
  // One reason is still open.
  expect((await add(visit, { note: '再补一份' })).status).toBe(200);
  expect((await say(visit, 'V07', 'reject')).status).toBe(200);
  const late = await add(visit, { note: '太晚了' });
  expect([late.status, late.body.reason]).toEqual([409, 'visit-looked-into']);
  const cleared = await heldVisit(5, '12-05');
  await say(cleared, 'V07', 'confirm');
  expect((await add(cleared, { note: '太晚了' })).body.code).toBe('illegal-transition');
  expect((await read(visit)).addedProofs).toHaveLength(2);
});

test('not before the visit is over, and not nothing', async () => {
  const visit = await heldVisit(6, '12-06');
  for (const body of [{}, { note: '  ' }, { photos: [] }])
    expect((await add(visit, body)).body.errors).toMatchObject([{ path: 'note' }]);
  const unknown = await add(visit, { photos: ['c'.repeat(64)] });
  expect([unknown.status, unknown.body.errors]).toMatchObject([400, [{ path: 'photos' }]]);
  expect((await add(visit, { note: '不该由局里补' }, as('clerk'))).status).toBe(403);
});

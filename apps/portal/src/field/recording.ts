import { newId } from '../shared/new-id';
import { now } from './clock';
import { shrink } from './photo';
import { whereAmI } from './place';
import { sendSoon } from './sender';
import { type KeptVisit, store, type Task, type Verb } from './store';

/** What the worker does, written down on this device before anything else happens. */

/** Seconds, as the rules count; the server reads any offset. */
const nowText = (): string => new Date(Math.floor(now() / 1000) * 1000).toISOString();

export type Refusal = 'another-open';

/** Tap 1. Twice is once, in two tabs as well; only one visit is under way at a time. */
export async function begin(task: Task, id = task.visit.id): Promise<Refusal | undefined> {
  // Begun on a device that is gone: its time stands.
  const { status, startedAt: known } = task.visit;
  const isKnown = status === 'started' && id === task.visit.id;
  const startedAt = (isKnown && known) || nowText();
  const refusal = await store.transaction('rw', store.outbox, async () => {
    const open = await store.outbox.where('step').anyOf('open', 'ended').toArray();
    const other = open.find((each) => each.id !== id);
    if (other) return 'another-open' as const;
    if (open.length > 0) return undefined;
    await store.outbox.put({
      ...{ id, kind: 'visit', step: 'open', madeAt: now(), task, isPlaced: false, isBegun: false },
      body: { id, orderId: task.visit.orderId ?? '', startedAt, method: 'mobile', photos: [], tasks: [] },
    });
    return undefined;
  });
  if (refusal === undefined) void placed(id, 'location').then(sendSoon);
  return refusal;
}

/** A visit that nobody had planned, for an order of this list. */
export async function beginUnplanned(task: Task): Promise<string | undefined> {
  const id = newId();
  return (await begin(task, id)) === undefined ? id : undefined;
}

/** Tap 2. */
export async function end(id: string): Promise<void> {
  await change(id, (visit) => {
    visit.step = 'ended';
    visit.body.endedAt = nowText();
  });
  void placed(id, 'endLocation');
}

/** Back to the running visit: the worker had not finished after all. */
export const resume = (id: string): Promise<void> =>
  change(id, (visit) => {
    visit.step = 'open';
    visit.body.endedAt = null;
    visit.body.endLocation = null;
  });

/** Tap 3. From here on it is the sender's. */
export async function submit(id: string): Promise<void> {
  await change(id, (visit) => {
    if (visit.step === 'ended') visit.step = 'waiting';
  });
  sendSoon();
}

export const setTasks = (id: string, tasks: string[]): Promise<void> =>
  change(id, ({ body }) => {
    body.tasks = tasks;
  });

export const setNote = (id: string, note: string): Promise<void> =>
  change(id, ({ body }) => {
    body.note = note.trim() === '' ? null : note;
  });

export const setSignature = (id: string, signature: string | null): Promise<void> =>
  change(id, ({ body }) => {
    body.signature = signature;
  });

/** Throws where the browser cannot read the picture. */
export async function addPhoto(visitId: string, original: Blob): Promise<void> {
  const { file, sha256 } = await shrink(original);
  await store.transaction('rw', store.outbox, store.blobs, async () => {
    await store.blobs.put({ visitId, sha256, file });
    await change(visitId, ({ body }) => {
      body.photos = [...new Set([...(body.photos ?? []), sha256])];
    });
  });
}

export async function removePhoto(visitId: string, sha256: string): Promise<void> {
  await store.transaction('rw', store.outbox, store.blobs, async () => {
    await store.blobs.delete([visitId, sha256]);
    await change(visitId, ({ body }) => {
      body.photos = (body.photos ?? []).filter((each) => each !== sha256);
    });
  });
}

/**
 * It did not go as planned. A visit under way ends with it, unless it is an emergency: that one goes on. `id` is of the
 * press, so that twice is once; and a visit does not come to nothing twice, whichever tab says so.
 */
export async function report(
  task: Task,
  visitId: string,
  verb: Verb,
  text: string,
  id: string,
): Promise<void> {
  await store.transaction('rw', store.outbox, async () => {
    if (await isToldAlready(visitId, verb, id)) return;
    const known = await store.outbox.get(visitId);
    const isRunning = known?.step === 'open' || known?.step === 'ended';
    const called = verb === 'skip' && isRunning ? 'cancel' : verb;
    if (known?.kind === 'visit' && isRunning && verb !== 'emergency') {
      // The server hears of the beginning first, then why it came to nothing.
      await store.outbox.put({
        ...known,
        step: 'waiting',
        isPlaced: true,
        body: { ...known.body, endedAt: null },
      });
    }
    const entry = { id, kind: 'report', step: 'waiting', madeAt: now() } as const;
    await store.outbox.add({ ...entry, task, visitId, verb: called, text });
  });
  sendSoon();
}

async function isToldAlready(visitId: string, verb: Verb, id: string): Promise<boolean> {
  if (verb === 'emergency') return (await store.outbox.get(id)) !== undefined;
  const said = await store.outbox
    .where('kind')
    .equals('report')
    .filter((each) => each.kind === 'report' && each.visitId === visitId && each.verb !== 'emergency')
    .count();
  return said > 0;
}

/** Sends what was refused once more, say after the office has put something right. */
export async function tryAgain(id: string): Promise<void> {
  await store.outbox.update(id, { step: 'waiting', problem: undefined });
  sendSoon();
}

/** The office has entered it by hand. It stays readable here, and is not sent any more. */
export async function remove(id: string): Promise<void> {
  await store.transaction('rw', store.outbox, store.blobs, async () => {
    await store.outbox.update(id, { step: 'removed' });
    await store.blobs.where('visitId').equals(id).delete();
  });
}

function change(id: string, how: (visit: KeptVisit) => void): Promise<void> {
  return store.transaction('rw', store.outbox, async () => {
    const visit = await store.outbox.get(id);
    // What was submitted does not change any more, whatever another tab still shows.
    if (visit?.kind !== 'visit' || (visit.step !== 'open' && visit.step !== 'ended')) return;
    how(visit);
    await store.outbox.put(visit);
  });
}

async function placed(id: string, field: 'location' | 'endLocation'): Promise<void> {
  const found = await whereAmI();
  await change(id, (visit) => {
    visit.body[field] = found;
    if (field === 'location') visit.isPlaced = true;
  });
}

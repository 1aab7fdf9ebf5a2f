import { newId } from '../shared/new-id';
import { sendPhoto } from '../shared/send-file';
import { answerOf, api, SongbaiProblem } from '../shared/session';
import { now } from './clock';
import { setLine } from './line';
import { isNoRoom } from './room';
import {
  type KeptReport,
  type KeptVisit,
  type Photo,
  type Problem,
  readMeta,
  store,
  writeMeta,
} from './store';
import { refresh } from './worksheet';

const EVERY_MS = 60_000;

let running: Promise<void> | undefined;
let isAskedAgain = false;

/** Sends all that waits, one round at a time on this device: a second tab waits for its turn and finds nothing left. */
export function send(): Promise<void> {
  if (running) {
    isAskedAgain = true;
    return running;
  }
  running = inTurn().finally(() => {
    running = undefined;
    if (isAskedAgain) {
      isAskedAgain = false;
      sendSoon();
    }
  });
  return running;
}

export function sendSoon(): void {
  void send();
}

/** On opening, when the network comes back, when the page is looked at, and every minute. */
export function keepSending(): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible') sendSoon();
  };
  const lost = (): void => setLine({ phase: 'offline' });
  const timer = setInterval(sendSoon, EVERY_MS);
  addEventListener('online', sendSoon);
  addEventListener('offline', lost);
  document.addEventListener('visibilitychange', look);
  sendSoon();
  return () => {
    clearInterval(timer);
    removeEventListener('online', sendSoon);
    removeEventListener('offline', lost);
    document.removeEventListener('visibilitychange', look);
  };
}

async function inTurn(): Promise<void> {
  if (navigator.locks === undefined) return round();
  await navigator.locks.request('songbai.outbox', round);
}

async function round(): Promise<void> {
  const { user } = await readMeta();
  if (user === undefined) return;
  if (!navigator.onLine) return setLine({ phase: 'offline' });
  setLine({ phase: 'syncing' });
  try {
    // The cookie is the browser's: somebody else may have signed in at the desk meanwhile.
    const { id } = await answerOf(api.GET('/api/v1/auth/me', {}));
    if (id !== user.id) return setLine({ phase: 'failed', why: 'sign-in' });
    const failures = [await sendVisits(), await sendPhotos(), await sendReports()];
    await refresh();
    await writeMeta({ metAt: Date.now() });
    const failure = failures.find((each) => each !== undefined);
    setLine(failure === undefined ? { phase: 'done', at: now() } : lineOf(failure));
  } catch (error) {
    setLine(navigator.onLine ? lineOf(error) : { phase: 'offline' });
  }
}

/** What the server stumbles over does not hold up the rest; without a network or a session there is no more to do. */
async function each<T>(due: readonly T[], sendOne: (one: T) => Promise<void>): Promise<unknown> {
  let failure: unknown;
  for (const one of due) {
    try {
      await sendOne(one);
    } catch (error) {
      if (!(error instanceof SongbaiProblem) || [401, 429].includes(error.problem.status)) throw error;
      failure ??= error;
    }
  }
  return failure;
}

/** A visit under way goes as well, so that the office sees it; its end follows under the same id. */
async function sendVisits(): Promise<unknown> {
  const kept = (await store.outbox.where('kind').equals('visit').toArray()) as KeptVisit[];
  const due = kept.filter(
    ({ step, isBegun, isPlaced }) => step === 'waiting' || (step === 'open' && isPlaced && !isBegun),
  );
  return each(
    due.sort((a, b) => Date.parse(a.body.startedAt) - Date.parse(b.body.startedAt)),
    sendVisit,
  );
}

async function sendVisit(visit: KeptVisit): Promise<void> {
  // The clock of this moment goes along, so each attempt is a request of its own; the id keeps the visit single.
  const body = { deviceTime: new Date().toISOString(), visits: [bodyOf(visit)] };
  const params = { header: { 'Idempotency-Key': newId() } };
  const { results } = await answerOf(api.POST('/api/v1/visits/sync', { body, params }));
  const [result] = results;
  await store.transaction('rw', store.outbox, async () => {
    const now = await store.outbox.get(visit.id);
    if (result && now?.kind === 'visit') await store.outbox.put(after(now, visit, result));
  });
}

function bodyOf({ step, body }: KeptVisit): KeptVisit['body'] {
  if (step === 'waiting') return body;
  const { id, orderId, startedAt, location, method } = body;
  return { id, orderId, startedAt, location, method, photos: [] };
}

type Result = { outcome: string; decision?: KeptVisit['decision'] | null; error?: unknown };

/** What the worker did meanwhile stays; only what was sent has come further. */
function after(now: KeptVisit, sent: KeptVisit, { outcome, decision, error }: Result): KeptVisit {
  const isWhole = sent.step === 'waiting';
  if (outcome !== 'rejected')
    return {
      ...now,
      isBegun: true,
      ...(isWhole && { step: 'sent', problem: undefined, decision: decision ?? undefined }),
    };
  // A beginning that is refused now will be refused with the whole visit, when the worker can do something about it.
  return isWhole ? { ...now, step: 'refused', problem: error as Problem } : { ...now, isBegun: true };
}

/** The visit is there first: it is small, and waits for its photos. */
async function sendPhotos(): Promise<unknown> {
  return each(await store.blobs.toArray(), async (photo) => {
    const visit = await store.outbox.get(photo.visitId);
    if (visit?.step === 'sent') await sendKept(photo);
  });
}

async function sendKept({ visitId, sha256, file }: Photo): Promise<void> {
  try {
    if ((await sendPhoto(file, `${sha256}.jpg`)) !== sha256)
      throw new Error('another photo came to the server');
    await store.blobs.delete([visitId, sha256]);
  } catch (error) {
    if (!(error instanceof SongbaiProblem) || !isFinal(error.problem.status)) throw error;
    await store.outbox.update(visitId, { step: 'refused', problem: error.problem });
  }
}

async function sendReports(): Promise<unknown> {
  const kept = (await store.outbox.where('kind').equals('report').toArray()) as KeptReport[];
  const due = kept.filter(({ step }) => step === 'waiting').sort((a, b) => a.madeAt - b.madeAt);
  return each(due, async (report) => {
    try {
      await sendReport(report);
      await store.outbox.update(report.id, { step: 'sent', problem: undefined });
    } catch (error) {
      if (!(error instanceof SongbaiProblem) || !isFinal(error.problem.status)) throw error;
      const isSo = error.problem.status === 409 && (await isAsReported(report));
      await store.outbox.update(
        report.id,
        isSo ? { step: 'sent', problem: undefined } : { step: 'refused', problem: error.problem },
      );
    }
  });
}

function sendReport({ id, visitId, verb, text }: KeptReport): Promise<unknown> {
  const params = { path: { id: visitId }, header: { 'Idempotency-Key': id } };
  if (verb === 'emergency')
    return answerOf(api.POST('/api/v1/visits/{id}/emergency', { params, body: { told: text } }));
  return answerOf(api.POST(`/api/v1/visits/{id}/${verb}`, { params, body: { reason: text } }));
}

/** The office's list says already what this report says: there is nothing left to be settled by anybody. */
async function isAsReported({ visitId, verb }: KeptReport): Promise<boolean> {
  if (verb === 'emergency') return false;
  const visit = await answerOf(api.GET('/api/v1/visits/{id}', { params: { path: { id: visitId } } })).catch(
    (error: unknown) => {
      // A visit that may no longer be read stays unread: the report is refused, and said to be, not sent for ever.
      if (error instanceof SongbaiProblem && isFinal(error.problem.status)) return undefined;
      throw error;
    },
  );
  return visit?.status === (verb === 'skip' ? 'missed' : 'cancelled');
}

/** The same request would be refused again. Not so where one must sign in, wait, or try later. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);

function lineOf(error: unknown) {
  if (isNoRoom(error)) return { phase: 'failed', why: 'no-room' } as const;
  if (!(error instanceof SongbaiProblem)) return { phase: 'failed', why: 'no-server' } as const;
  const { status, detail } = error.problem;
  return { phase: 'failed', why: status === 401 ? 'sign-in' : 'server', detail } as const;
}

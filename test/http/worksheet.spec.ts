import { dayOf, monthOf } from '@songbai/contracts';
import { startApp } from '../support/app';
import { make, SIGNATURE, type VisitSite, visitSite } from '../support/visits';

let world: VisitSite;
beforeAll(async () => {
  world = await visitSite(await startApp());
}, 120_000);
afterAll(() => world.site.close());

interface Task {
  visit: { id: string; status: string; orderId: string; note: string | null; decision?: { state: string } };
  cadre: { id: string; name: string; address: string | null; latitude: number | null };
  item: { code: string; standardMinutes: number; proofs: string[] };
  orderOpen: boolean;
  contacts: { kind: string; name: string; phone: string }[];
}
interface Sheet {
  at: string;
  tasks: Task[];
  month: {
    month: string;
    finished: number;
    planned: number;
    workedMinutes: number;
    ratings: number[];
    ratingsWithheld: number;
  };
}

const sheet = async (): Promise<Sheet> => {
  const { status, body } = await world.clients.worker.get('/worksheet');
  expect(status).toBe(200);
  return body;
};

const SECOND = 1000;
const ago = (seconds: number): string => new Date(Date.now() - seconds * SECOND).toISOString();

it('carries the planned visits with home, item, proofs and whom to ring, and nobody else’s', async () => {
  const { tasks, at } = await sheet();
  expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(60 * SECOND);
  const planned = tasks.filter(({ visit }) => visit.status === 'planned');
  expect(planned.length).toBeGreaterThan(3);
  for (const { cadre, item, contacts, orderOpen } of planned) {
    expect([cadre.address, cadre.latitude, orderOpen]).toEqual([
      expect.any(String),
      expect.any(Number),
      true,
    ]);
    expect(item).toMatchObject({
      code: 'LC01',
      standardMinutes: expect.any(Number),
      proofs: expect.any(Array),
    });
    expect(contacts.at(-1)).toMatchObject({ kind: 'office', phone: expect.stringMatching(/\d/) });
  }
  const own = await world.sql<{ id: string }>(
    `select v.id from visit v join app_user u on u.worker_id = v.worker_id where u.username = 'worker'`,
  );
  expect(tasks.every(({ visit }) => own.some(({ id }) => id === visit.id))).toBe(true);
});

it('names the liaison of the newest card that is still good', async () => {
  const [task] = (await sheet()).tasks.filter(({ visit }) => visit.status === 'planned');
  const cadreId = task?.cadre.id ?? '';
  const issue = (contactName: string, contactPhone: string) =>
    world.clients.clerk.post(`/cadres/${cadreId}/cards`, { contactName, contactPhone });
  await issue('郑联络', '0593-2800001');
  const second = await issue('新联络', '0593-2800002');
  const liaison = async () => {
    const found = (await sheet()).tasks.find(({ cadre }) => cadre.id === cadreId);
    return found?.contacts.find(({ kind }) => kind === 'liaison');
  };
  expect(await liaison()).toMatchObject({ name: '新联络', phone: '0593-2800002' });
  await world.clients.clerk.delete(`/cadres/${cadreId}/cards/${second.body.id}`);
  expect(await liaison()).toMatchObject({ name: '郑联络', phone: '0593-2800001' });
});

it('counts the month from the visits, and ratings without those that workers filled in', async () => {
  const before = (await sheet()).month;
  const { orderId, cadreId } = await freeOrder();
  const location = await world.home(cadreId);
  const id = crypto.randomUUID();
  const start = { id, orderId, startedAt: ago(3 * 86_400), location, method: 'mobile' };
  const end = { endedAt: ago(3 * 86_400 - 3600), location, signature: SIGNATURE, photos: [] };
  await make(world.clients.worker, start, end);
  await world.clients.liaison.post('/ratings', {
    visitId: id,
    level: 4,
    channel: 'phone',
    respondent: 'self',
  });
  await world.clients.liaison.post('/ratings', {
    visitId: id,
    level: 5,
    channel: 'phone',
    respondent: 'self',
  });
  const assisted = { visitId: id, level: 1, channel: 'app', respondent: 'worker-assisted' };
  await world.clients.liaison.post('/ratings', assisted);
  const { month } = await sheet();
  const added = monthOf(dayOf(Date.parse(start.startedAt) / SECOND)) === month.month ? 1 : 0;
  expect(month.finished).toBe(before.finished + added);
  expect(month.workedMinutes).toBe(before.workedMinutes + 60 * added);
  // Fewer than five would tell the worker who said what.
  const said = before.ratings.reduce((sum, each) => sum + each, before.ratingsWithheld) + added;
  expect([said < 5, month.ratingsWithheld, Math.max(...month.ratings)]).toEqual([true, said, 0]);
});

it('a worker says why a visit of theirs did not take place; others are told, and other workers may not', async () => {
  const [first, second] = (await sheet()).tasks.filter(({ visit }) => visit.status === 'planned');
  const drop = (id: string, verb: string) =>
    world.clients.worker.post(`/visits/${id}/${verb}`, { reason: '家中无人，敲门三次。' });
  const skipped = await drop(first?.visit.id ?? '', 'skip');
  expect([skipped.status, skipped.body.status, skipped.body.note]).toEqual([
    ...[200, 'missed', '家中无人，敲门三次。'],
  ]);
  expect((await world.clients.liaison.get(`/visits/${first?.visit.id}`)).body.note).toMatch('家中无人');
  expect((await drop(first?.visit.id ?? '', 'skip')).body.code).toBe('illegal-transition');
  expect((await drop(second?.visit.id ?? '', 'cancel')).body.status).toBe('cancelled');
  const [foreign] = await world.sql<{ id: string }>(
    `select v.id from visit v where v.status = 'planned'
       and v.worker_id <> (select worker_id from app_user where username = 'worker') limit 1`,
  );
  expect((await drop(foreign?.id ?? '', 'skip')).status).toBe(404);
});

it('an emergency is a call that the bureau owes, once, with all that was said', async () => {
  const [task] = (await sheet()).tasks;
  const tell = (told: string) => world.clients.worker.post(`/visits/${task?.visit.id}/emergency`, { told });
  const first = await tell('跌倒，已拨打120。');
  expect([first.status, first.body.reason, first.body.status]).toEqual([200, 'emergency', 'open']);
  const second = await tell('救护车到了。');
  expect(second.body).toMatchObject({ id: first.body.id, told: '跌倒，已拨打120。\n救护车到了。' });
  const { items } = (await world.clients.liaison.get('/call-requests?status=open')).body;
  expect(items.filter(({ reason }: { reason: string }) => reason === 'emergency')).toHaveLength(1);
});

it('is for care workers only', async () => {
  for (const name of ['clerk', 'manager', 'liaison'] as const)
    expect((await world.clients[name].get('/worksheet')).status).toBe(403);
});

/** An order that the worker may serve, three days ago as well. */
async function freeOrder(): Promise<{ orderId: string; cadreId: string }> {
  const { tasks } = await sheet();
  const [task] = tasks.filter(({ orderOpen, visit }) => orderOpen && visit.status === 'planned');
  return { orderId: task?.visit.orderId ?? '', cadreId: task?.cadre.id ?? '' };
}

import { onDay } from '../../support/moment';
import { SIGNATURE } from '../../support/visits';
import {
  at,
  blockers,
  by,
  done,
  funds,
  HOME,
  id,
  MONTH,
  photo,
  pots,
  refusal,
  serve,
  visitId,
} from './story';

describe('services', () => {
  test('the provider plans a visit with one who could come, and the worker finds it', async () => {
    const path = `/orders/${id.care}`;
    const candidates = done(
      await by.manager.get(`${path}/candidates?startsAt=${encodeURIComponent(at('12:00'))}`),
    );
    const mine = done(await by.worker.get('/visits?assignee=me&limit=1')).items[0].workerId;
    expect(candidates.items.map(({ workerId }: { workerId: string }) => workerId)).toContain(mine);
    const planned = { workerId: mine, startsAt: at('12:00') };
    const day = at('12:00').slice(0, 10);
    id.worker = mine;
    id.planned = done(await by.manager.post(`${path}/visits`, planned, undefined, onDay(day))).id;
    const found = done(await by.worker.get(`/visits?assignee=me&from=${day}&to=${day}`)).items;
    expect(found.map((visit: { id: string }) => visit.id)).toContain(id.planned);
  });

  test('the worker makes it: signed, in time, at home', async () => {
    const visit = { id: id.planned ?? '', orderId: id.care, startedAt: at('12:00') };
    const made = await serve(by.worker, visit, { endedAt: at('13:35') });
    expect(made).toMatchObject({
      status: 'payable',
      decision: { codes: [], quantity: '1.50', amount: '52.50' },
    });
    expect(done(await by.clerk.get(`/orders/${id.care}`)).status).toBe('in-service');
  });

  test('cleaning waits for its photo, and counts with it', async () => {
    const proof = await photo();
    const visit = { id: visitId(), orderId: id.shared, startedAt: at('14:30') };
    const made = await serve(by.worker, visit, { endedAt: at('16:30'), photos: [proof.hash] });
    expect(made).toMatchObject({ status: 'photo-pending' });
    expect((await proof.send()).status).toBe(201);
    const judged = done(await by.worker.get(`/visits/${visit.id}`));
    expect(judged).toMatchObject({ status: 'payable', decision: { quantity: '2.00', amount: '60.00' } });
    id.washed = visit.id;
  });

  test('a clerk enters one from paper: held for want of a position, and cleared by the liaison', async () => {
    const paper = { method: 'manual', onBehalfOf: id.worker, location: null };
    const visit = { id: visitId(), orderId: id.care, startedAt: at('17:00'), ...paper };
    const made = await serve(by.clerk2, visit, { endedAt: at('18:00'), location: null });
    expect(made.decision).toMatchObject({ state: 'held', codes: ['V03', 'V13'], quantity: '0.00' });
    expect(await blockers()).toContain('Y01');
    expect(refusal(await by.finance.post(`/months/${MONTH}/close`))).toContain('Y01');
    const said = { code: 'V03', resolution: 'confirm', reason: '已电话向家属核实。' };
    expect(refusal(await by.clerk2.post(`/visits/${visit.id}/resolve`, said))).toEqual([422, 'V19']);
    const cleared = done(await by.liaison.post(`/visits/${visit.id}/resolve`, said));
    expect(cleared).toMatchObject({ status: 'payable', decision: { quantity: '1.00', amount: '35.00' } });
    id.onPaper = visit.id;
  });

  test('what a telephone kept offline is stored once, however often it comes', async () => {
    const proof = await photo();
    expect((await proof.send()).status).toBe(201);
    const whole = { method: 'mobile', location: HOME, signature: SIGNATURE };
    const visits = [
      { ...whole, id: visitId(), orderId: id.errand, startedAt: at('20:30'), endedAt: at('21:15') },
      {
        ...whole,
        id: visitId(),
        orderId: id.cleaning,
        startedAt: at('19:00'),
        endedAt: at('20:00'),
        photos: [proof.hash],
      },
    ];
    const send = async () =>
      done(await by.worker.post('/visits/sync', { deviceTime: new Date().toISOString(), visits })).results;
    expect(await send()).toMatchObject([
      { id: visits[0]?.id, outcome: 'stored', decision: { amount: '20.00' } },
      { id: visits[1]?.id, outcome: 'stored', decision: { amount: '30.00' } },
    ]);
    expect((await send()).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['known', 'known']);
    for (const { orderId } of visits) {
      expect(done(await by.manager.get(`/visits?orderId=${orderId}`)).items).toHaveLength(1);
    }
    Object.assign(id, { errandMade: visits[0]?.id, cleaned: visits[1]?.id });
  });

  test('one without a signature is held, and the liaison rejects it', async () => {
    const visit = { id: visitId(), orderId: id.care, startedAt: at('21:45') };
    const made = await serve(by.worker, visit, { endedAt: at('22:45'), signature: null });
    expect(made.decision.codes).toEqual(['V07']);
    const said = { code: 'V07', resolution: 'reject', reason: '家属说没有人来。' };
    expect(done(await by.liaison.post(`/visits/${visit.id}/resolve`, said)).status).toBe('held');
    id.rejected = visit.id;
    expect(await funds()).toEqual({
      bureau: pots('250.00', '0.00', '0.00', '750.00'),
      unit: pots('200.00', '0.00', '0.00', '0.00'),
    });
  });
});

import { callMachine, dayOf, monthMachine, monthOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';

/** Every (state, verb) pair over HTTP of the machines that have no spec of their own. */
let site: TestApp;
let by: Record<'clerk' | 'approver' | 'finance' | 'finance2' | 'liaison', Client>;

beforeAll(async () => {
  site = await startApp();
  const names = ['clerk', 'approver', 'finance', 'finance2', 'liaison'] as const;
  const clients = await Promise.all(names.map((name) => site.signIn(name)));
  by = Object.fromEntries(names.map((name, i) => [name, clients[i]])) as typeof by;
}, 60_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: by.clerk.user.bureauId as string }, (tx) =>
    tx.query<T>(sql, values),
  );
const ILLEGAL = [409, 'illegal-transition'];

describe('a call that is owed', () => {
  const pairs = callMachine.states.flatMap((state) =>
    callMachine.verbs.map((verb) => [state, verb] as const),
  );
  test.each(pairs)('%s, %s', async (state, verb) => {
    const [{ id } = { id: '' }] = await asBureau<{ id: string }>(
      `insert into call_request (bureau_id, id, cadre_id, reason, status, asked_at)
       select c.bureau_id, gen_random_uuid(), c.id, 'asked', 'open', now() from cadre c
       where not exists (select from call_request r where r.cadre_id = c.id) order by c.code limit 1 returning id`,
    );
    const path = `/call-requests/${id}`;
    if (state === 'reached') await by.liaison.post(`${path}/reach`, {});
    if (state === 'not-reached') await by.liaison.post(`${path}/miss`, {});
    const { status, body } = await by.liaison.post(`${path}/${verb}`, {});
    if (callMachine.allows(state, verb)) {
      expect([status, body.status]).toEqual([200, callMachine.next(state, verb)]);
    } else {
      expect([status, body.code]).toEqual(ILLEGAL);
      expect(body.detail).toMatch(/“.+”/);
    }
  });
});

describe('a month', () => {
  /**
   * Months that nothing happened in, so that nothing stands against closing them. What the test before left open is
   * closed first: months are closed in their order.
   */
  const monthIn = async (state: string): Promise<string> => {
    await by.finance.post(`/months/2019-${String(turn).padStart(2, '0')}/close`);
    const month = `2019-${String(++turn).padStart(2, '0')}`;
    const { bureauId } = by.finance.user;
    if (state === 'not-opened') return month;
    await asBureau('select ledger.open_period($1, $2)', [bureauId, month]);
    if (state === 'soft')
      await asBureau(`select ledger.close_softly($1, gen_random_uuid(), $2, 'finance', now())`, [
        bureauId,
        month,
      ]);
    if (state === 'closed') await by.finance.post(`/months/${month}/close`);
    expect((await by.finance.get(`/months/${month}`)).body.state).toBe(state);
    return month;
  };
  let turn = 0;
  const pairs = monthMachine.states.flatMap((state) =>
    monthMachine.verbs.map((verb) => [state, verb] as const),
  );
  test.each(pairs)('%s, %s', async (state, verb) => {
    const path = `/months/${await monthIn(state)}/${verb}`;
    let answer = await by.finance.post(path, verb === 'reopen' ? { reason: '漏记。' } : undefined);
    // The first asks, and the second agrees.
    if (verb === 'reopen' && answer.status === 200)
      answer = await by.finance2.post(path, { reason: '同意。' });
    const { status, body } = answer;
    if (monthMachine.allows(state, verb)) {
      expect([status, body.state]).toEqual([200, monthMachine.next(state, verb)]);
    } else expect([status, body.code]).toEqual(ILLEGAL);
  });
});

describe('an amendment', () => {
  const SAID = { approve: 'approved', refuse: 'refused' } as const;
  const verbs = ['approve', 'refuse'] as const;
  const pairs = (['submitted', 'approved', 'refused'] as const).flatMap((state) =>
    verbs.map((verb) => [state, verb] as const),
  );
  test.each(pairs)('%s, %s', async (state, verb) => {
    const number = `HT-${monthOf(dayOf(Date.now() / 1000)).slice(0, 4)}-11`;
    const [contract] = (await by.clerk.get(`/contracts?number=${number}`)).body.items;
    const change = { areas: contract.areas, reason: '续' };
    const proposed = (await by.clerk.post(`/contracts/${contract.id}/amendments`, change)).body;
    const path = `/contracts/${contract.id}/amendments/${proposed.amendments.at(-1).id}`;
    const of = (name: string) =>
      by.approver.post(`${path}/${name}`, name === 'refuse' ? { reason: '不同意' } : undefined);
    if (state !== 'submitted')
      expect((await of(state === 'approved' ? 'approve' : 'refuse')).status).toBe(200);
    const { status, body } = await of(verb);
    if (state === 'submitted') expect([status, body.amendments.at(-1).status]).toEqual([200, SAID[verb]]);
    else expect([status, body.code]).toEqual(ILLEGAL);
  });
});

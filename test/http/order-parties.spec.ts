import { onDay } from '../support/moment';
import { anOrderFor, type OrderSite, requestOrder, startOrderSite } from '../support/orders';

let { site, parts, clerk, approver, unit, asBureau } = {} as OrderSite;
beforeAll(async () => {
  ({ site, parts, clerk, approver, unit, asBureau } = await startOrderSite());
}, 120_000);
afterAll(() => site.close());
const codesIn = (body: { findings: { code: string }[] }) => body.findings.map(({ code }) => code);
const own = () => parts.cadres.filter(({ unitId }) => unitId === unit.user.unitId);

/** An order that the signed-in unit's special-need fund pays. */
const ofUnit = (over: object = {}, client = clerk) => {
  const [cadre] = own();
  const body = anOrderFor(parts, cadre?.id ?? '', {
    quantity: '0.50',
    fundIds: [parts.fund(`TX-${cadre?.unit}`)],
  });
  return requestOrder(client, { ...body, ...over });
};
const seal = { document: '用款审批单第12号', scan: 'data:image/png;base64,AAAA' };

describe('where a unit’s fund pays', () => {
  test('the bureau approves and the unit approves; with the last one the funds are reserved', async () => {
    const { id } = await ofUnit();
    const first = await approver.post(`/orders/${id}/approve`, {});
    expect(first.body).toMatchObject({ status: 'requested', funding: [], approvals: [{ party: 'bureau' }] });
    expect((await approver.post(`/orders/${id}/approve`, {})).body.code).toBe('conflict');
    const second = await unit.post(`/orders/${id}/approve`, {});
    expect(second.body).toMatchObject({
      status: 'approved',
      approvals: [
        { party: 'bureau', by: 'approver' },
        { party: 'unit', by: 'unit' },
      ],
    });
    expect(second.body.funding).toHaveLength(1);
    expect((await clerk.get(`/orders/${id}`)).body).toEqual(second.body);
  });

  test('in any order', async () => {
    const { id } = await ofUnit();
    expect((await unit.post(`/orders/${id}/approve`, {})).body.status).toBe('requested');
    const twice = await (await site.signIn('unit2')).post(`/orders/${id}/approve`, {});
    expect([twice.status, twice.body.code, twice.body.reason]).toEqual([409, 'conflict', 'already-approved']);
    expect(twice.body.detail).toContain('已经审批过');
    expect((await approver.post(`/orders/${id}/approve`, {})).body.status).toBe('approved');
  });

  test('an approver enters the unit’s seal on paper, with their own approval or after it', async () => {
    const { id } = await ofUnit();
    const { body } = await approver.post(`/orders/${id}/approve`, { seal });
    expect(body).toMatchObject({
      status: 'approved',
      approvals: [{ party: 'bureau' }, { party: 'unit', by: 'approver', document: seal.document }],
    });
    const later = await ofUnit();
    await approver.post(`/orders/${later.id}/approve`, {});
    expect((await approver.post(`/orders/${later.id}/approve`, { seal })).body.status).toBe('approved');
    const [row] = await asBureau<{ scan: string }>(
      'select scan from order_approval where order_id = $1 and document is not null',
      [id],
    );
    expect(row?.scan).toBe(seal.scan);
    expect((await approver.post(`/orders/${(await ofUnit()).id}/approve`, { seal: {} })).status).toBe(400);
  });

  test('who ordered for the unit does not approve for it (O06, and O13 when it is the last)', async () => {
    const { id } = await ofUnit({}, unit);
    const early = await unit.post(`/orders/${id}/approve`, {});
    expect([early.status, codesIn(early.body)]).toEqual([422, ['O06']]);
    await approver.post(`/orders/${id}/approve`, {});
    const last = await unit.post(`/orders/${id}/approve`, {});
    expect([last.status, codesIn(last.body)]).toEqual([422, ['O13', 'O06']]);
    expect((await (await site.signIn('unit2')).post(`/orders/${id}/approve`, {})).body.status).toBe(
      'approved',
    );
  });

  test('the database says so too', async () => {
    const { id } = await ofUnit();
    const columns =
      'bureau_id, order_id, party_id, party, ordered_by, approved_by, approver_name, approved_at';
    await expect(
      asBureau(
        `insert into order_approval (${columns})
         values ($1, $2, $1, 'bureau', 'clerk', 'clerk', 'x', now())`,
        [parts.bureauId, id],
      ),
    ).rejects.toMatchObject({ constraint: 'order_approval_two_persons' });
    await expect(
      asBureau(
        `insert into order_approval (${columns})
         values ($1, $2, $1, 'bureau', 'somebody', 'clerk', 'x', now())`,
        [parts.bureauId, id],
      ),
    ).rejects.toMatchObject({ constraint: 'order_approval_order_fkey' });
  });

  test('a unit whose fund is not named is not asked, and cannot refuse either (O14)', async () => {
    const [cadre] = own();
    const { id } = await requestOrder(clerk, anOrderFor(parts, cadre?.id ?? ''));
    for (const [verb, body] of [
      ['approve', {}],
      ['refuse', { reason: 'x' }],
    ] as const) {
      const answer = await unit.post(`/orders/${id}/${verb}`, body);
      expect([answer.status, codesIn(answer.body)]).toEqual([422, ['O14']]);
    }
  });

  test('a unit refuses what its own fund would pay', async () => {
    const { id } = await ofUnit();
    const { body } = await unit.post(`/orders/${id}/refuse`, { reason: '经费另有安排。' });
    expect(body).toMatchObject({ status: 'refused', endedBy: 'unit' });
  });

  test('another unit does not even see it', async () => {
    const foreign = parts.cadres.find(({ unitId }) => unitId !== unit.user.unitId);
    const { id } = await requestOrder(clerk, anOrderFor(parts, foreign?.id ?? ''));
    expect((await unit.post(`/orders/${id}/approve`, {})).status).toBe(404);
    expect((await unit.get(`/orders/${id}`)).status).toBe(404);
  });
});

test('approved after its first day, it is said so: before, at the approval and ever after', async () => {
  const [cadre] = parts.cadres;
  const body = anOrderFor(parts, cadre?.id ?? '', { quantity: '0.50' });
  const notesIn = ({ body: answer }: { body: { notes: { code: string }[] } }) =>
    answer.notes.map(({ code }) => code);
  const preview = (day: string) => clerk.post('/orders/preview', body, null, onDay(day));
  expect([notesIn(await preview('2026-12-01')), notesIn(await preview('2026-12-02'))]).toEqual([[], ['O15']]);
  const { id } = await requestOrder(clerk, body);
  const reason = '夜间急送就医，次日补批。';
  const approved = await approver.post(`/orders/${id}/approve`, { reason }, undefined, onDay('2026-12-02'));
  expect(approved.body).toMatchObject({
    ...{ status: 'approved', findings: [] },
    notes: [{ code: 'O15', startsOn: '2026-12-01', approvedOn: '2026-12-02' }],
  });
  expect((await clerk.get(`/orders/${id}`)).body.notes).toEqual(approved.body.notes);
  const [kept] = await asBureau<{ entry: string }>(
    `select entry from audit_log where verb = 'order.approve' and subject_id = $1`,
    [id],
  );
  expect(kept?.entry).toContain(reason);
});

describe('even distribution', () => {
  /** The same sum, from one unit's public fund, for each of its roster. */
  const roster = async () => {
    const other = await asBureau<{ id: string; unit: string }>(
      `select c.id, u.code as unit from cadre c
       join unit u on u.bureau_id = c.bureau_id and u.id = c.responsible_unit_id
       where u.code = $1 and c.deceased_on is null order by c.code`,
      ['U002'],
    );
    await asBureau(`update contract set areas = (select array_agg(distinct area) from cadre) where id = $1`, [
      parts.contractId,
    ]);
    return other;
  };
  const ask = (cadreId: string, fund: string, over: object = {}) =>
    requestOrder(
      clerk,
      anOrderFor(parts, cadreId, {
        itemCode: 'HG01',
        quantity: '1.00',
        fundIds: [parts.fund(fund)],
        ...over,
      }),
    );
  const alerts = (fund: string) =>
    asBureau<{ code: string; orders: string[] }>(
      `select a.code, (select array_agg(o.number order by o.number) from alert_order x
         join service_order o on o.bureau_id = x.bureau_id and o.id = x.order_id
         where x.bureau_id = a.bureau_id and x.alert_id = a.id) as orders
       from alert a where a.fund_id = $1 and a.run_month > '2026-10'`,
      [parts.fund(fund)],
    );

  test('the order that would complete it is refused with O12; E01 names those already approved', async () => {
    const cadres = await roster();
    const enough = Math.ceil(cadres.length * 0.8);
    const numbers: string[] = [];
    for (const [i, cadre] of cadres.entries()) {
      if (i === enough) break;
      const { id, number } = await ask(cadre.id, 'GY-U002');
      const answer = await approver.post(`/orders/${id}/approve`, { seal });
      if (i < enough - 1) {
        expect(answer.body.status).toBe('approved');
        numbers.push(number);
        continue;
      }
      expect([answer.status, codesIn(answer.body)]).toEqual([422, ['O12', 'E01']]);
      expect(answer.body.findings[1].orders).toBe(numbers.sort().join('、'));
      expect(await alerts('GY-U002')).toEqual([{ code: 'E01', orders: numbers }]);
      const again = await approver.post(`/orders/${id}/approve`, { seal });
      expect([again.status, codesIn(again.body)]).toEqual([422, ['O12', 'E01']]);
      expect(await alerts('GY-U002')).toEqual([{ code: 'E01', orders: numbers }]);
      const told = await asBureau(`select 1 from audit_log where verb = 'order.alert'`);
      expect(told).toHaveLength(1);
      expect((await clerk.get(`/orders/${id}`)).body).toMatchObject({ status: 'requested', approvals: [] });
    }
  }, 60_000);

  test('the same pattern spread over thirty days is told and refuses nothing', async () => {
    const cadres = await roster();
    await asBureau(
      `update service_order o set approved_at = approved_at - interval '5 days'
       from order_fund f
       where f.order_id = o.id and f.fund_id = $1 and o.channel is not null and o.approved_at is not null`,
      [parts.fund('GY-U002')],
    );
    const last = cadres[Math.ceil(cadres.length * 0.8) - 1];
    const before = await alerts('GY-U002');
    const { id, number } = await ask(last?.id ?? '', 'GY-U002');
    const answer = await approver.post(`/orders/${id}/approve`, { seal });
    expect(answer.body.status).toBe('approved');
    const [after] = await alerts('GY-U002');
    expect(after?.orders).toEqual([...(before[0]?.orders ?? []), number].sort());
  }, 60_000);
});

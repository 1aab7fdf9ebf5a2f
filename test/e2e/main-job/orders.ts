import { SIGNATURE } from '../../support/visits';
import { by, done, FIRST_DAY, funds, id, LAST_DAY, pots, refusal } from './story';

const order = (cadre: string, itemCode: string, quantity: string, fundIds: (string | undefined)[]) => ({
  ...{ cadreId: id[cadre], contractId: id.contract, itemCode, quantity, fundIds, channel: 'phone' },
  ...{ startsOn: FIRST_DAY, endsOn: LAST_DAY },
});

describe('orders', () => {
  test('a preview says what each fund would give, and keeps nothing', async () => {
    const body = order('zhou', 'LC01', '4.00', [id.bureauFund]);
    expect(done(await by.clerk.post('/orders/preview', body))).toEqual({
      ...{ amount: '140.00', findings: [], notes: [expect.objectContaining({ code: 'O15' })] },
      funding: [{ fundId: id.bureauFund, amount: '140.00' }],
    });
    const wrong = done(
      await by.clerk.post('/orders/preview', { ...body, quantity: '30.00', fundIds: [id.unitFund] }),
    );
    const codes = wrong.findings.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['O08', 'O09', 'O11', 'O13'].filter((code) => codes.includes(code)));
    expect(codes).toEqual(expect.arrayContaining(['O08', 'O09', 'O11']));
    expect(done(await by.clerk.get(`/orders?contractId=${id.contract}`)).items).toEqual([]);
    expect((await funds()).bureau).toEqual(pots('0.00', '0.00', '0.00', '1000.00'));
  });

  test('a clerk orders, an approver approves, and the money is reserved', async () => {
    const asked = done(await by.clerk.post('/orders', order('zhou', 'LC01', '4.00', [id.bureauFund])));
    expect(asked).toMatchObject({ status: 'requested', findings: [] });
    id.care = asked.id;
    expect((await funds()).bureau.reserved).toBe('0.00');
    expect((await by.clerk.post(`/orders/${id.care}/approve`, {})).status).toBe(403);
    expect(done(await by.approver.post(`/orders/${id.care}/approve`, {})).status).toBe('approved');
    expect((await funds()).bureau).toEqual(pots('140.00', '0.00', '0.00', '860.00'));
  });

  test('a unit orders from its own fund; its seal on paper is entered by the approver', async () => {
    const asked = done(await by.unit.post('/orders', order('zhou', 'CL01', '4.00', [id.unitFund])));
    id.cleaning = asked.id;
    expect(refusal(await by.unit.post(`/orders/${asked.id}/approve`, {}))).toEqual([422, 'O06']);
    const seal = { document: '用款审批单第12号', scan: SIGNATURE };
    const approved = done(await by.approver.post(`/orders/${asked.id}/approve`, { seal }));
    expect(approved).toMatchObject({
      status: 'approved',
      approvals: [{ party: 'bureau' }, { party: 'unit' }],
    });
    expect((await funds()).unit).toEqual(pots('120.00', '0.00', '0.00', '80.00'));
  });

  test('the liaison orders for a family by telephone; bureau and unit approve, and share the cost', async () => {
    const body = order('lin', 'CL01', '5.00', [id.unitFund, id.bureauFund]);
    const asked = { ...body, needId: id.need, onBehalfOf: '长女' };
    id.shared = done(await by.liaison.post('/orders', asked)).id;
    expect(done(await by.approver.post(`/orders/${id.shared}/approve`, {})).status).toBe('requested');
    expect((await funds()).unit.reserved).toBe('120.00');
    const approved = done(await by.unit2.post(`/orders/${id.shared}/approve`, {}));
    expect(approved.funding).toEqual([
      { fundId: id.unitFund, amount: '80.00' },
      { fundId: id.bureauFund, amount: '70.00' },
    ]);
    expect(await funds()).toEqual({
      bureau: pots('210.00', '0.00', '0.00', '790.00'),
      unit: pots('200.00', '0.00', '0.00', '0.00'),
    });
  });

  test('the provider accepts three and declines one, whose money is free again', async () => {
    for (const name of ['errand', 'declined'] as const) {
      id[name] = done(await by.clerk2.post('/orders', order('lin', 'ER01', '2.00', [id.bureauFund]))).id;
      done(await by.approver.post(`/orders/${id[name]}/approve`, {}));
    }
    expect((await funds()).bureau.reserved).toBe('290.00');
    for (const name of ['care', 'cleaning', 'shared', 'errand']) {
      expect(done(await by.manager.post(`/orders/${id[name]}/accept`)).status).toBe('accepted');
    }
    const declined = await by.manager.post(`/orders/${id.declined}/decline`, { reason: '没有人手。' });
    expect(done(declined).status).toBe('cancelled');
    expect((await funds()).bureau).toEqual(pots('250.00', '0.00', '0.00', '750.00'));
    expect(done(await by.clerk.get(`/contracts/${id.contract}`)).committed).toBe('450.00');
  });
});

import { aCadre, by, done, ENDS_ON, FIRST_DAY, funds, id, pots, YEAR } from './story';

const basis = { document: '宁财社〔2026〕12号', clause: '第二条' };

describe('the agreement', () => {
  test('bureau and unit each open a fund of their own', async () => {
    const fund = { year: Number(YEAR), basis };
    const ofBureau = { ...fund, code: 'E2E-GZ', type: 'government-purchase', allotted: '1000.00' };
    const ofUnit = { ...fund, code: 'E2E-TX', type: 'special-need', allotted: '150.00' };
    id.bureauFund = done(await by.finance.post('/funds', ofBureau)).id;
    id.unitFund = done(await by.unit.post('/funds', ofUnit)).id;
    expect((await by.finance.post('/funds', { ...ofBureau, code: 'E2E-X', ownerUnitId: 'x' })).status).toBe(
      400,
    );
    const { unitId } = by.unit.user;
    done(await by.unit.post(`/funds/${id.unitFund}/allotments`, { amount: '50.00', basis }));
    expect(done(await by.finance.get(`/funds/${id.unitFund}`)).ownerUnitId).toBe(unitId);
    expect(await funds()).toEqual({
      bureau: pots('0.00', '0.00', '0.00', '1000.00'),
      unit: pots('0.00', '0.00', '0.00', '200.00'),
    });
  });

  test('a clerk drafts the contract, another approves it', async () => {
    const [provider] = done(await by.clerk.get('/providers?code=P10')).items;
    const price = (itemCode: string, unitPrice: string) => ({ itemCode, unitPrice, from: FIRST_DAY });
    const contract = {
      ...{ number: 'E2E-HT', providerId: provider.id, startsOn: FIRST_DAY, endsOn: ENDS_ON },
      ...{ ceiling: '900.00', areas: ['350902'], roundingMinutes: 15, minimumMinutes: 30 },
      prices: [price('LC01', '35.00'), price('CL01', '30.00'), price('ER01', '20.00')],
      budgetFundIds: [id.bureauFund],
    };
    const draft = done(await by.clerk.post('/contracts', contract));
    expect(draft).toMatchObject({ status: 'draft', findings: [], committed: '0.00' });
    id.contract = draft.id;
    done(await by.clerk.post(`/contracts/${draft.id}/submit`));
    expect((await by.clerk.post(`/contracts/${draft.id}/approve`)).status).toBe(403);
    expect(done(await by.approver.post(`/contracts/${draft.id}/approve`)).status).toBe('active');
    expect(done(await by.manager.get(`/contracts/${draft.id}`)).ceiling).toBe('900.00');
  });

  test('two cadres are registered, and what one of them needs', async () => {
    const unitId = by.unit.user.unitId as string;
    id.zhou = done(await by.clerk.post('/cadres', aCadre('E2E1', unitId))).id;
    id.lin = done(await by.clerk.post('/cadres', aCadre('E2E2', unitId))).id;
    const need = { cadreId: id.lin, text: '腿脚不便，需要每周保洁', channel: 'phone' };
    id.need = done(await by.liaison.post('/needs', need)).id;
  });
});

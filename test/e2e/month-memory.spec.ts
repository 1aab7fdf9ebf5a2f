import { isCreditCode, type Limit, quantity, type RegisterRows } from '@songbai/contracts';
import * as a from '../support/builders';
import { type MonthApp, openMonthApp } from '../support/month-app';
import type { MonthRows } from '../support/month-rows';

jest.setTimeout(180_000);

let app: MonthApp;
beforeAll(async () => {
  app = await openMonthApp();
});
afterAll(() => app?.close());

let bureaus = 0;

/** A buyer's credit code, and the start of invoice numbers, that no other case has. */
function newBureau(): { buyerCode: string; invoice: string } {
  bureaus += 1;
  const body = `1135090000${String(bureaus).padStart(7, '0')}`;
  const last = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((digit) => isCreditCode(body + digit));
  return { buyerCode: body + last, invoice: String(bureaus).padStart(20, '0') };
}

type Part = Partial<Omit<MonthRows, keyof RegisterRows>> & { registers?: Partial<RegisterRows> };

/** Settles October, then November, both over these registers. Answers what November says. */
async function november(registers: Partial<RegisterRows>, first: Part, second: Part) {
  const { buyerCode, invoice } = newBureau();
  const nothing = { orders: [], visits: [], bills: [], billLines: [], taxInvoices: [], ratings: [] };
  const rowsOf = ({ registers: changed = {}, ...papers }: Part): MonthRows => {
    const all = a.registers({ ...registers, ...changed });
    const contracts = all.contracts.map((contract) => ({ ...contract, buyerCode }));
    const rows = { ...all, contracts, ...nothing, ...papers };
    return { ...rows, taxInvoices: rows.taxInvoices.map((row) => ({ ...row, buyerCode, number: invoice })) };
  };
  const october = await app.run(rowsOf(first), '2026-10');
  return { october, ...(await app.run(rowsOf(second), '2026-11')) };
}

const LONG = { startsOn: '2026-10-01', endsOn: '2026-11-30' };
const hours = (count: string) => ({ ...LONG, quantity: quantity(count) });
const J2 = {
  number: 'J2',
  startedAt: a.at('10-06 09:00'),
  endedAt: a.at('10-06 10:00'),
  uploadedAt: a.at('10-06 12:00'),
};
const LATE = { number: 'B2', month: '2026-11', kind: 'supplementary' as const };
const billed = {
  orders: [a.anOrder(LONG)],
  visits: [a.aVisit()],
  bills: [a.aBill()],
  billLines: [a.aLine()],
};

describe('orders of November', () => {
  const asks = async (registers: Partial<RegisterRows>) => {
    const first = { orders: [a.anOrder(hours('6'))] };
    const second = { orders: [a.anOrder({ ...hours('5'), number: 'D2' })] };
    return (await november(registers, first, second)).result.orders.D2?.codes;
  };
  const plenty = [a.aFund({ allotted: a.yuan('9000.00') })];

  test.each<[string, Partial<RegisterRows>, string[]]>([
    ['nothing in the way', { funds: plenty }, []],
    [
      'a limit in hours that October used',
      { funds: plenty, limits: [a.aLimit({ cap: quantity('10.99') })] },
      ['O08'],
    ],
    [
      'a limit in yuan that October used',
      { funds: plenty, limits: [a.aLimit({ measure: 'yuan', cap: quantity('329.99') })] },
      ['O09'],
    ],
    ['a fund that October reserved', { funds: [a.aFund({ allotted: a.yuan('329.99') })] }, ['O09']],
    [
      'a ceiling that October took',
      { funds: plenty, contracts: [a.aContract({ ceiling: a.yuan('329.99') })] },
      ['O11'],
    ],
  ])('%s', async (_, registers, codes) => {
    expect(await asks(registers)).toEqual(codes);
  });

  test('a limit keeps its days where November’s table has no columns for them, else takes the new ones', async () => {
    const limit = a.aLimit({ cap: quantity('10.99') });
    const registers = { funds: plenty, limits: [{ ...limit, validFrom: null, validTo: '2026-09-30' }] };
    const first = { orders: [a.anOrder(hours('6'))] };
    const second = { orders: [a.anOrder({ ...hours('5'), number: 'D2' })] };
    const withLimits = (limits: Limit[]) => november(registers, first, { ...second, registers: { limits } });
    const silent = await withLimits([{ ...limit, cap: quantity('1') }]);
    expect(silent.result.orders.D2?.codes).toEqual([]);
    expect(silent.changes).toMatchObject([{ register: 'limits', version: 2 }]);
    const said = await withLimits([{ ...limit, validFrom: null, validTo: null }]);
    expect(said.result.orders.D2?.codes).toEqual(['O08']);
  });

  test.each([
    ['XQ', null, ['O12']],
    [null, 'XQ', ['O12']],
    ['XQ', 'XQ', []],
  ])('an even distribution of which October approved a part: needs %j and %j', async (before, now, codes) => {
    const [first, ...others] = [1, 2, 3].map((i) =>
      a.anOrder({
        ...{ number: `D${i}`, cadre: `G${i}`, funds: ['TX'], quantity: quantity('1') },
        need: i === 1 ? before : now,
      }),
    );
    const registers = {
      cadres: ['G1', 'G2', 'G3'].map((code) => a.aCadre({ code })),
      funds: [a.aFund({ code: 'TX', type: 'special-need', owner: 'U1' })],
    };
    const { result, october } = await november(
      registers,
      { orders: first ? [first] : [] },
      { orders: others },
    );
    expect(october.result.orders.D1?.state).toBe('approved');
    expect([result.orders.D2?.codes, result.orders.D3?.codes]).toEqual([codes, codes]);
    expect(result.alerts).toEqual([{ code: 'E01', date: '2026-09-22', fund: 'TX' }]);
  });
});

describe('visits filed in November', () => {
  const OUTSIDE = { items: [a.anItem({ place: 'outside' })] };
  const NOON = { number: 'J2', startedAt: a.at('10-05 10:00'), endedAt: a.at('10-05 11:00') };

  test.each<[string, Parameters<typeof a.aVisit>[0], Partial<RegisterRows>, string[]]>([
    ['on another day', J2, {}, []],
    ['at the hour of one of October', { ...NOON, startedAt: a.at('10-05 09:30') }, {}, ['V05']],
    ['too far from one of October', { ...NOON, startPlace: a.northOf(0.2) }, OUTSIDE, ['V11']],
    ['with a photo of October', { ...J2, photos: ['aa'] }, {}, ['V12']],
  ])('%s', async (_, visit, registers, codes) => {
    const first = { orders: [a.anOrder(LONG)], visits: [a.aVisit({ photos: ['aa'] })] };
    const { result } = await november(registers, first, { visits: [a.aVisit(visit)] });
    expect(result.visits.J2?.codes).toEqual(codes);
  });

  test('have what October left of the order', async () => {
    const first = { orders: [a.anOrder(hours('1.5'))], visits: [a.aVisit()] };
    const { result } = await november({}, first, { visits: [a.aVisit(J2)] });
    expect(result.visits.J2).toEqual({ codes: ['V15'], quantity: '0.50', state: 'part' });
  });
});

describe('bills of November', () => {
  test('are not paid for a visit that October paid for, but for one that it did not', async () => {
    const first = { ...billed, visits: [a.aVisit(), a.aVisit(J2)] };
    const second = {
      bills: [a.aBill({ ...LATE, declared: a.yuan('60.00') })],
      billLines: [a.aLine({ bill: 'B2' }), a.aLine({ bill: 'B2', line: 2, visit: 'J2' })],
    };
    const { result, october } = await november({}, first, second);
    expect(october.result.unbilled).toEqual(['J2']);
    expect(result.bills.B2?.lines.map(({ amount, codes }) => [amount, ...codes])).toEqual([
      ['0.00', 'I02'],
      ['30.00'],
    ]);
    expect(result.unbilled).toEqual([]);
    expect(result.funds.BUY).toEqual({
      allotted: '1000.00',
      available: '700.00',
      expended: '60.00',
      reserved: '240.00',
    });
  });

  test('have what October left of the reservation', async () => {
    const first = { ...billed, orders: [a.anOrder(hours('2'))] };
    const second = {
      registers: { prices: [a.aPrice({ unitPrice: a.yuan('50.00') })] },
      visits: [a.aVisit(J2)],
      bills: [a.aBill({ ...LATE, declared: a.yuan('50.00') })],
      billLines: [a.aLine({ bill: 'B2', visit: 'J2', unitPrice: a.yuan('50.00'), amount: a.yuan('50.00') })],
    };
    const { result, changes } = await november({}, first, second);
    expect(changes).toMatchObject([{ register: 'prices', version: 2 }]);
    expect(result.bills.B2?.lines).toMatchObject([{ amount: '30.00', codes: ['I05'], price: '50.00' }]);
    expect(result.funds.BUY?.reserved).toBe('0.00');
  });

  test('may not carry an invoice number of October', async () => {
    const first = { ...billed, taxInvoices: [a.anInvoice()] };
    const second = {
      bills: [a.aBill({ ...LATE, declared: a.yuan('0.00') })],
      taxInvoices: [a.anInvoice({ bill: 'B2', total: '0' })],
    };
    const { result, october } = await november({}, first, second);
    expect(october.result.bills.B1).toMatchObject({ codes: [], state: 'payable' });
    expect(result.bills.B2).toMatchObject({ codes: ['T02'], state: 'awaiting-invoice' });
  });

  test('of October join the payments when their invoice comes', async () => {
    const { october, result, payments } = await november({}, billed, { taxInvoices: [a.anInvoice()] });
    expect([october.result.bills.B1?.codes, october.payments]).toEqual([['T01'], []]);
    expect(payments.map(({ bill, amount }) => [bill, `${amount}`])).toEqual([['B1', '30.00']]);
    expect(result.bills).toEqual({});
  });
});

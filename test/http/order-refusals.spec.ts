import { type Code, explain } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let approver: Client;

beforeAll(async () => {
  site = await startApp();
  [clerk, approver] = [await site.signIn('clerk'), await site.signIn('approver')];
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));
const one = async (sql: string): Promise<string> => (await asBureau<{ id: string }>(sql))[0]?.id ?? '';
const anyCadre = () => parts.cadres[2]?.id ?? '';

/** How each rule comes to refuse an order. What is changed for it is changed in a database of the spec's own. */
const CASES: Record<string, () => Promise<object>> = {
  O01: async () => ({ endsOn: '2027-01-15' }),
  O02: async () => {
    await asBureau(
      `insert into item (bureau_id, id, version, code, name, category, measure, standard_minutes, place, proofs,
         fund_types)
       select bureau_id, gen_random_uuid(), 1, 'NEW1', name, category, measure, standard_minutes, place, proofs,
         fund_types from item where code = 'LC01'`,
    );
    return { itemCode: 'NEW1' };
  },
  O03: async () => ({
    cadreId: await one(`select id from cadre where area <> '350902' and deceased_on is null limit 1`),
  }),
  O04: async () => ({ cadreId: await one(`select id from cadre where deceased_on is not null limit 1`) }),
  O05: async () => ({ fundIds: [] }),
  O08: async () => ({ quantity: '24.01' }),
  O09: async () => ({ quantity: '23.99', fundIds: [parts.fund('GZ-BUY')] }),
  O10: async () => {
    // Marks of hardship are sealed, so the rule itself is asked who has none.
    const cadres = await asBureau<{ id: string }>(
      `select id from cadre where area = '350902' and deceased_on is null`,
    );
    for (const { id } of cadres) {
      const over = { fundIds: [parts.fund('GZ-AID')] };
      const { body } = await clerk.post('/orders/preview', anOrderFor(parts, id, over));
      if (body.findings.some((found: { code: string }) => found.code === 'O10'))
        return { cadreId: id, ...over };
    }
    return {};
  },
  O11: async () => {
    await asBureau(`update contract set ceiling_fen = 1 where number = 'HT-2026-10'`);
    return {};
  },
  // Last, because without a qualified provider no balance is looked at.
  O07: async () => {
    await asBureau(`update provider_link set qualified_until = '2026-12-15' where code = 'P10'`);
    return {};
  },
};

test.each(Object.keys(CASES))(
  '%s refuses the approval, in the catalogue’s own words, in both languages',
  async (code) => {
    const over = (await CASES[code]?.()) ?? {};
    const { id } = await requestOrder(clerk, anOrderFor(parts, anyCadre(), over));
    for (const language of ['zh', 'en'] as const) {
      const { status, body } = await approver.post(`/orders/${id}/approve`, {}, undefined, {
        'Accept-Language': language,
      });
      expect([status, body.code]).toEqual([422, 'refused']);
      const found = body.findings.find((each: { code: string }) => each.code === code);
      const { message, basis, remedy } = explain({ code: code as Code, facts: found }, language);
      expect(found).toMatchObject({ message, basis, remedy });
    }
    expect((await clerk.get(`/orders/${id}`)).body).toMatchObject({ status: 'requested', approvals: [] });
  },
);

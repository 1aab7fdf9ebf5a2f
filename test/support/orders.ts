import { type Client, startApp, type TestApp } from './app';

/** What orders in the demo's first bureau can be made of: for a cadre in Jiaocheng, under the contract of P10. */
export interface OrderParts {
  bureauId: string;
  contractId: string;
  /** The id of a fund by its code. */
  fund(code: string): string;
  /** Living cadres in the contract's area that have a mark of hardship, with the unit that answers for them. */
  cadres: { id: string; code: string; unit: string; unitId: string }[];
}

interface FundRow {
  id: string;
  code: string;
}

/** Reads past the policies, as tests may: what is asked over HTTP is the affair of the specs. */
export async function orderParts(site: TestApp, clerk: Client): Promise<OrderParts> {
  const bureauId = clerk.user.bureauId ?? '';
  return site.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    const [contract] = await tx.query<{ id: string }>(`select id from contract where number = 'HT-2026-10'`);
    const funds = await tx.query<FundRow>('select id, code from fund');
    const cadres = await tx.query<OrderParts['cadres'][number]>(
      `select c.id, c.code, u.code as unit, u.id as "unitId" from cadre c
       join unit u on u.bureau_id = c.bureau_id and u.id = c.responsible_unit_id
       where c.area = '350902' and c.deceased_on is null
         and exists (select from order_fund f join service_order o on o.bureau_id = f.bureau_id and o.id = f.order_id
           join fund on fund.bureau_id = f.bureau_id and fund.id = f.fund_id
           where o.cadre_id = c.id and o.status = 'approved' and fund.type = 'special-need') order by c.code`,
    );
    return {
      bureauId,
      contractId: contract?.id ?? '',
      fund: (code) => funds.find((fund) => fund.code === code)?.id ?? '',
      cadres,
    };
  });
}

/** A server with those who ask for an order and approve it, and with what orders are made of. */
export interface OrderSite {
  site: TestApp;
  parts: OrderParts;
  clerk: Client;
  approver: Client;
  unit: Client;
  /** SQL past the interface, in the demo's first bureau. */
  asBureau<T>(sql: string, params?: unknown[]): Promise<T[]>;
}

export async function startOrderSite(): Promise<OrderSite> {
  const site = await startApp();
  const [clerk, approver] = [await site.signIn('clerk'), await site.signIn('approver')];
  const unit = await site.signIn('unit');
  const parts = await orderParts(site, clerk);
  return {
    ...{ site, parts, clerk, approver, unit },
    asBureau: (sql, params = []) =>
      site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query(sql, params)),
  };
}

/** Two hours of care in December, paid by the bureau's own fund. */
export const anOrderFor = (parts: OrderParts, cadreId: string, over: object = {}) => ({
  ...{
    cadreId,
    contractId: parts.contractId,
    itemCode: 'LC01',
    startsOn: '2026-12-01',
    endsOn: '2026-12-31',
  },
  ...{ quantity: '2.00', fundIds: [parts.fund('GZ-BUY')], channel: 'phone', ...over },
});

/** Asks for an order and answers it; a test that expects a refusal posts by itself. */
export async function requestOrder(client: Client, body: object): Promise<{ id: string; number: string }> {
  const { status, body: order } = await client.post('/orders', body);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(order)}`);
  return order;
}

/** Three orders of its own people that the first unit pays for, agreed to by both. */
export async function spendOfUnit(site: TestApp): Promise<void> {
  const [clerk, approver] = [await site.signIn('clerk'), await site.signIn('approver')];
  const unit = await site.signIn('unit');
  const parts = await orderParts(site, clerk);
  const fundIds = [parts.fund('TX-U001')];
  for (const { id } of parts.cadres.filter((each) => each.unit === 'U001').slice(0, 3)) {
    const order = await requestOrder(clerk, anOrderFor(parts, id, { fundIds }));
    for (const party of [unit, approver]) {
      const { status } = await party.post(`/orders/${order.id}/approve`, {});
      if (status !== 200) throw new Error(`${order.number} was not approved: ${status}`);
    }
  }
}

import { Money, type Order, parseLocal, quantity, type Visit } from '@songbai/contracts';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { OrdersService } from '../../apps/api/src/orders/orders.service';
import type { RegisterStore } from '../../apps/api/src/registers/register-store';
import { RegistersService } from '../../apps/api/src/registers/registers.service';
import { VisitsService } from '../../apps/api/src/visits/visits.service';
import type { Client, TestApp } from '../support/app';

/** The contract of the demo's provider, under which these tests serve and bill. */
const CONTRACT = 'HT-2026-10';
const UNIT_SEAL = 'unit-seal';

/** Services given: an order and its visits, through the services that the month run uses. */
export interface Given {
  month: string;
  /** How many visits; each stands. */
  count: number;
  /** ER01 (次, nothing to prove) unless said; HG01 needs a signature. */
  item?: 'ER01' | 'HG01';
  /** The unit's own fund pays, with its seal. */
  unit?: boolean;
  /** Minutes of each visit; ER01 needs 40, and counts half from 20. */
  minutes?: number;
  signed?: boolean;
  contract?: string;
}

let served = 0;

/** Answers the numbers of the visits. */
export async function serve(site: TestApp, given: Given): Promise<string[]> {
  const bureauId = (await site.signIn('finance')).user.bureauId as string;
  const turn = ++served;
  return site.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    const store = await site.app.get(RegistersService).load(tx, bureauId);
    const deciding = { month: '2026-10', at: new Date('2026-10-31T08:00:00Z'), by: 'test' };
    const order = orderOf(store, given, turn);
    const [decided] = await site.app.get(OrdersService).decide(tx, store, [order], deciding);
    if (decided?.state !== 'approved') throw new Error(`refused: ${JSON.stringify(decided?.findings)}`);
    const visits = Array.from({ length: given.count }, (_, i) => visitOf(order, given, turn, i));
    await site.app.get(VisitsService).verify(tx, store, visits, deciding);
    return visits.map(({ number }) => number);
  });
}

function orderOf(store: RegisterStore, given: Given, turn: number): Order {
  const { month, count, item = 'ER01', unit = false, contract = CONTRACT } = given;
  const book = store.book();
  const areas = book.contracts.get(contract)?.areas ?? [];
  const fit = store.all('cadres').filter((cadre) => {
    const isWell = cadre.deceasedOn === null && !store.all('stays').some((stay) => stay.cadre === cadre.code);
    const fund = book.funds.get(`TX-${book.responsibleUnit(cadre)}`);
    return isWell && areas.includes(cadre.area) && cadre.tags.length > 0 && fund?.year === 2026;
  });
  const cadre = fit[turn % fit.length];
  if (!cadre) throw new Error('no cadre fits');
  return {
    ...{ number: `TO${turn}`, cadre: cadre.code, contract, item },
    ...{ startsOn: `${month}-01`, endsOn: `${month}-28`, quantity: quantity(String(count)) },
    funds: [unit ? `TX-${book.responsibleUnit(cadre)}` : 'GZ-BUY'],
    ...{ need: 'XQ', orderedBy: 'clerk', approvedBy: 'approver' },
    approvedAt: parseLocal('2026-09-20 09:00:00') as number,
    unitApprovedBy: unit ? UNIT_SEAL : null,
  };
}

/** Each call has a day of its own, each visit an hour of its own, so that nobody is in two places. */
function visitOf(
  order: Order,
  { month, minutes = 60, signed = true }: Given,
  turn: number,
  i: number,
): Visit {
  const day = `${month}-${String(1 + (turn % 28)).padStart(2, '0')}`;
  const startedAt = (parseLocal(`${day} 00:00:00`) as number) + i * 2 * 3600;
  const nowhere = { longitude: null, latitude: null };
  return {
    ...{ number: `TV${turn}-${i}`, order: order.number, cadre: order.cadre, item: order.item },
    ...{ worker: `W10${String(2 + Math.floor(turn / 28)).padStart(3, '0')}`, startedAt },
    ...{ endedAt: startedAt + minutes * 60, startPlace: nowhere, endPlace: nowhere, signed, photos: [] },
    ...{ method: 'phone', uploadedAt: startedAt + minutes * 60 + 60 },
  };
}

export const inBureau = async <T>(site: TestApp, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const bureauId = (await site.signIn('finance')).user.bureauId as string;
  return site.unitOfWork.run({ kind: 'system', bureauId }, work);
};

export async function contractId(site: TestApp, number = CONTRACT): Promise<string> {
  const rows = await inBureau(site, (tx) =>
    tx.query<{ id: string }>('select id from contract where number = $1', [number]),
  );
  return rows[0]?.id ?? '';
}

/** The people of bureau A who handle a bill. */
export interface People {
  manager: Client;
  clerk: Client;
  finance: Client;
  finance2: Client;
  approver: Client;
}

export async function people(site: TestApp): Promise<People> {
  const of = (name: string): Promise<Client> => site.signIn(name);
  const [manager, clerk, finance] = [await of('manager'), await of('clerk'), await of('finance')];
  return { manager, clerk, finance, finance2: await of('finance2'), approver: await of('approver') };
}

let invoices = 0;

/**
 * An invoice that matches: for exactly what is payable, between the right parties, under a number of its own.
 */
export async function invoiceFor(
  site: TestApp,
  bill: { contractId: string; payable: string; month?: string },
  over: object = {},
): Promise<object> {
  const [row] = await inBureau(site, (tx) =>
    tx.query<{ buyer: string; seller: string }>(
      `select c.buyer_code as buyer, p.credit_code as seller from contract c
       join provider_link p on p.id = c.provider_link_id where c.id = $1`,
      [bill.contractId],
    ),
  );
  return {
    number: String(++invoices).padStart(20, '9'),
    issuedOn: bill.month !== undefined && bill.month > '2026-11' ? `${bill.month}-02` : '2026-11-02',
    ...{ buyerCode: row?.buyer, sellerCode: row?.seller, total: bill.payable, ...over },
  };
}

export interface Shown {
  id: string;
  month: string;
  contractId: string;
  number: string;
  status: string;
  payable: string;
  approved: string;
}

const STEPS = ['submit', 'adjudicate', 'confirm', 'approve', 'invoice'] as const;
export type Reached = 'draft' | 'submitted' | 'adjudicated' | 'confirmed' | 'approved' | 'payable';
const REACHED: readonly Reached[] = ['draft', 'submitted', 'adjudicated', 'confirmed', 'approved', 'payable'];

/** A bill over fresh visits, taken on by the people who do it until it has this status. */
export async function billAt(site: TestApp, status: Reached, given: Partial<Given> = {}): Promise<Shown> {
  const { manager, finance, approver } = await people(site);
  const month = given.month ?? '2026-12';
  await serve(site, { month, count: 1, ...given });
  const drafted = await manager.post('/bills', { contractId: await contractId(site), month });
  if (drafted.status !== 201) throw new Error(JSON.stringify(drafted.body));
  let bill = drafted.body as Shown;
  for (const step of STEPS.slice(0, REACHED.indexOf(status))) {
    const by = {
      submit: manager,
      adjudicate: finance,
      confirm: manager,
      approve: approver,
      invoice: manager,
    }[step];
    const body = step === 'invoice' ? await invoiceFor(site, bill) : {};
    const done = await by.post(`/bills/${bill.id}/${step}`, body);
    if (done.status !== 200) throw new Error(`${step}: ${JSON.stringify(done.body)}`);
    bill = done.body as Shown;
  }
  if (bill.status !== status) throw new Error(`${bill.status} instead of ${status}`);
  return bill;
}

/** What the funds of the bureau have expended and paid in all. */
export async function ledgerTotals(
  site: TestApp,
): Promise<{ reserved: Money; expended: Money; paid: Money }> {
  const [row] = await inBureau(site, (tx) =>
    tx.query<Record<string, string>>(
      `select coalesce(sum(reserved), 0)::text as reserved, coalesce(sum(expended), 0)::text as expended,
         coalesce(sum(paid), 0)::text as paid from ledger.balance`,
    ),
  );
  const sum = (name: string): Money => Money.ofFen(row?.[name] ?? '0');
  return { reserved: sum('reserved'), expended: sum('expended'), paid: sum('paid') };
}

import type { Client } from './app';
import { type OrderSite, startOrderSite } from './orders';
import { csv, sendTable } from './tables';

interface Person {
  id: string;
  code: string;
  name: string;
  unitId: string;
  unit: string;
}

export interface ListRow {
  line: number;
  key: string;
  verdict: string;
  findings: { column: string | null; code: string; message: string; remedy: string | null }[];
  notes: { code: string; message: string }[];
}
type Fields = Readonly<Record<string, string>>;
type Answer = Awaited<ReturnType<typeof sendTable>>;

/** Lists of orders as units send them, for people of the city who have no order in December 2026 yet. */
export interface ListSite {
  world: OrderSite;
  people: Person[];
  /** Eight hours in December for the i-th of them. */
  row(i: number, over?: Readonly<Record<number, string>>): string[];
  send(what: string, file: string, fields?: Fields, who?: Client): Promise<Answer>;
  ordersOf(i: number): Promise<{ number: string; findings: { code: string }[] }[]>;
}

const HEADS = ['序号', '姓名', '服务项目', '数量', '起始日期', '终止日期', '合同号', '单价', '备注'];

/** With a title above, as such lists have. */
export const list = (...rows: string[][]): string => csv(['十二月服务申请表'], HEADS, ...rows);

export const verdicts = ({ rows }: { rows: ListRow[] }): string[] =>
  rows.map(({ verdict, findings }) => [verdict, ...findings.map(({ code }) => code)].join(' '));

export async function startListSite(): Promise<ListSite> {
  const world = await startOrderSite();
  const people = await world.asBureau<Person>(
    `select c.id, c.code, c.name, u.id as "unitId", u.name as unit from cadre c
     join unit u on u.bureau_id = c.bureau_id and u.id = c.responsible_unit_id
     where c.area = '350902' and c.deceased_on is null and (select count(*) from cadre o where o.name = c.name) = 1
       and not exists (select from service_order o where o.cadre_id = c.id and o.ends_on >= '2026-12-01')
     order by c.code = any($1) desc, c.code`,
    // First those of whom a hardship is on record.
    [world.parts.cadres.map(({ code }) => code)],
  );
  if (people.length < 15) throw new Error('the demo has too few people without an order');
  return {
    ...{ world, people },
    row: (i, over = {}) =>
      ['1', people[i]?.name ?? '', 'LC01', '8', '2026-12-01', '2026-12-31', 'HT-2026-10', '1.00', ''].map(
        (text, at) => over[at] ?? text,
      ),
    send: (what, file, fields = {}, who = world.clerk) =>
      sendTable(world.site, who, `orders/${what}`, file, fields),
    ordersOf: async (i) =>
      (await world.clerk.get(`/orders?cadreId=${people[i]?.id}&month=2026-12&limit=200`)).body.items,
  };
}

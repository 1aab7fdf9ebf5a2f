import { type Headroom, LimitBook } from '@songbai/billing';
import { type Day, Money, type RegisterBook } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import type { RegisterName } from '../registers/register';
import { RegisterStore } from '../registers/register-store';
import {
  listOf,
  type Picked,
  type PickedRows,
  registerRows,
  registersJson,
} from '../registers/registers-json';

/** What an order names. */
export interface Named {
  cadreId: string;
  contractId: string;
  itemCode: string;
  fundIds: readonly string[];
  startsOn: Day;
}

/** All that the decision on one order looks at, as it stood at one moment. Rules use up `headroom` and `limits`. */
export interface OrderWorld {
  store: RegisterStore;
  book: RegisterBook;
  headroom: Headroom;
  limits: LimitBook;
  /** Whether the month of the decision was opened in the ledger; null where nothing was posted in it yet. */
  period: string | null;
}

/** What is asked about. */
const NAMED = `select $3::uuid as cadre_id, $4::uuid as contract_id, $5::text as item, $6::uuid[] as fund_ids,
  $7::text as starts_on`;

/** The cadre, and where a unit's fund is named, all whom that unit has: their even treatment is judged. */
const PEOPLE = `
  select cadre_id as id from asked
  union
  select c.id from asked join fund f on f.bureau_id = $1 and f.id = any (asked.fund_ids)
      and f.type in ('special-need', 'public')
    join cadre c on c.bureau_id = $1 and c.responsible_unit_id = f.owner_unit_id`;

/** Their units, and what those are under. */
const UNITS = `
  select c.unit_code as code from cadre c where c.bureau_id = $1 and c.id = any (array(select id from people))
  union
  select u.supervisor_code from above join unit u on u.bureau_id = $1 and u.code = above.code`;

const CONTRACT = '(select contract_id from asked)';
const ITEM = '(select item from asked)';
const FUNDS = '((select fund_ids from asked)::uuid[])';

/** The rows of each register that an order touches. Found by arrays, so that each is an index away in any plan. */
const PICKED = {
  units: 't.code = any (array(select code from above))',
  cadres: 't.id = any (array(select id from people))',
  providers: `t.id = (select c.provider_link_id from contract c where c.bureau_id = $1 and c.id = ${CONTRACT})`,
  items: `t.code = ${ITEM}`,
  contracts: `t.id = ${CONTRACT}`,
  prices: `t.contract_id = ${CONTRACT} and item.code = ${ITEM}`,
  funds: `t.id = any ${FUNDS}`,
  limits: 'true',
} satisfies Picked;

/** One statement, one moment. */
const WORLD = `
with recursive asked as materialized (${NAMED}), people as materialized (${PEOPLE}), above (code) as (${UNITS})
select asked.*,
  ${registersJson(PICKED)} as registers,
  ${listOf(`select fund.code, (b.allotted - b.reserved - b.expended)::text as available
    from ledger.balance b join fund on fund.bureau_id = b.bureau_id and fund.id = b.fund_id
    where b.bureau_id = $1 and b.fund_id = any ${FUNDS}`)} as balances,
  (select m.committed::text from ledger.commitment m
    where m.bureau_id = $1 and m.contract_id = ${CONTRACT}) as committed,
  ${listOf(`select l.code as "limit", w.window_start::text, w.used::text
    from usage_limit l join ledger.limit_window w on w.bureau_id = l.bureau_id and w.limit_id = l.id
    where l.bureau_id = $1 and w.cadre_id = asked.cadre_id
      and w.window_start between date_trunc('year', asked.starts_on::timestamp) and asked.starts_on::date`)} as used,
  (select p.state from ledger.period p where p.bureau_id = $1 and p.month = $2) as period
from asked`;

const WORLD_OF_NAMED = statement('world-of-named', WORLD);

interface WorldRow {
  registers: PickedRows<typeof PICKED>;
  cadre_id: string;
  contract_id: string;
  balances: { code: string; available: string }[];
  committed: string | null;
  used: { limit: string; window_start: string; used: string }[];
  period: string | null;
}

/** What a decision on such an order, in this month, has to know. What the bureau does not have is not there. */
export async function readOrderWorld(
  tx: Tx,
  bureauId: string,
  vault: PersonalDataVault,
  { cadreId, contractId, itemCode, fundIds, startsOn }: Named,
  month: string,
): Promise<OrderWorld> {
  const named = [cadreId, contractId, itemCode, fundIds, startsOn];
  const [row] = await tx.query<WorldRow>(WORLD_OF_NAMED, [bureauId, month, ...named]);
  if (!row) throw new Error('a row of lists is always there');
  return worldOf(row, bureauId, vault);
}

function worldOf(row: WorldRow, bureauId: string, vault: PersonalDataVault): OrderWorld {
  const store = RegisterStore.of(bureauId, vault, registerRows(row.registers));
  const book = store.book();
  const cadre = codeOf(store, 'cadres', row.cadre_id) ?? '';
  const contract = codeOf(store, 'contracts', row.contract_id) ?? '';
  const used = row.used.map((each) => ({
    ...{ limit: each.limit, cadre, windowStart: each.window_start },
    amount: new Decimal(each.used).dividedBy(100),
  }));
  return {
    store,
    book,
    headroom: {
      available: new Map(row.balances.map(({ code, available }) => [code, Money.ofFen(available)])),
      committed: new Map(row.committed === null ? [] : [[contract, Money.ofFen(row.committed)]]),
    },
    limits: new LimitBook(book.limits, used),
    period: row.period,
  };
}

/** The code of a row of the world by its id, undefined where the bureau does not have it. */
export function codeOf(store: RegisterStore, register: RegisterName, id: string): string | undefined {
  for (const key of store.keys(register)) if (store.idOf(register, key) === id) return key;
  return undefined;
}

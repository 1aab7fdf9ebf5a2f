import { type Headroom, LimitBook, windowStart } from '@songbai/billing';
import { type Day, Money, type RegisterBook } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import type { Columns, RegisterName } from '../registers/register';
import { REGISTERS, RegisterStore } from '../registers/register-store';

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

/** The roster whose even treatment is judged: of the units whose funds are named. */
const OWNERS = `select f.owner_unit_id from fund f
  where f.bureau_id = $1 and f.id = any($5::uuid[]) and f.type in ('special-need', 'public')`;

/** The rows of each register that an order touches. */
const PICKED: Partial<Record<RegisterName, string>> = {
  units: `t.code in (
    with recursive up (code) as (
      select c.unit_code from cadre c
        where c.bureau_id = $1 and (c.id = $2::uuid or c.responsible_unit_id in (${OWNERS}))
      union
      select u.supervisor_code from up join unit u on u.bureau_id = $1 and u.code = up.code)
    select code from up)`,
  cadres: `t.id = $2::uuid or t.responsible_unit_id in (${OWNERS})`,
  providers: 't.id = (select c.provider_link_id from contract c where c.bureau_id = $1 and c.id = $3::uuid)',
  items: 't.code = $4',
  contracts: 't.id = $3::uuid',
  prices: 't.contract_id = $3::uuid and item.code = $4',
  funds: 't.id = any($5::uuid[])',
  limits: 'true',
};

const rowsOf = (name: RegisterName, picked: string): string => {
  const { select, from } = REGISTERS[name];
  const shared = name === 'providers' ? ', t.provider_id as shared_id' : '';
  return `(select coalesce(json_agg(r), '[]') from (
    select t.id, t.version, ${select}${shared} from ${from} where t.bureau_id = $1 and (${picked})) r) as ${name}`;
};

/** One statement, one moment, one round trip: the approval of an order is the command that is waited for most. */
const WORLD = `select
  ${Object.entries(PICKED)
    .map(([name, picked]) => rowsOf(name as RegisterName, picked))
    .join(',\n  ')},
  (select coalesce(json_agg(r), '[]') from (
    select fund.code, (b.allotted - b.reserved - b.expended)::text as available
    from ledger.balance b join fund on fund.bureau_id = b.bureau_id and fund.id = b.fund_id
    where b.bureau_id = $1 and b.fund_id = any($5::uuid[])) r) as balances,
  (select m.committed::text from ledger.commitment m where m.bureau_id = $1 and m.contract_id = $3::uuid) as committed,
  (select coalesce(json_agg(r), '[]') from (
    select l.code as "limit", w.window_start::text, w.used::text
    from ledger.limit_window w join usage_limit l on l.bureau_id = w.bureau_id and l.id = w.limit_id
    where w.bureau_id = $1 and w.cadre_id = $2::uuid and w.window_start = any($6::date[])) r) as used,
  (select p.state from ledger.period p where p.bureau_id = $1 and p.month = $7) as period`;

interface WorldRow extends Partial<Record<RegisterName, Columns[]>> {
  balances: { code: string; available: string }[];
  committed: string | null;
  used: { limit: string; window_start: string; used: string }[];
  period: string | null;
}

/** Reads what a decision on this order, in this month, has to know. What the bureau does not have is not there. */
export async function readOrderWorld(
  tx: Tx,
  bureauId: string,
  vault: PersonalDataVault,
  { cadreId, contractId, itemCode, fundIds, startsOn }: Named,
  month: string,
): Promise<OrderWorld> {
  const starts = [windowStart('month', startsOn), windowStart('year', startsOn)];
  const [row] = await tx.query<WorldRow>(WORLD, [
    ...[bureauId, cadreId, contractId, itemCode, fundIds, starts, month],
  ]);
  if (!row) throw new Error('a row of lists is always there');
  const cadres = (row.cadres ?? []).map((cadre) => ({ ...cadre, personal: bytesOf(cadre.personal) }));
  const store = RegisterStore.of(bureauId, vault, { ...row, cadres });
  const book = store.book();
  const cadre = codeOf(store, 'cadres', cadreId) ?? '';
  const contract = codeOf(store, 'contracts', contractId) ?? '';
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

/** bytea within JSON is "\x…" in hexadecimal. */
const bytesOf = (value: unknown): Buffer => Buffer.from(String(value).slice(2), 'hex');

/** The code of a row of the world by its id, undefined where the bureau does not have it. */
export function codeOf(store: RegisterStore, register: RegisterName, id: string): string | undefined {
  for (const key of store.keys(register)) if (store.idOf(register, key) === id) return key;
  return undefined;
}

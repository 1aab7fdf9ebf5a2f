import type { Invariant } from './invariant';

/** The constraints that stand behind the verbs, on tables and on types. */
const CONSTRAINTS = [
  ...['balance_covered', 'commitment_within', 'limit_window_within'],
  ...['reservation_used_once', 'reservation_limit_released_once', 'journal_pkey', 'balance_pkey'],
  ...['idempotency_pkey', 'journal_bureau_id_fund_id_seq_key', 'reservation_bureau_id_order_id_position_key'],
];

/** The rules of whole rows. */
const TRIGGERS = [
  ...['balance_covered', 'reservation_used_once', 'reservation_limit_released_once', 'journal_balanced'],
];

/** The columns whose type carries their rule: no part of a sum is less than nothing. */
const PARTS = {
  balance: ['available', 'reserved', 'expended', 'paid'],
  commitment: ['ceiling', 'committed', 'room'],
  limit_window: ['cap', 'used', 'room'],
  reservation: ['position', 'amount', 'expended', 'released'],
  reservation_limit: ['amount', 'released'],
};

const texts = (words: readonly string[]): string => `array['${words.join("','")}']`;
const columns = texts(
  Object.entries(PARTS).flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
);

export const FENCES: Invariant = {
  code: 'I21',
  zh: '数据库里的约束一个不少',
  en: 'every constraint of the ledger stands, and so do its triggers',
  sql: `select w.name from unnest(${texts(CONSTRAINTS)}) as w (name)
      where $1::uuid is not null
        and not exists (select from pg_constraint c where c.conname = w.name and c.convalidated)
    union all
    select w.name from unnest(${texts(TRIGGERS)}) as w (name)
      where not exists (select from pg_trigger t where t.tgname = w.name and t.tgenabled = 'O')
    union all
    select w.name from unnest(${columns}) as w (name)
      where not exists (select from pg_attribute a join pg_constraint c on c.contypid = a.atttypid and c.convalidated
        where a.attrelid = ('ledger.' || split_part(w.name, '.', 1))::regclass and not a.attisdropped
          and a.attname = split_part(w.name, '.', 2))
    union all
    select c.relname::text from pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'
      and c.relname in ('journal', 'idempotency', 'period_event', 'period_mark', 'seal', 'head') and not exists (
        select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only' and t.tgenabled = 'O')`,
};

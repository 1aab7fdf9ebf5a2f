import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oneOf, runAll } from './sql';

/** Every register row: whose it is, which one, and how often its content has changed. */
const HEAD = `
  bureau_id uuid not null,
  id        uuid not null,
  version   int  not null check (version >= 1),
  primary key (bureau_id, id)`;

const FUND_TYPES = ['government-purchase', 'special-need', 'public', 'hardship-aid'];
const MEASURES = ['hour', 'time', 'meal', 'day', 'month'];

const CONTRACT_STATUSES = ['draft', 'submitted', 'approved', 'active', 'suspended', 'expired', 'terminated'];

const UNIT = `
create table unit (${HEAD},
  code            text not null,
  name            text not null,
  kind            text not null,
  credit_code     text not null,
  area            text not null,
  status          text not null check (${oneOf('status', 'active', 'merged', 'bankrupt')}),
  supervisor_code text,
  unique (bureau_id, code)
)`;

/**
 * `personal` is the application's envelope of ID number, address, coordinates, phones, family, tags and
 * ability level; the two indexes are keyed hashes for looking somebody up. `responsible_unit_id` follows from
 * the units' statuses and stands here because a policy can only look at the row itself.
 */
const CADRE = `
create table cadre (${HEAD},
  code                text  not null,
  name                text  not null,
  gender              text  not null,
  unit_code           text  not null,
  responsible_unit_id uuid,
  area                text  not null,
  settlement          text  not null check (${oneOf('settlement', 'local', 'relocated', 'away-resident')}),
  deceased_on         date,
  personal            bytea not null,
  id_number_index     bytea,
  phone_index         bytea,
  unique (bureau_id, code)
)`;

const STAY = `
create table stay (${HEAD},
  cadre_id uuid        not null,
  kind     text        not null check (${oneOf('kind', 'hospital', 'away')}),
  from_at  timestamptz not null,
  to_at    timestamptz,
  unique (bureau_id, cadre_id, kind, from_at),
  constraint stay_in_order check (to_at >= from_at)
)`;

const PROVIDER_LINK = `
create table provider_link (${HEAD},
  code            text not null,
  provider_id     uuid not null,
  name            text not null,
  kind            text not null,
  credit_code     text not null,
  qualified_until date not null,
  phone           text not null,
  bank            text not null,
  bank_account    text not null,
  unique (bureau_id, code)
)`;

const WORKER_LINK = `
create table worker_link (${HEAD},
  code             text not null,
  worker_id        uuid not null,
  provider_link_id uuid not null,
  provider_id      uuid not null,
  name             text not null,
  certified_until  date not null,
  joined_on        date not null,
  left_on          date,
  unique (bureau_id, code),
  constraint worker_link_in_order check (left_on >= joined_on)
)`;

const ITEM = `
create table item (${HEAD},
  code             text   not null,
  name             text   not null,
  category         text   not null,
  measure          text   not null check (${oneOf('measure', ...MEASURES)}),
  standard_minutes int    not null check (standard_minutes >= 0),
  place            text   not null check (${oneOf('place', 'home', 'outside')}),
  proofs           text[] not null check (proofs <@ array['signature', 'photo']),
  fund_types       text[] not null check (fund_types <@ array[${FUND_TYPES.map((t) => `'${t}'`).join(', ')}]),
  unique (bureau_id, code)
)`;

/** `status_text` is the office's own word; `provider_id` is what a provider's policy looks at. */
const CONTRACT = `
create table contract (${HEAD},
  number           text   not null,
  provider_link_id uuid   not null,
  provider_id      uuid   not null,
  buyer_name       text   not null,
  buyer_code       text   not null,
  starts_on        date   not null,
  ends_on          date   not null,
  ceiling_fen      bigint not null check (ceiling_fen >= 0),
  areas            text[] not null,
  rounding_minutes int    not null check (rounding_minutes >= 0),
  minimum_minutes  int    not null check (minimum_minutes >= 0),
  status           text   not null
    check (${oneOf('status', ...CONTRACT_STATUSES)}),
  status_text      text   not null,
  unique (bureau_id, number),
  unique (bureau_id, id, provider_id),
  constraint contract_in_order check (ends_on >= starts_on)
)`;

/**
 * Both days of a price are within it. No two prices of one item on one day; deferrable, which makes
 * PostgreSQL judge whole statements, so that one UPDATE can shorten one price and lengthen its neighbour.
 */
const PRICE = `
create table price (${HEAD},
  contract_id    uuid   not null,
  provider_id    uuid   not null,
  item_id        uuid   not null,
  unit_price_fen bigint not null check (unit_price_fen >= 0),
  from_on        date   not null,
  to_on          date,
  unique (bureau_id, contract_id, item_id, from_on),
  constraint price_in_order check (to_on >= from_on),
  constraint price_one_per_day exclude using gist
    (bureau_id with =, contract_id with =, item_id with =, daterange(from_on, to_on, '[]') with &&)
    deferrable initially immediate
)`;

/** The allotted sum is not here: it lives in the ledger, where it cannot be changed without a posting. */
const FUND = `
create table fund (${HEAD},
  code          text not null,
  type          text not null check (${oneOf('type', ...FUND_TYPES)}),
  owner_unit_id uuid,
  year          int  not null check (year between 1949 and 9999),
  unique (bureau_id, code)
)`;

/** A rule without a basis cannot be in force. A cap in yuan is in 分, which are hundredths too. */
const USAGE_LIMIT = `
create table usage_limit (${HEAD},
  code           text   not null,
  fund_type      text   check (${oneOf('fund_type', ...FUND_TYPES)}),
  category       text,
  window_kind    text   not null check (${oneOf('window_kind', 'month', 'year')}),
  measure        text   not null check (${oneOf('measure', 'yuan', ...MEASURES)}),
  cap_hundredths bigint not null check (cap_hundredths >= 0),
  basis          text   not null check (basis <> ''),
  unique (bureau_id, code)
)`;

/** Every version of every register row, the newest included. `code` is the row's natural key as text. */
const REGISTER_VERSION = `
create table register_version (
  bureau_id   uuid        not null,
  id          uuid        not null,
  register    text        not null,
  code        text        not null,
  version     int         not null check (version >= 1),
  content     jsonb       not null,
  recorded_at timestamptz not null,
  recorded_by text        not null,
  reason      text,
  primary key (bureau_id, id),
  unique (bureau_id, register, code, version)
)`;

const INDEXES = [
  'create index cadre_unit on cadre (bureau_id, unit_code)',
  'create index cadre_responsible_unit on cadre (responsible_unit_id)',
  'create index cadre_id_number on cadre (bureau_id, id_number_index)',
  'create index cadre_phone on cadre (bureau_id, phone_index)',
  'create index stay_cadre on stay (cadre_id)',
  'create index provider_link_provider on provider_link (provider_id)',
  'create index worker_link_provider on worker_link (provider_id)',
  'create index worker_link_provider_link on worker_link (bureau_id, provider_link_id)',
  'create index worker_link_worker on worker_link (worker_id)',
  'create index contract_provider on contract (provider_id)',
  'create index contract_provider_link on contract (bureau_id, provider_link_id)',
  'create index price_provider on price (provider_id)',
  'create index price_item on price (bureau_id, item_id)',
  'create index fund_owner on fund (owner_unit_id)',
];

/** The registers of a bureau's office, each row in its newest version, and all versions beside them. */
export class Registers1763683200002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('create extension if not exists btree_gist');
    await runAll(db, [
      UNIT,
      CADRE,
      STAY,
      PROVIDER_LINK,
      WORKER_LINK,
      ITEM,
      CONTRACT,
      PRICE,
      FUND,
      USAGE_LIMIT,
    ]);
    await runAll(db, [REGISTER_VERSION, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table register_version, usage_limit, fund, price, contract, item,
      worker_link, provider_link, stay, cadre, unit cascade`);
  }
}

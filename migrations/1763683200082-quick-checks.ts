import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { isMonth, oneOf, runAll } from './sql';

/** What a table's rows have to be: the CHECKs by name. `columns` are those that they ask, with their types. */
interface Rules {
  table: string;
  columns: Readonly<Record<string, string>>;
  checks: Readonly<Record<string, string>>;
}

const WORKED = "status in ('approved', 'accepted', 'in-service', 'completed')";
const COUNTS = "status in ('payable', 'part', 'billed', 'paid')";

const ORDER: Rules = {
  table: 'service_order',
  columns: {
    ...{ status: 'text', amount_fen: 'bigint', quantity_hundredths: 'bigint', used_hundredths: 'bigint' },
    ...{ kept_hundredths: 'bigint', starts_on: 'date', ends_on: 'date', run_month: 'text', channel: 'text' },
    ...{ ordered_by: 'text', approved_by: 'text', approved_at: 'timestamptz' },
    ...{ ended_by: 'text', ended_at: 'timestamptz', end_reason: 'text' },
  },
  checks: {
    service_order_status: oneOf(
      'status',
      ...['requested', 'approved', 'accepted', 'in-service', 'completed', 'cancelled', 'refused'],
    ),
    service_order_in_order: 'ends_on >= starts_on',
    service_order_quantity: 'quantity_hundredths >= 0',
    service_order_used: 'used_hundredths >= 0 and used_hundredths <= quantity_hundredths',
    service_order_check: 'kept_hundredths >= 0 and kept_hundredths <= quantity_hundredths',
    service_order_amount: "amount_fen >= 0 and (status <> 'refused' or amount_fen = 0)",
    service_order_two_persons: `not (${WORKED})
      or (approved_by is not null and approved_at is not null and ordered_by <> approved_by)`,
    service_order_end: `(ended_by is null) = (ended_at is null) and (ended_by is null) = (end_reason is null)`,
    service_order_run_month: isMonth('run_month'),
    service_order_channel_check: oneOf('channel', 'online', 'phone', 'paper', 'card'),
  },
};

const APPROVAL: Rules = {
  table: 'order_approval',
  columns: {
    ...{ bureau_id: 'uuid', party: 'text', party_id: 'uuid', ordered_by: 'text', approved_by: 'text' },
    ...{ document: 'text', scan: 'text' },
  },
  checks: {
    order_approval_party_check: oneOf('party', 'bureau', 'unit'),
    order_approval_party: "(party = 'bureau') = (party_id = bureau_id)",
    order_approval_seal: "party = 'unit' or document is null",
    order_approval_scan: 'scan is null or document is not null',
    order_approval_document_check: "document <> ''",
    order_approval_two_persons: 'approved_by <> ordered_by',
  },
};

const VISIT: Rules = {
  table: 'visit',
  columns: {
    ...{ status: 'text', method: 'text', quantity_hundredths: 'bigint', amount_fen: 'bigint' },
    ...{ started_at: 'timestamptz', ended_at: 'timestamptz', planned_at: 'timestamptz', order_id: 'uuid' },
    ...{ uploaded_at: 'timestamptz', decided_seq: 'bigint', run_month: 'text' },
    ...{ start_longitude: 'double precision', start_latitude: 'double precision' },
    ...{ end_longitude: 'double precision', end_latitude: 'double precision' },
    ...{ start_accuracy: 'double precision', end_accuracy: 'double precision' },
  },
  checks: {
    visit_status: oneOf(
      'status',
      ...['planned', 'started', 'photo-pending', 'payable', 'part', 'held', 'blocked', 'billed', 'paid'],
      ...['missed', 'cancelled'],
    ),
    visit_method: oneOf('method', 'mobile', 'phone', 'manual'),
    visit_planned: "status <> 'planned' or (planned_at is not null and started_at is null)",
    visit_decided: `not (${COUNTS} or status in ('held', 'blocked'))
      or (decided_seq is not null and uploaded_at is not null)`,
    visit_counts_nothing: `quantity_hundredths >= 0 and (quantity_hundredths = 0 or ${COUNTS})`,
    visit_counts_in_order: `not (${COUNTS}) or (started_at is not null and ended_at is not null
      and ended_at > started_at and order_id is not null)`,
    visit_amount: 'amount_fen >= 0 and (amount_fen = 0 or quantity_hundredths > 0)',
    visit_places: `start_longitude between -180 and 180 and start_latitude between -90 and 90
      and end_longitude between -180 and 180 and end_latitude between -90 and 90`,
    visit_accuracy: 'start_accuracy >= 0 and end_accuracy >= 0',
    visit_run_month: isMonth('run_month'),
  },
};

const ALL = [ORDER, APPROVAL, VISIT];

/** Says which of the rules is broken, as a CHECK of that name would: the first by name, where several are. */
const functionOf = ({ table, columns, checks }: Rules): string => `
create function is_sound_${table}(${Object.entries(columns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')})
returns boolean language plpgsql immutable as $$
begin
${Object.entries(checks)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(
    ([name, check]) => `  if not (${check}) then
    raise exception 'new row for relation "${table}" violates check constraint "${name}"'
      using errcode = '23514', table = '${table}', constraint = '${name}';
  end if;`,
  )
  .join('\n')}
  return true;
end $$`;

const soundRows = ({ table, columns, checks }: Rules): string[] => [
  functionOf({ table, columns, checks }),
  `revoke execute on function is_sound_${table} from public`,
  `grant execute on function is_sound_${table} to ${roleOf('bureau')}, ${roleOf('system')}`,
  `alter table ${table} ${Object.keys(checks)
    .map((name) => `drop constraint ${name}`)
    .join(
      ', ',
    )}, add constraint ${table}_sound check (is_sound_${table}(${Object.keys(columns).join(', ')}))`,
];

const plainChecks = ({ table, checks }: Rules): string[] => [
  `alter table ${table} drop constraint ${table}_sound, ${Object.entries(checks)
    .map(([name, check]) => `add constraint ${name} check (${check})`)
    .join(', ')}`,
  `drop function is_sound_${table}`,
];

/**
 * PostgreSQL reads the text of every CHECK of a table again in every statement that writes to it: for orders and visits
 * that took longer than all else that the statement did. One CHECK that calls a function, whose text is read once in a
 * connection, says the same under the same names.
 */
export class QuickChecks1763683200082 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, ALL.flatMap(soundRows));
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ALL.flatMap(plainChecks));
  }
}

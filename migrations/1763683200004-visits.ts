import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMonth, oneOf, runAll } from './sql';

const STATUSES = [
  ...['planned', 'started', 'photo-pending', 'payable', 'part', 'held', 'blocked'],
  ...['billed', 'paid', 'missed', 'cancelled'],
];

/** The states in which a visit has a quantity. */
const COUNTING = ['payable', 'part', 'billed', 'paid'];

/**
 * What was said stands as text (`order_number`, `worker_code`), because a visit may name an order or a worker
 * nobody knows; what it turned out to mean stands as an id. `decided_seq` is the order of decision within the
 * bureau: the rules about overlap, travel and photos look only at what was decided before.
 */
const VISIT = `
create table visit (
  bureau_id           uuid    not null,
  id                  uuid    not null,
  number              text    not null,
  order_number        text    not null,
  order_id            uuid,
  cadre_id            uuid    not null,
  item_id             uuid    not null,
  worker_code         text    not null,
  worker_link_id      uuid,
  worker_id           uuid,
  provider_id         uuid,
  unit_id             uuid,
  started_at          timestamptz,
  ended_at            timestamptz,
  start_longitude     double precision,
  start_latitude      double precision,
  end_longitude       double precision,
  end_latitude        double precision,
  signed              boolean not null,
  method              text    not null,
  uploaded_at         timestamptz,
  day                 date    not null,
  status              text    not null,
  quantity_hundredths bigint  not null default 0,
  findings            jsonb   not null default '[]',
  decided_seq         bigint,
  run_month           text,
  filed               jsonb   not null,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  unique (bureau_id, decided_seq),
  constraint visit_status check (${oneOf('status', ...STATUSES)}),
  constraint visit_method check (${oneOf('method', 'mobile', 'phone', 'manual')}),
  constraint visit_run_month check (${isMonth('run_month')}),
  constraint visit_places check (start_longitude between -180 and 180 and start_latitude between -90 and 90
    and end_longitude between -180 and 180 and end_latitude between -90 and 90),
  constraint visit_counts_nothing check (quantity_hundredths >= 0
    and (quantity_hundredths = 0 or ${oneOf('status', ...COUNTING)})),
  constraint visit_counts_in_order check (not (${oneOf('status', ...COUNTING)})
    or (started_at is not null and ended_at is not null and ended_at > started_at and order_id is not null)),
  constraint visit_decided check (not (${oneOf('status', ...COUNTING, 'held', 'blocked')})
    or (decided_seq is not null and uploaded_at is not null))
)`;

/**
 * A photo is known by the SHA-256 of its original file. The party columns repeat the visit's, for the
 * policies.
 */
const VISIT_PHOTO = `
create table visit_photo (
  bureau_id   uuid not null,
  visit_id    uuid not null,
  sha256      text not null check (sha256 <> ''),
  provider_id uuid,
  worker_id   uuid,
  primary key (bureau_id, visit_id, sha256)
)`;

/**
 * Known by visit, respondent and time: a later one replaces an earlier one in the reading, never in the
 * record.
 */
const RATING = `
create table rating (
  bureau_id   uuid        not null,
  id          uuid        not null,
  visit_id    uuid        not null,
  provider_id uuid,
  cadre_id    uuid        not null,
  level       int         not null,
  channel     text        not null,
  respondent  text        not null,
  comment     text,
  rated_at    timestamptz not null,
  run_month   text,
  filed       jsonb       not null,
  primary key (bureau_id, id),
  unique (bureau_id, visit_id, respondent, rated_at),
  constraint rating_level check (level between 1 and 5),
  constraint rating_respondent check (${oneOf('respondent', 'self', 'family', 'liaison', 'worker-assisted')}),
  constraint rating_run_month check (${isMonth('run_month')})
)`;

const INDEXES = [
  'create index visit_order on visit (bureau_id, order_id)',
  'create index visit_cadre on visit (cadre_id, day)',
  'create index visit_worker_link on visit (bureau_id, worker_link_id, started_at)',
  'create index visit_worker on visit (worker_id, day)',
  'create index visit_provider on visit (provider_id, day)',
  'create index visit_unit on visit (unit_id, day)',
  'create index visit_month on visit (bureau_id, run_month)',
  'create index visit_photo_hash on visit_photo (bureau_id, sha256)',
  'create index visit_photo_provider on visit_photo (provider_id)',
  'create index visit_photo_worker on visit_photo (worker_id)',
  'create index rating_provider on rating (provider_id)',
  'create index rating_cadre on rating (cadre_id)',
];

/** Visits with their proof, and what the cadres said about them. */
export class Visits1763683200004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [VISIT, VISIT_PHOTO, RATING, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table rating, visit_photo, visit cascade');
  }
}

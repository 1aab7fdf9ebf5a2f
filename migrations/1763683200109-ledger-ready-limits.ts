import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LedgerTurns1763683200093 } from './1763683200093-ledger-turns';
import { COUNT_ORDER, KEEPERS, MAKE_LIMITS_READY, READY_LIMITS, RESERVE_ORDER } from './ledger-ready';
import { allow, inScope, secure } from './policy';
import { asLedgerOwner, runAll } from './sql';

/** A fund has one type, so that with its type it is in an order once as well. */
const OF_ORDER = 'order_fund_bureau_id_order_id_fund_id_key';

/**
 * The first fund of an order and its type stand in the order, as its only one does of nearly every order: who reserves
 * reads one row. A key keeps them what the order's funds are; it is asked at the end of the transaction, since an order
 * is written before its funds. Where they are not said the funds themselves are read.
 */
const FIRST_FUND = [
  'alter table service_order add column first_fund_id uuid, add column first_fund_type text',
  `alter table order_fund drop constraint ${OF_ORDER},
    add constraint ${OF_ORDER} unique (bureau_id, order_id, fund_id, type)`,
];

const TABLES = ['service_order', 'order_fund'];
const EARLIER = [
  ...TABLES.map((table) => `alter table ${table} no force row level security`),
  `update service_order o set first_fund_id = n.fund_id, first_fund_type = n.type from order_fund n
    where n.bureau_id = o.bureau_id and n.order_id = o.id and n.position = 0`,
  `alter table service_order add constraint service_order_first_fund
    foreign key (bureau_id, id, first_fund_id, first_fund_type)
    references order_fund (bureau_id, order_id, fund_id, type) on update cascade deferrable initially deferred`,
  ...TABLES.map((table) => `alter table ${table} force row level security`),
];

const ROWS = 'ledger.ready_limits';
const TABLE = [
  READY_LIMITS,
  ...secure(ROWS),
  `create policy songbai_ledger on ${ROWS} for all to songbai_ledger using (true) with check (true)`,
  ...(['bureau', 'system'] as const).flatMap((actor) =>
    allow(actor, ['select'], ROWS, inScope('bureau_id', 'app.bureau')),
  ),
];

const FUNCTIONS = [MAKE_LIMITS_READY, ...KEEPERS, COUNT_ORDER, RESERVE_ORDER];
const NAMES = ['make_limits_ready', 'keep_limits_ready', 'keep_kinds_ready', 'count_order'];

/** Nobody but the owner of the ledger may call its functions, so it is he who sets them to watch. */
const TRIGGERS = [
  `create trigger limits_ready after insert or update or delete on usage_limit
    for each row execute function ledger.keep_limits_ready()`,
  `create trigger kinds_ready after insert or update of category, measure on item
    for each row execute function ledger.keep_kinds_ready()`,
];

/** For the bureaus that there are. The owner of the ledger sees that alone to which the transaction is bound. */
async function workOut(db: QueryRunner): Promise<void> {
  await runAll(db, ['alter table item no force row level security']);
  const bureaus = (await db.query('select distinct bureau_id as id from item order by 1')) as {
    id: string;
  }[];
  await runAll(db, ['alter table item force row level security']);
  const [{ nobody } = { nobody: '' }] = (await db.query(
    `select current_setting('app.bureau', true) as nobody`,
  )) as { nobody: string | null }[];
  await asLedgerOwner(db, async () => {
    for (const { id } of bureaus) {
      await db.query(`select set_config('app.bureau', $1, true)`, [id]);
      await db.query('select ledger.make_limits_ready($1)', [id]);
    }
  });
  await db.query(`select set_config('app.bureau', $1, true)`, [nobody ?? '']);
}

/** A reservation reads one row of the order and one of its limits, where it joined two and asked every limit. */
export class LedgerReadyLimits1763683200109 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [...FIRST_FUND, ...EARLIER]);
    await asLedgerOwner(db, () =>
      runAll(db, [
        ...TABLE,
        ...FUNCTIONS,
        ...NAMES.map((name) => `revoke execute on function ledger.${name} from public`),
      ]),
    );
    await runAll(db, ['grant trigger on usage_limit, item to songbai_ledger']);
    await asLedgerOwner(db, () => runAll(db, TRIGGERS));
    await runAll(db, ['revoke trigger on usage_limit, item from songbai_ledger']);
    await workOut(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await new LedgerTurns1763683200093().up(db);
    await runAll(db, ['drop trigger kinds_ready on item', 'drop trigger limits_ready on usage_limit']);
    await asLedgerOwner(db, () =>
      runAll(db, [...NAMES.map((name) => `drop function ledger.${name}`), `drop table ${ROWS}`]),
    );
    await runAll(db, [
      'alter table service_order drop column first_fund_id, drop column first_fund_type',
      `alter table order_fund drop constraint ${OF_ORDER},
        add constraint ${OF_ORDER} unique (bureau_id, order_id, fund_id)`,
    ]);
  }
}

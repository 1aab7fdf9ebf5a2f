import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/** The message names what may not change: TG_TABLE_NAME would be another name on a distributed table. */
const refusal = (schema: string): string => `
create function ${schema}.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%', tg_argv[0] using errcode = 'SB001';
end $$`;

const appendOnly = (table: string): string => {
  const schema = table.startsWith('ledger.') ? 'ledger' : 'public';
  return `create trigger append_only before update or delete on ${table}
    for each row execute function ${schema}.refuse_change('${table} is append-only')`;
};

/**
 * A paper never changes: what was filed and under which number stays, while decisions about it may be added.
 */
const PAPERS: readonly [table: string, ...columns: string[]][] = [
  ['service_order', 'number', 'filed'],
  ['visit', 'number', 'filed'],
  ['bill', 'number', 'filed', 'contract_id', 'provider_id', 'month'],
  ['bill_line', 'filed', 'visit_number', 'quantity_hundredths', 'unit_price_fen', 'amount_fen'],
  ['tax_invoice', 'number', 'filed', 'bill_id'],
  ['rating', 'filed', 'level', 'rated_at'],
];

const isChanged = (column: string): string => `old.${column} is distinct from new.${column}`;

const asFiled = ([table, ...columns]: readonly [string, ...string[]]): string[] => [
  `create trigger as_filed before update on ${table} for each row
    when (${['bureau_id', 'id', ...columns]
      .filter((c) => c !== 'id' || table !== 'bill_line')
      .map(isChanged)
      .join(' or ')})
    execute function public.refuse_change('a filed ${table} does not change')`,
  `create trigger never_deleted before delete on ${table}
    for each row execute function public.refuse_change('a filed ${table} is not deleted')`,
];

/** Guards that also bind the owner of the tables. Row triggers only; TRUNCATE is granted to nobody. */
export class Triggers1763683200009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(refusal('public'));
    await runAll(db, [...PAPERS.flatMap(asFiled), appendOnly('register_version'), appendOnly('line_share')]);
    await asLedgerOwner(db, () =>
      runAll(db, [refusal('ledger'), appendOnly('ledger.journal'), appendOnly('ledger.idempotency')]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop function ledger.refuse_change cascade']));
    await db.query('drop function public.refuse_change cascade');
  }
}

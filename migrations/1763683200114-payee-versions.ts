import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * Of payments: who changed the account that a row goes to since the provider was last paid and the payment confirmed,
 * if that payment did not go to the same account. Which account a row has is said by the version that it was prepared
 * from; only rows of before this column go by the moment they were prepared at.
 */
const ofPayments = (column: string, since: string, until: string): string => `
create or replace function public.payee_changes(p_bureau uuid, p_payments uuid[])
returns table (payment_id uuid, payee text, version int, changed_by text, changed_at timestamptz,
  bank_from text, account_from text, bank_to text, account_to text)
language sql stable as $$
  select distinct p.id, paid.payee, c.version, c.changed_by, c.changed_at, c.bank_from, c.account_from, c.bank_to,
    c.account_to
  from public.payment p
  join public.payment_row paid on paid.bureau_id = p.bureau_id and paid.payment_id = p.id
  join public.provider_link link on link.bureau_id = paid.bureau_id and link.provider_id = paid.provider_id
  left join lateral (
    select q.prepared_at, r.bank, r.bank_account${column} from public.payment_row r
    join public.payment q on q.bureau_id = r.bureau_id and q.id = r.payment_id
    where r.bureau_id = p.bureau_id and r.provider_id = paid.provider_id and q.status = 'confirmed'
      and q.prepared_at < p.prepared_at
    order by q.prepared_at desc, q.id desc limit 1
  ) before on true
  join public.account_changes(p_bureau) c on c.code = link.code
    and ${since} and ${until}
  where p.bureau_id = p_bureau and p.id = any(p_payments)
    and (before.bank, before.bank_account) is distinct from (paid.bank, paid.bank_account)
$$`;

const SINCE = `c.changed_at > coalesce(before.prepared_at, '-infinity')`;
const UNTIL = 'c.changed_at <= p.prepared_at';

/** By versions, and by moments where a row has none. */
const NOW = ofPayments(
  ', r.payee_version',
  `case when before.payee_version is null then ${SINCE} else c.version > before.payee_version end`,
  `case when paid.payee_version is null then ${UNTIL} else c.version <= paid.payee_version end`,
);

/** A payment keeps which version of its payee it was prepared from: clocks cannot say what it was made before. */
export class PayeeVersions1763683200114 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, ['alter table payment_row add payee_version int check (payee_version >= 1)', NOW]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [ofPayments('', SINCE, UNTIL), 'alter table payment_row drop payee_version']);
  }
}

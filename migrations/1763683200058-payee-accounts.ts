import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * Every change of the account that a provider of a bureau is paid to, as the versions of the register tell it. With the
 * rights of whoever asks.
 */
const CHANGES = `
create function public.account_changes(p_bureau uuid)
returns table (code text, version int, changed_by text, changed_at timestamptz, reason text,
  bank_from text, account_from text, bank_to text, account_to text)
language sql stable as $$
  select v.code, v.version, v.recorded_by, v.recorded_at, v.reason,
    was.content->>'开户行', was.content->>'银行账号', v.content->>'开户行', v.content->>'银行账号'
  from public.register_version v join public.register_version was on was.bureau_id = v.bureau_id
    and was.register = v.register and was.code = v.code and was.version = v.version - 1
  where v.bureau_id = p_bureau and v.register = 'providers' and (was.content->>'开户行', was.content->>'银行账号')
    is distinct from (v.content->>'开户行', v.content->>'银行账号')
$$`;

/**
 * Of payments: who changed the account that a row goes to since the provider was last paid and the payment confirmed,
 * if that payment did not go to the same account. The account of a payment is the one of the moment it was prepared.
 */
const OF_PAYMENTS = `
create function public.payee_changes(p_bureau uuid, p_payments uuid[])
returns table (payment_id uuid, payee text, version int, changed_by text, changed_at timestamptz,
  bank_from text, account_from text, bank_to text, account_to text)
language sql stable as $$
  select distinct p.id, paid.payee, c.version, c.changed_by, c.changed_at, c.bank_from, c.account_from, c.bank_to,
    c.account_to
  from public.payment p
  join public.payment_row paid on paid.bureau_id = p.bureau_id and paid.payment_id = p.id
  join public.provider_link link on link.bureau_id = paid.bureau_id and link.provider_id = paid.provider_id
  left join lateral (
    select q.prepared_at, r.bank, r.bank_account from public.payment_row r
    join public.payment q on q.bureau_id = r.bureau_id and q.id = r.payment_id
    where r.bureau_id = p.bureau_id and r.provider_id = paid.provider_id and q.status = 'confirmed'
      and q.prepared_at < p.prepared_at
    order by q.prepared_at desc, q.id desc limit 1
  ) before on true
  join public.account_changes(p_bureau) c on c.code = link.code
    and c.changed_at > coalesce(before.prepared_at, '-infinity') and c.changed_at <= p.prepared_at
  where p.bureau_id = p_bureau and p.id = any(p_payments)
    and (before.bank, before.bank_account) is distinct from (paid.bank, paid.bank_account)
$$`;

/** Who changed where the money goes does not let it go. A trigger, since the changes stand in another table. */
const GUARD = `
create function public.refuse_own_account() returns trigger language plpgsql as $$
begin
  if exists (select from public.payee_changes(new.bureau_id, array[new.id]) c where c.changed_by = new.released_by)
  then
    raise exception 'violates constraint "payment_account_by_another"' using errcode = '23514';
  end if;
  return new;
end $$`;

const TRIGGER = `
create trigger account_by_another before update of released_by on payment for each row
  when (new.released_by is not null and new.released_by is distinct from old.released_by)
  execute function public.refuse_own_account()`;

const READERS = (['bureau', 'system', 'supervisor', 'auditor'] as const).map(roleOf).join(', ');

/** A changed account of a payee is seen by who releases the payment, and is not theirs to have changed. */
export class PayeeAccounts1763683200058 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ...[CHANGES, OF_PAYMENTS, GUARD, TRIGGER],
      `revoke execute on function public.account_changes, public.payee_changes, public.refuse_own_account from public`,
      `grant execute on function public.account_changes, public.payee_changes to ${READERS}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop function public.refuse_own_account cascade',
      'drop function public.payee_changes, public.account_changes',
    ]);
  }
}

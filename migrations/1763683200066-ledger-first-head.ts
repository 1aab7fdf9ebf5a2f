import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * What does not agree with what was sealed. The first head, under which nothing stands, is held against nothing: its
 * hash says whose ledger it begins and no more.
 */
const FIRST = `
  union all
  select null, 0, 'the first head is not as it was made' from ledger.head h
    where h.bureau_id = p_bureau and h.height = 0
      and ((h.funds, h.postings, h.root, h.previous_hash) is distinct from (0, 0::bigint, ''::bytea, ''::bytea)
        or h.hash <> sha256(convert_to('songbai ledger ' || p_bureau, 'UTF8')))`;

const brokenSeals = (first: string): string => `
create or replace function ledger.broken_seals(p_bureau uuid) returns table (fund_id uuid, height int, problem text)
language sql stable as $$
  with blocks as (
    select s as seal, lag(s.hash, 1, ''::bytea) over w as before, lag(s.to_seq, 1, 0::bigint) over w as after,
        row_number() over w as place
      from ledger.seal s where s.bureau_id = p_bureau window w as (partition by s.fund_id order by s.height)
  ), heads as (
    select h as head, lag(h.hash) over (order by h.height) as before, row_number() over (order by h.height) - 1 as place
      from ledger.head h where h.bureau_id = p_bureau
  )
  select (b.seal).fund_id, (b.seal).height, p.problem from blocks b cross join lateral (values
      ((b.seal).height <> b.place or (b.seal).from_seq <> b.after + 1 or (b.seal).previous_hash <> b.before,
        'a block is missing or in another place'),
      ((b.seal).hash <> sha256(ledger.seal_text(b.seal)), 'the block is not what was sealed'),
      ((b.seal).root <> ledger.tree_root(array(select ledger.canonical(j) from ledger.journal j
          where j.bureau_id = p_bureau and j.fund_id = (b.seal).fund_id
            and j.seq between (b.seal).from_seq and (b.seal).to_seq order by j.seq)),
        'its postings are not what was sealed')) as p (broken, problem)
    where p.broken
  union all
  select null, (h.head).height, p.problem from heads h cross join lateral (values
      ((h.head).height <> h.place or (h.head).previous_hash <> h.before, 'a head is missing or in another place'),
      ((h.head).hash <> sha256(ledger.head_text(h.head)), 'the head is not what was sealed'),
      ((h.head).root <> ledger.tree_root(ledger.fund_leaves(p_bureau, (h.head).height)),
        'the funds are not what was sealed')) as p (broken, problem)
    where p.broken and (h.head).height > 0${first}
$$`;

/** A first head that was changed is seen too. */
export class LedgerFirstHead1763683200066 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [brokenSeals(FIRST)]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [brokenSeals('')]));
  }
}

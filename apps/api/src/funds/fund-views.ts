import { DomainError, Money } from '@songbai/contracts';
import type { Actor } from '../db/actor';
import type { Tx } from '../db/unit-of-work';
import { isFor } from '../http/across';
import type { Listing } from '../http/page';
import type { Columns } from '../registers/register';
import type { BalanceAnswer, BalanceQuery, FundAnswer, PostingAnswer } from './funds.dto';

export const FUNDS: Pick<Listing, 'select' | 'from'> = {
  select: `t.id, t.code, t.type, t.owner_unit_id, t.year, t.version, b.allotted, b.reserved, b.expended, b.paid`,
  from: 'fund t left join ledger.balance b on b.bureau_id = t.bureau_id and b.fund_id = t.id',
};

const POSTED = `j.id, j.seq, j.kind, j.d_allotted, j.d_reserved, j.d_expended, j.d_paid, j.effective_on::text,
  j.period, j.posted_at, j.document, o.id as order_id`;
const OF_ORDERS = `ledger.journal j
  left join service_order o on o.bureau_id = j.bureau_id and o.number = j.document`;

/**
 * With the record behind each posting: an order, a bill, or the payment of a bill. A unit has orders of its own rows,
 * but neither bills nor payments.
 */
export const postingsFor = (actor: Actor): Pick<Listing, 'select' | 'from'> =>
  isFor(actor, 'unit')
    ? { select: POSTED, from: OF_ORDERS }
    : {
        select: `${POSTED}, b.id as bill_id, p.id as payment_id`,
        from: `${OF_ORDERS}
          left join bill b on b.bureau_id = j.bureau_id and b.number = split_part(j.document, '#', 1)
          left join payment p on p.bureau_id = j.bureau_id and j.kind in ('pay', 'unpay')
            and p.id::text = split_part(j.key, '/', 2)`,
      };

export async function readFund(tx: Tx, id: string): Promise<FundAnswer> {
  const [row] = await tx.query<Columns>(`select ${FUNDS.select} from ${FUNDS.from} where t.id = $1`, [id]);
  if (!row) throw new DomainError('not-found');
  return fundOf(row);
}

/** The least that a fund has available on a day from this one on: what a cut that counts from it may take. */
export async function readLeastAvailable(tx: Tx, id: string, day: string): Promise<Money> {
  const [row] = await tx.query<{ least: string | null }>(
    `select min(k.available) as least from (
       select sum(d.moved) over (order by d.day) as available from (
         select $2::date as day, 0 as moved
         union all select greatest(j.effective_on, $2), j.d_allotted - j.d_reserved - j.d_expended
           from ledger.journal j where j.fund_id = $1) d) k`,
    [id, day],
  );
  return Money.ofFen(row?.least ?? '0');
}

export function fundOf(c: Columns): FundAnswer {
  return {
    ...{ id: String(c.id), code: String(c.code), type: c.type as FundAnswer['type'] },
    ...{ ownerUnitId: c.owner_unit_id === null ? null : String(c.owner_unit_id), year: Number(c.year) },
    ...potsOf(c.allotted, c.reserved, c.expended, c.paid),
    version: Number(c.version),
  };
}

export function postingOf(c: Columns): PostingAnswer {
  const yuan = (fen: unknown): string => Money.ofFen(String(fen)).toString();
  return {
    ...{ id: String(c.id), seq: Number(c.seq), kind: String(c.kind) },
    ...{ allotted: yuan(c.d_allotted), reserved: yuan(c.d_reserved) },
    ...{ expended: yuan(c.d_expended), paid: yuan(c.d_paid) },
    ...{ effectiveOn: String(c.effective_on), month: String(c.period), document: String(c.document) },
    postedAt: (c.posted_at as Date).toISOString(),
    record: recordOf(c),
  };
}

/** "HT-2026-11#19" is the nineteenth line of a bill. */
function recordOf({
  document,
  order_id: order,
  bill_id: bill,
  payment_id: payment,
}: Columns): PostingAnswer['record'] {
  const line = Number(String(document).split('#')[1] ?? 0);
  if (payment) return { kind: 'payment', id: String(payment), line: null };
  if (bill) return { kind: 'bill', id: String(bill), line: line > 0 ? line : null };
  return order ? { kind: 'order', id: String(order), line: null } : null;
}

const OF_BOOKS = `select b.* from fund t cross join lateral ledger.balance_at(t.bureau_id, t.id, $2, $3) b
  where t.id = $1`;

/** A unit sees the postings of its own funds and no cache of them. */
const OF_JOURNAL = `select coalesce(sum(d_allotted), 0) as allotted, coalesce(sum(d_reserved), 0) as reserved,
    coalesce(sum(d_expended), 0) as expended, coalesce(sum(d_paid), 0) as paid
  from ledger.journal where fund_id = $1 and ($2::date is null or effective_on <= $2)
    and ($3::timestamptz is null or posted_at <= $3)`;

/** The orders that hold most of a fund's money, with how much, and how many hold any: facts of a finding. */
export async function holdersOf(tx: Tx, id: string): Promise<{ orders: string; heldBy: string }> {
  const rows = await tx.query<{ number: string; held: string; orders: string }>(
    `select o.number, sum(r.amount - r.released)::text as held, count(*) over ()::text as orders
     from fund f join ledger.journal j on j.bureau_id = f.bureau_id and j.fund_id = f.id and j.kind = 'reserve'
     join ledger.reservation r on r.bureau_id = j.bureau_id and r.id = j.id
     join service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
     where f.id = $1 and r.amount > r.released group by o.number
     order by sum(r.amount - r.released) desc, o.number limit 20`,
    [id],
  );
  const heldBy = rows.map(({ number, held }) => `${number} ${Money.ofFen(held)}`).join('；');
  return { orders: rows[0]?.orders ?? '0', heldBy };
}

/** The fund as it stood on a day, or as we knew it at a moment: the sum of its postings up to there. */
export async function readBalance(
  tx: Tx,
  id: string,
  { asOf, knownAt }: BalanceQuery,
): Promise<BalanceAnswer> {
  const unit = isFor(tx.actor, 'unit');
  const [row] = await tx.query<Columns>(unit ? OF_JOURNAL : OF_BOOKS, [id, asOf ?? null, knownAt ?? null]);
  return potsOf(row?.allotted, row?.reserved, row?.expended, row?.paid);
}

function potsOf(allotted: unknown, reserved: unknown, expended: unknown, paid: unknown): BalanceAnswer {
  const money = (fen: unknown): Money => Money.ofFen(String(fen ?? '0'));
  const available = money(allotted).minus(money(reserved)).minus(money(expended));
  return {
    ...{ allotted: money(allotted).toString(), reserved: money(reserved).toString() },
    ...{
      expended: money(expended).toString(),
      paid: money(paid).toString(),
      available: available.toString(),
    },
  };
}

import type { DataSource } from 'typeorm';

/** What must hold at every moment. Each query answers the rows that break it, for the bureau $1. */
const INVARIANTS: Record<string, string> = {
  'the balance is the sum of the journal': `
    select b.fund_id from ledger.balance b
      left join (select fund_id, sum(d_allotted) a, sum(d_reserved) r, sum(d_expended) e, sum(d_paid) p,
          count(*) n
        from ledger.journal where bureau_id = $1 group by fund_id) j on j.fund_id = b.fund_id
      where b.bureau_id = $1 and (b.allotted, b.reserved, b.expended, b.paid, b.seq) is distinct from
        (coalesce(a, 0), coalesce(r, 0), coalesce(e, 0), coalesce(p, 0), coalesce(n, 0))`,
  'paid <= expended <= committed <= allotted': `
    select fund_id from ledger.balance where bureau_id = $1
      and not (0 <= paid and paid <= expended and reserved >= 0 and expended + reserved <= allotted)`,
  'the journal is numbered without a gap': `
    select fund_id from ledger.journal where bureau_id = $1 group by fund_id
      having min(seq) <> 1 or max(seq) <> count(*)`,
  'a reservation is what its postings say': `
    select r.id from ledger.reservation r
      join (select reservation_id, sum(d_reserved) open, sum(d_expended) spent,
          count(*) filter (where kind = 'reserve') births from ledger.journal where bureau_id = $1
          group by reservation_id) j on j.reservation_id = r.id
      where r.bureau_id = $1
          and (r.amount - r.expended - r.released <> open or r.expended <> spent or births <> 1)`,
  'a contract is committed by its orders': `
    select m.contract_id from ledger.commitment m
      where m.bureau_id = $1 and m.committed <> (select coalesce(sum(r.amount - r.released), 0)
        from ledger.reservation r join service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
        where r.bureau_id = $1 and o.contract_id = m.contract_id)`,
  'a window is used by what orders took of it': `
    select w.limit_id from ledger.limit_window w
      where w.bureau_id = $1 and w.used <> (select coalesce(sum(t.amount - t.released), 0)
        from ledger.reservation_limit t where t.bureau_id = $1 and t.limit_id = w.limit_id
          and t.cadre_id = w.cadre_id and t.window_start = w.window_start)`,
  'every posting has a key': `
    select j.id from ledger.journal j where j.bureau_id = $1 and not exists (select from ledger.idempotency i
      where i.bureau_id = $1 and i.scope = j.kind and i.key = j.key)`,
};

/** The invariants that do not hold, with how many rows break them; {} when the books agree. */
export async function broken(all: DataSource, bureauId: string): Promise<Record<string, number>> {
  const result: Record<string, number> = {};
  for (const [name, sql] of Object.entries(INVARIANTS)) {
    const rows = await all.query<unknown[]>(sql, [bureauId]);
    if (rows.length > 0) result[name] = rows.length;
  }
  return result;
}

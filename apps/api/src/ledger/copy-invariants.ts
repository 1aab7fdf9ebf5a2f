import type { Invariant } from './invariant';
import { MONTHS } from './month-invariants';

/** What the ledger keeps beside its sums is a copy of the registers, or of its own records: each must say the same. */
export const COPIES: readonly Invariant[] = [
  {
    code: 'I26',
    zh: '限额窗口的上限就是限额现行的上限',
    en: 'the cap of a window is what its limit says now: a changed limit is counted anew in the same transaction',
    sql: `select w.limit_id from ledger.limit_window w
      left join usage_limit l on (l.bureau_id, l.id) = (w.bureau_id, w.limit_id)
      where w.bureau_id = $1 and w.cap is distinct from l.cap_hundredths`,
  },
  {
    code: 'I27',
    zh: '合同占用的最高限额就是合同现行的最高限额（含已生效的补充协议）',
    en: 'the ceiling that orders count under is the contract’s of now, amendments in force included',
    sql: `select m.contract_id from ledger.commitment m
      left join contract c on (c.bureau_id, c.id) = (m.bureau_id, m.contract_id)
      where m.bureau_id = $1 and m.ceiling is distinct from c.ceiling_fen`,
  },
  {
    code: 'I28',
    zh: '订单所记的类别、计量与服务项目一致，所列经费的类型、归属与经费一致，首项经费是其所列经费之一',
    en: 'an order has the category and measure of its item, the types and owners of its funds, and one of them first',
    sql: `select o.id from service_order o join item i on (i.bureau_id, i.id) = (o.bureau_id, o.item_id)
        where o.bureau_id = $1 and (o.category, o.measure) is distinct from (i.category, i.measure)
      union all
      select n.order_id from order_fund n join fund f on (f.bureau_id, f.id) = (n.bureau_id, n.fund_id)
        where n.bureau_id = $1 and (n.type, n.owner_unit_id) is distinct from (f.type, f.owner_unit_id)
      union all
      select o.id from service_order o where o.bureau_id = $1 and o.first_fund_id is not null and not exists (
        select from order_fund n where (n.bureau_id, n.order_id, n.fund_id, n.type)
          = (o.bureau_id, o.id, o.first_fund_id, o.first_fund_type))`,
  },
  {
    code: 'I29',
    zh: '余额所记的归属单位与经费一致',
    en: 'a balance and its postings belong to whom the fund belongs to',
    sql: `select b.fund_id from ledger.balance b left join fund f on (f.bureau_id, f.id) = (b.bureau_id, b.fund_id)
      where b.bureau_id = $1 and (f.id is null or b.owner_unit_id is distinct from f.owner_unit_id)`,
  },
  ...MONTHS,
  {
    code: 'I31',
    zh: '预先算好的限额与限额登记现行内容一致',
    en: 'the limits worked out beforehand are those that the register has for every day of their stretch',
    sql: `select k.category || ' ' || k.measure || ' ' || k.fund_type || ' ' || k.since from ledger.ready_limits k
      cross join lateral (
        select array_agg(l.id order by l.id) as limits, array_agg(l.window_kind order by l.id) as windows,
            array_agg(l.cap_hundredths order by l.id) as caps, array_agg(l.measure = 'yuan' order by l.id) as are_yuan,
            bool_and((l.measure = 'yuan' or coalesce(l.fund_type, k.fund_type) = k.fund_type)
              and coalesce(l.valid_from <= k.since, true) and coalesce(l.valid_to >= k.until, true)) as is_plain
          from usage_limit l
          where l.bureau_id = k.bureau_id and (l.measure = k.measure
              or (l.measure = 'yuan' and coalesce(l.fund_type, k.fund_type) = k.fund_type))
            and coalesce(l.category, k.category) = k.category
            and coalesce(l.valid_from <= k.until, true) and coalesce(l.valid_to >= k.since, true)) l
      where k.bureau_id = $1 and (l.is_plain is false or (k.limits, k.windows, k.caps, k.are_yuan) is distinct from
        (coalesce(l.limits, '{}'), coalesce(l.windows, '{}'), coalesce(l.caps, '{}'), coalesce(l.are_yuan, '{}')))`,
  },
];

import { COPIES } from './copy-invariants';
import { CORRECTIONS } from './correction-invariants';
import { FENCES } from './fences';
import type { Invariant } from './invariant';

/** The sums of each fund's postings. */
const SUMS = `select fund_id, sum(d_allotted) a, sum(d_reserved) r, sum(d_expended) e, sum(d_paid) p, count(*) n
  from ledger.journal where bureau_id = $1 group by fund_id`;

const BALANCES: Invariant[] = [
  {
    code: 'I01',
    zh: '余额等于分录之和',
    en: 'a balance is the sum of its postings',
    sql: `select b.fund_id from ledger.balance b full join (${SUMS}) j on j.fund_id = b.fund_id
      where coalesce(b.bureau_id, $1) = $1 and (b.allotted, b.reserved, b.expended, b.paid, b.seq) is distinct from
        (coalesce(a, 0), coalesce(r, 0), coalesce(e, 0), coalesce(p, 0), coalesce(n, 0))`,
  },
  {
    code: 'I02',
    zh: '已付 ≤ 列支 ≤ 列支+占用 ≤ 指标，其余是可用余额',
    en: 'paid <= expended <= expended + reserved <= allotted, and what is left of that is available',
    sql: `select fund_id from ledger.balance where bureau_id = $1
      and not (0 <= paid and paid <= expended and reserved >= 0 and available >= 0
        and expended + reserved + available = allotted)`,
  },
  {
    code: 'I03',
    zh: '分录号连续无缺',
    en: 'postings are numbered without a gap',
    sql: `select fund_id from ledger.journal where bureau_id = $1 group by fund_id
      having min(seq) <> 1 or max(seq) <> count(*) or count(distinct seq) <> count(*)`,
  },
  {
    code: 'I20',
    zh: '按日合计（缓存）与分录一致',
    en: 'the day totals, a cache, agree with the journal',
    sql: `select b.fund_id from ledger.balance b cross join lateral ledger.balance_at($1, b.fund_id, null) t
      where b.bureau_id = $1
        and (t.allotted, t.reserved, t.expended, t.paid) is distinct from (b.allotted, b.reserved, b.expended, b.paid)`,
  },
];

const RESERVATIONS: Invariant[] = [
  {
    code: 'I04',
    zh: '每笔占用与其分录一致，且恰有一笔占用分录',
    en: 'a reservation is what its postings say, and was reserved once',
    sql: `select r.id from ledger.reservation r
      full join (select reservation_id, sum(d_reserved) open, sum(d_expended) spent,
          count(*) filter (where kind = 'reserve') births, min(fund_id::text) fund, max(fund_id::text) other
        from ledger.journal where bureau_id = $1 and reservation_id is not null group by reservation_id) j
        on j.reservation_id = r.id
      where coalesce(r.bureau_id, $1) = $1 and ((r.amount - r.expended - r.released, r.expended, r.fund_id::text,
          r.fund_id::text) is distinct from (open, spent, fund, other) or births <> 1)`,
  },
  {
    code: 'I05',
    zh: '占用份额之和等于订单金额',
    en: 'the shares of an order are its amount',
    sql: `select o.id from service_order o join (select order_id, sum(amount) as total from ledger.reservation
        where bureau_id = $1 group by order_id) r on r.order_id = o.id
      where o.bureau_id = $1 and r.total <> o.amount_fen`,
  },
  {
    code: 'I15',
    zh: '不批准的订单没有占用余额；作废的订单除为已有服务保留的以外也没有',
    en: 'a refused order holds no money, and a cancelled one none but for visits that had begun',
    sql: `select r.id from ledger.reservation r
      left join service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
      where r.bureau_id = $1 and (o.id is null
        or (o.status = 'refused' or o.status = 'cancelled' and coalesce(o.kept_hundredths, 0) = 0)
          and r.amount > r.expended + r.released)`,
  },
  {
    code: 'I09',
    zh: '合同占用等于其订单之和，余下的额度相符',
    en: 'a contract is committed by its orders, and has the room that its ceiling leaves',
    sql: `select coalesce(m.contract_id, s.contract_id) as contract_id from ledger.commitment m
      full join (select o.contract_id, sum(r.amount - r.released) as total from ledger.reservation r
          join service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
          where r.bureau_id = $1 group by o.contract_id) s on s.contract_id = m.contract_id
      where coalesce(m.bureau_id, $1) = $1
        and (coalesce(m.committed, 0) <> coalesce(s.total, 0) or m.room <> greatest(m.ceiling - m.committed, 0))`,
  },
];

const LIMITS: Invariant[] = [
  {
    code: 'I10',
    zh: '限额窗口余下的额度与上限、用量相符',
    en: 'a window has the room that its cap leaves of what is used',
    sql: `select limit_id from ledger.limit_window where bureau_id = $1 and room <> greatest(cap - used, 0)`,
  },
  {
    code: 'I16',
    zh: '按规则从原始订单重算，限额窗口的用量相同；订单退回的数量与其保留的数量相符',
    en: 'what the windows count is what the rules say of the orders, worked out anew, and so is what orders gave back',
    sql: `with kept as (
        select o.bureau_id, o.id, o.cadre_id, o.starts_on, i.category, i.measure, o.quantity_hundredths as quantity,
            case o.status when 'cancelled' then coalesce(o.kept_hundredths, o.used_hundredths)
              else o.quantity_hundredths end as kept
          from service_order o join item i on (i.bureau_id, i.id) = (o.bureau_id, o.item_id)
          where o.bureau_id = $1 and exists (select from ledger.reservation r
            where (r.bureau_id, r.order_id) = (o.bureau_id, o.id))
      ), legs as (
        select l.id as limit_id, o.cadre_id, date_trunc(l.window_kind, o.starts_on::timestamp)::date as start,
            r.amount - r.released as amount
          from ledger.reservation r join kept o on (o.bureau_id, o.id) = (r.bureau_id, r.order_id)
          join fund f on (f.bureau_id, f.id) = (r.bureau_id, r.fund_id)
          join usage_limit l on l.bureau_id = r.bureau_id and l.measure = 'yuan'
            and coalesce(l.category, o.category) = o.category and coalesce(l.fund_type, f.type) = f.type
            and o.starts_on between coalesce(l.valid_from, o.starts_on) and coalesce(l.valid_to, o.starts_on)
          where r.bureau_id = $1
        union all
        select l.id, o.cadre_id, date_trunc(l.window_kind, o.starts_on::timestamp)::date, o.kept
          from kept o
          join usage_limit l on l.bureau_id = o.bureau_id and l.measure = o.measure
            and coalesce(l.category, o.category) = o.category
            and o.starts_on between coalesce(l.valid_from, o.starts_on) and coalesce(l.valid_to, o.starts_on)
            and (l.fund_type is null or exists (select from order_fund n
              join fund f on (f.bureau_id, f.id) = (n.bureau_id, n.fund_id) and f.type = l.fund_type
              where (n.bureau_id, n.order_id) = (o.bureau_id, o.id)))
      )
      select coalesce(g.limit_id, w.limit_id) as limit_id
        from (select limit_id, cadre_id, start, sum(amount) as total from legs group by 1, 2, 3) g
        full join (select * from ledger.limit_window where bureau_id = $1) w
          on (w.limit_id, w.cadre_id, w.window_start) = (g.limit_id, g.cadre_id, g.start)
        where coalesce(g.total, 0) <> coalesce(w.used, 0)
      union all
      select r.order_id from ledger.reservation r join kept o on (o.bureau_id, o.id) = (r.bureau_id, r.order_id)
        where r.ordinal = 0 and r.unused <> o.quantity - o.kept`,
  },
];

const KEYS: Invariant[] = [
  FENCES,
  {
    code: 'I06',
    zh: '每笔分录有其幂等键，键所答的笔数与分录相同',
    en: 'every posting has its key, and a key answers as many postings as there are',
    sql: `select coalesce(i.key, j.key) as key
      from (select scope, key, result from ledger.idempotency where bureau_id = $1
        union all select 'reserve', j.key, '{"postings": 1}' from ledger.reservation r
          join ledger.journal j on (j.bureau_id, j.id) = (r.bureau_id, r.id)
          where r.bureau_id = $1 and r.request_hash is not null) i
      full join (select kind, key, count(*) as postings from ledger.journal where bureau_id = $1 group by kind, key) j
        on j.kind = i.scope and j.key = i.key
      where i.key is null or coalesce(j.postings, 0) <> coalesce((i.result->>'postings')::bigint, j.postings, 0)
        or i.scope = 'reserve' and not i.result ? 'postings'`,
  },
  {
    code: 'I07',
    zh: '每笔分录的会计月份都已开启过',
    en: 'the month of every posting was opened',
    sql: `select j.id from ledger.journal j where j.bureau_id = $1 and not exists (select from ledger.period p
      where p.bureau_id = $1 and p.month = j.period)`,
  },
  {
    code: 'I22',
    zh: '月份闸门与月份状态一致，合同只为开启的月份放行',
    en: 'the gates of a month say what the month says, and contracts let pass only what is open',
    sql: `select p.month from ledger.period p where p.bureau_id = $1
      and (select count(*) filter (where g.state = p.state) from ledger.period_gate g
        where g.bureau_id = $1 and g.month = p.month) <> 16
      union all
      select o.month from ledger.commitment m cross join unnest(m.open_months) as o (month)
        where m.bureau_id = $1 and not exists (select from ledger.period p
          where p.bureau_id = $1 and p.month = o.month and p.state = 'open')`,
  },
  {
    code: 'I08',
    zh: '已结账月份在结账之后没有新分录',
    en: 'a closed month has no posting behind where its funds were at the close',
    sql: `select j.id from ledger.journal j
      join ledger.period p on p.bureau_id = $1 and p.month = j.period and p.state = 'closed'
      left join lateral (select max(e.version) as last from ledger.period_event e
        where e.bureau_id = $1 and e.month = j.period and e.action = 'close') c on true
      left join ledger.period_mark m on (m.bureau_id, m.month, m.version, m.fund_id)
        = (j.bureau_id, j.period, c.last, j.fund_id)
      where j.bureau_id = $1 and j.seq > coalesce(m.seq, 0)`,
  },
];

/** What the books must have been able to say at every posting, and not only now. */
const ORDER: Invariant[] = [
  {
    code: 'I23',
    zh: '列支不早于其占用，日期和顺序都是',
    en: 'no expense comes before its reservation, by day or by number',
    sql: `select j.id from ledger.journal j join ledger.journal r on r.bureau_id = $1
        and r.reservation_id = j.reservation_id and r.kind = 'reserve'
      where j.bureau_id = $1 and j.kind = 'expend' and (j.effective_on < r.effective_on or j.seq < r.seq)`,
  },
  {
    code: 'I24',
    zh: '每一笔记账之后都满足：已付 ≤ 列支 ≤ 列支+占用 ≤ 指标，先有指标后有占用',
    en: 'after every single posting paid <= expended <= expended + reserved <= allotted: no reservation before money',
    sql: `select id from (select j.id, sum(d_allotted) over w as a, sum(d_reserved) over w as r,
          sum(d_expended) over w as e, sum(d_paid) over w as p
        from ledger.journal j where j.bureau_id = $1 window w as (partition by j.fund_id order by j.seq)) s
      where not (0 <= p and p <= e and r >= 0 and e + r <= a)`,
  },
  {
    code: 'I25',
    zh: '归属与类型不合的经费没有占用：单位经费归单位，其余归老干部局',
    en: 'no fund gave anything whose owner does not fit its kind (F02): no CHECK, since a folder may hold such funds',
    sql: `select r.id from ledger.reservation r join fund f on (f.bureau_id, f.id) = (r.bureau_id, r.fund_id)
      where r.bureau_id = $1 and (f.type in ('special-need', 'public')) <> (f.owner_unit_id is not null)`,
  },
];

export const INVARIANTS: readonly Invariant[] = [
  ...[BALANCES, RESERVATIONS, LIMITS, KEYS, ORDER, CORRECTIONS, COPIES].flat(),
].sort((a, b) => (a.code < b.code ? -1 : 1));

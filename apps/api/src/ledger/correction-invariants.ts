import type { Invariant } from './invariant';

/** What corrections keep: what is taken back was given, once, by its exact negative. */
export const CORRECTIONS: readonly Invariant[] = [
  {
    code: 'I11',
    zh: '每笔列支至多冲回一次，冲回是其恰好的相反数',
    en: 'an expense is reversed once at most, by its exact negative in the same fund',
    sql: `select j.id from ledger.journal j left join ledger.journal o on o.bureau_id = $1 and o.id = j.refers_to
      where j.bureau_id = $1 and j.kind = 'reverse'
        and ((o.kind, o.fund_id, o.reservation_id, -o.d_expended, -o.d_reserved)
          is distinct from ('expend', j.fund_id, j.reservation_id, j.d_expended, j.d_reserved)
        or j.refers_to in (select b.refers_to from ledger.journal b where b.bureau_id = $1 and b.refers_to is not null
          group by b.refers_to having count(*) > 1))`,
  },
  {
    code: 'I12',
    zh: '收回不多于列支，退回不多于付款',
    en: 'no more is recovered than was expended, and no more comes back than was paid',
    sql: `select o.id from ledger.journal o join ledger.journal b on b.bureau_id = $1 and b.refers_to = o.id
      where o.bureau_id = $1 group by o.id, o.kind, o.fund_id, o.d_expended, o.d_paid
      having sum(-b.d_expended) > o.d_expended or (o.kind = 'pay' and sum(-b.d_paid) > o.d_paid)
        or min(b.fund_id::text) <> o.fund_id::text or max(b.fund_id::text) <> o.fund_id::text`,
  },
  {
    code: 'I13',
    zh: '一次服务至多在一条有效账单行上',
    en: 'a visit is accepted on one bill line at most',
    sql: `select visit_id from bill_line where bureau_id = $1 and accepted and visit_id is not null
      group by visit_id having count(*) > 1`,
  },
  {
    code: 'I14',
    zh: '账单行的列支分录（含调整）等于其经费份额（含调整）',
    en: 'the expenses of a bill line are its shares, adjustments of both included',
    sql: `select s.document from (select b.number || '#' || h.line as document, sum(h.amount_fen) as amount
          from (select bureau_id, bill_id, line, amount_fen from line_share
            union all select bureau_id, bill_id, line, amount_fen from bill_adjustment_share) h
          join bill b on (b.bureau_id, b.id) = (h.bureau_id, h.bill_id)
          where h.bureau_id = $1 group by 1) s
      left join (select document, sum(d_expended) as amount from ledger.journal where bureau_id = $1
          and kind in ('expend', 'reverse', 'recover') group by document) j on j.document = s.document
      where j.amount is distinct from s.amount`,
  },
  {
    code: 'I19',
    zh: '结转成对，转出等于转入',
    en: 'what is carried out of one fund is carried into another',
    sql: `select key from ledger.journal where bureau_id = $1 and kind in ('carry-out', 'carry-in')
      group by key, origin_year, document having sum(d_allotted) <> 0`,
  },
  {
    code: 'I17',
    zh: '封存的分录与封存时相同',
    en: 'sealed postings are as they were sealed, in blocks without a gap',
    sql: `select coalesce(fund_id::text, 'head') || ' ' || height || ': ' || problem as problem
      from ledger.broken_seals($1)
      union all
      select s.fund_id::text || ' ' || s.height || ': its head is gone' from ledger.seal s
        where s.bureau_id = $1 and not exists (select from ledger.head h
          where (h.bureau_id, h.height) = (s.bureau_id, s.head_height))`,
  },
];

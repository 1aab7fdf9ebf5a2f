import type { Invariant } from './invariant';

/** Whether the same month has another record of `action` at this number, by `besides` as well. */
const has = (
  action: string,
  version: string,
  besides = '',
): string => `exists (select from ledger.period_event o
  where (o.bureau_id, o.month, o.version, o.action) = (e.bureau_id, e.month, ${version}, '${action}')${besides})`;

/** A request, and what ends one, leave no trace but themselves: one forged for a closed month only the audit tells. */
export const MONTHS: readonly Invariant[] = [
  {
    code: 'I30',
    zh: '月份状态与最后一次开闭记录一致，开闭记录和结账位置前后相符',
    en: 'a month stands as the last that was done to it says, and what was done, with the marks of a close, could be',
    sql: `select p.month from ledger.period p
      left join lateral (select max(e.version) as version,
          count(*) filter (where e.action = 'reopen') as reopened,
          count(*) filter (where e.action = 'close') as closed,
          count(*) filter (where e.action = 'soft') as soft
        from ledger.period_event e where (e.bureau_id, e.month) = (p.bureau_id, p.month)
          and e.version = (select max(v.version) from ledger.period_event v
            where (v.bureau_id, v.month) = (p.bureau_id, p.month))) e on true
      where p.bureau_id = $1 and p.state <> case when e.version is null or e.reopened > 0 then 'open'
        when e.closed > 0 then 'closed' when e.soft > 0 then 'soft' else 'open' end
      union all
      select e.month || ' ' || e.action || ' ' || e.version from ledger.period_event e
        where e.bureau_id = $1 and not case e.action
            when 'soft' then e.version = 1 or ${has('reopen', 'e.version - 1')}
            when 'close' then e.version = 1 or ${has('reopen', 'e.version - 1')}
            when 'reopen' then ${has('close', 'e.version')}
              and ${has('ask-reopen', 'e.version', ' and o.actor <> e.actor')}
            else ${has('close', 'e.version')} end
      union all
      select e.month || ' ' || e.action || ' twice' from ledger.period_event e
        where e.bureau_id = $1 and e.action in ('soft', 'close', 'reopen')
        group by e.month, e.action, e.version having count(*) > 1
      union all
      select e.month || ' mark ' || e.version from ledger.period_mark e
        left join ledger.balance b on (b.bureau_id, b.fund_id) = (e.bureau_id, e.fund_id)
        where e.bureau_id = $1 and (coalesce(b.seq, -1) < e.seq or not ${has('close', 'e.version')})`,
  },
];

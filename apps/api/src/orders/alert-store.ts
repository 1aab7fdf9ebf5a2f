import type { Alert } from '@songbai/billing';
import type { Day, Finding } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';
import type { RegisterStore } from '../registers/register-store';

interface StoredAlert {
  fund: string;
  date: Day;
  findings: Finding[];
  orders: string[];
}

/** The alerts that the run of a month raised and that an order of these numbers is part of, by fund and date. */
export async function readAlerts(
  tx: Tx,
  bureauId: string,
  month: string,
  numbers: readonly string[],
): Promise<Alert[]> {
  const rows = await tx.query<StoredAlert>(
    `select fund.code as fund, alert.on_date::text as date, alert.findings, given.orders
     from alert
     join fund on fund.bureau_id = alert.bureau_id and fund.id = alert.fund_id
     join lateral (
       select array_agg(o.number order by o.number) as orders from alert_order a
       join service_order o on o.bureau_id = a.bureau_id and o.id = a.order_id
       where a.bureau_id = alert.bureau_id and a.alert_id = alert.id
     ) given on given.orders && $2
     where alert.bureau_id = $1 and alert.run_month = $3`,
    [bureauId, numbers, month],
  );
  return rows
    .flatMap(({ fund, date, findings, orders }) =>
      findings.map((finding) => ({ fund, date, orders, finding })),
    )
    .sort((a, b) => (a.fund === b.fund ? compare(a.date, b.date) : compare(a.fund, b.fund)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Stores alerts with the orders that make them up. One raised before, of that fund and day, gets these too. Answers how
 * much of it was not known.
 */
export async function insertAlerts(
  tx: Tx,
  store: RegisterStore,
  alerts: readonly Alert[],
  month: string,
): Promise<number> {
  const { bureauId } = store;
  let news = 0;
  for (const { fund, date, finding, orders } of alerts) {
    const fundId = store.idOf('funds', fund);
    news += await tx.execute(
      `insert into alert (bureau_id, id, code, fund_id, on_date, run_month, findings)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (bureau_id, code, fund_id, on_date, run_month) do nothing`,
      [bureauId, uuid(), finding.code, fundId, date, month, JSON.stringify([finding])],
    );
    news += await tx.execute(
      `insert into alert_order (bureau_id, alert_id, order_id)
       select o.bureau_id, a.id, o.id from alert a
       join service_order o on o.bureau_id = a.bureau_id and o.number = any($6)
       where a.bureau_id = $1 and a.code = $2 and a.fund_id = $3 and a.on_date = $4 and a.run_month = $5
       on conflict do nothing`,
      [bureauId, finding.code, fundId, date, month, orders],
    );
  }
  return news;
}

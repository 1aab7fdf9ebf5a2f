import type { Alert } from '@songbai/billing';
import type { Day, Finding } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
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

/** Stores alerts with the orders that make them up. */
export async function insertAlerts(
  tx: Tx,
  store: RegisterStore,
  alerts: readonly Alert[],
  month: string,
): Promise<void> {
  const { bureauId } = store;
  const rows = alerts.map(({ fund, date, finding }) => ({
    bureau_id: bureauId,
    id: uuid(),
    code: finding.code,
    fund_id: store.idOf('funds', fund),
    on_date: date,
    run_month: month,
    findings: [finding],
  }));
  await insertRows(tx, 'alert', rows);
  for (const [i, { orders }] of alerts.entries()) {
    await tx.query(
      `insert into alert_order (bureau_id, alert_id, order_id)
       select bureau_id, $2, id from service_order where bureau_id = $1 and number = any($3)`,
      [bureauId, rows[i]?.id, orders],
    );
  }
}

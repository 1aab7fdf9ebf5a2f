import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { BureausService } from '../bureaus/bureaus.service';
import { UnitOfWork } from '../db/unit-of-work';
import { MonthRunService } from '../months/month-run.service';
import { SILENT } from '../months/progress';

const SAMPLE = { folder: join(__dirname, '../../samples/ningde-2026-10'), month: '2026-10' };

/** Loads the sample month into an empty database, through the services that serve everybody. */
export async function loadDemo(app: INestApplicationContext, say: (text: string) => void): Promise<void> {
  const bureaus = await app.get(UnitOfWork).run({ kind: 'system' }, (tx) => app.get(BureausService).all(tx));
  if (bureaus.length > 0) return;
  say('空数据库：正在载入示例月份 an empty database: loading the sample month');
  const order = { ...SAMPLE, lenient: false, operator: 'demo', at: new Date() };
  const { settled } = await app.get(MonthRunService).run(order, SILENT);
  const { orders, visits, bills } = settled.month;
  say(
    `示例 sample ${SAMPLE.month}: ${orders.length} 订单 orders, ${visits.length} 服务 visits, ${bills.length} 账单 bills`,
  );
}

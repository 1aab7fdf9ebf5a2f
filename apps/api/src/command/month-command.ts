import { mkdir, rename, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Money } from '@songbai/contracts';
import { formatFault } from '../intake';
import { type MonthOutcome, MonthRunService } from '../months/month-run.service';
import type { StreamProgress } from '../months/progress';
import { resultOf } from '../months/result';
import { writePapers } from '../papers/write-papers';
import type { MonthCommand } from './arguments';

/** The folder for the papers cannot be written. `isStored` tells whether the month was settled before. */
export class OutputError extends Error {
  constructor(folder: string, isStored: boolean, cause: Error) {
    const then = isStored
      ? '月份已经结算入库，换一个文件夹再运行一次即可出具文件 / the month is stored: run again with another folder for its papers'
      : '什么都没有保存 / nothing was stored';
    super(`不能写入 ${folder}，请换一个 --out / cannot be written (${cause.message}); ${then}`);
  }
}

/** Runs a month and writes its files. Answers the lines of the summary, the last ones the paths of what was written. */
export async function runMonth(
  app: INestApplicationContext,
  command: MonthCommand,
  progress: StreamProgress,
): Promise<string[]> {
  const out = resolve(command.out);
  // Before anything is stored, so that a folder that cannot be written stops the run in time.
  const isNew = (await mkdir(out, { recursive: true }).catch(refuse(out, false))) !== undefined;
  const order = {
    folder: resolve(command.folder),
    month: command.month,
    lenient: command.lenient,
    operator: command.operator,
    at: new Date(),
  };
  const outcome = await app
    .get(MonthRunService)
    .run(order, progress)
    .catch(async (error) => {
      if (isNew) await rmdir(out).catch(() => undefined);
      throw error;
    });
  const paths = await progress.stage('papers', async (count) => {
    const written = await writeAll(outcome, out).catch(refuse(out, true));
    count(written.length);
    return written;
  });
  return [...summaryOf(outcome), ...paths];
}

function refuse(out: string, isStored: boolean): (error: Error) => never {
  return (error) => {
    throw 'code' in error ? new OutputError(out, isStored, error) : error;
  };
}

async function writeAll(outcome: MonthOutcome, out: string): Promise<string[]> {
  return [await writeResult(outcome, out), ...(await writePapers(outcome.settled.month, out))];
}

async function writeResult({ settled }: MonthOutcome, out: string): Promise<string> {
  const path = join(out, 'result.json');
  const result = resultOf(settled.month, settled.unbilled, settled.ratings);
  await writeFile(`${path}.part`, JSON.stringify(result, null, 1));
  await rename(`${path}.part`, path);
  return path;
}

const ORDER_STATES = { approved: '批准 approved' };
const VISIT_STATES = {
  payable: '可支付 payable',
  part: '部分 part',
  held: '待核实 held',
  blocked: '不予认定 blocked',
};

/** How many rows are in each state, in words. */
function inStates(rows: readonly { state: string }[], words: Record<string, string>): string {
  return Object.entries(words)
    .map(([wanted, word]) => `${word} ${rows.filter(({ state }) => state === wanted).length}`)
    .join('，');
}

/** A month that was mistyped looks like this, and shuts out the months before it. */
const noBillOf = (month: string): string =>
  `注意 note: 文件夹里没有账期为 ${month} 的账单，请核对 --month / no bill of this folder is for ${month}: is --month right?`;

function summaryOf({ settled, changes, dropped, counts }: MonthOutcome): string[] {
  const { month } = settled;
  const versions = changes.filter(({ version }) => version > 1);
  const approved = Money.sum(month.bills.map((bill) => bill.approved));
  const claimed = Money.sum(month.bills.map((bill) => bill.claimed));
  return [
    `${month.bureau.name} ${month.month}`,
    ...(month.bills.length === 0 && counts.bills > 0 ? [noBillOf(month.month)] : []),
    `订单 orders: ${month.orders.length}（新 new ${counts.orders}），${inStates(month.orders, ORDER_STATES)}`,
    `服务 visits: ${month.visits.length}（新 new ${counts.visits}），${inStates(month.visits, VISIT_STATES)}`,
    `账单 bills: ${month.bills.length}（新 new ${counts.bills}），明细合计 claimed ${claimed}，核定 approved ${approved}`,
    `未入账服务 unbilled visits: ${settled.unbilled.length}，预警 alerts: ${month.alerts.length}`,
    ...versions.map(
      ({ register, key, version }) =>
        `登记更新 new version: ${register} ${key.replaceAll('\u001f', ' ')} v${version}`,
    ),
    ...dropped.map(
      (fault) =>
        `${fault.kept ? '存疑 flagged' : '略去 left out'}: ${formatFault(fault, 'zh')} / ${formatFault(fault, 'en')}`,
    ),
  ];
}

import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { dayOf, monthOf } from '@songbai/contracts';
import { BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { MonthRunService } from '../months/month-run.service';
import { SILENT } from '../months/progress';
import { RegisterPostings } from '../registers/register-postings';
import { RegistersService } from '../registers/registers.service';
import { loadCurrentMonth } from './current-month';
import { makePassword, makePeople } from './demo-people';
import { SECOND_BUREAU, type SharedFirm, secondBureau } from './second-bureau';

const SAMPLE = { folder: join(__dirname, '../../samples/ningde-2026-10'), month: '2026-10' };
const OPERATOR = 'demo';

type Say = (text: string) => void;

interface DemoWish {
  /** Of all logins; one is made and said where none is wished. */
  password?: string;
  /** The moment that the demo is about. */
  at?: Date;
}

/**
 * Loads the demo into an empty database, through the services that serve everybody: the sample month, the second
 * bureau, the people, the current month. A loading that was cut short is gone on with, since without its people
 * nobody could sign in. False where the database holds anything else, and nothing was done.
 */
export async function loadDemo(
  app: INestApplicationContext,
  say: Say,
  { password, at = new Date() }: DemoWish = {},
): Promise<boolean> {
  const unitOfWork = app.get(UnitOfWork);
  const stage = await stageOf(app);
  if (stage === 'loaded') return false;
  if (stage === 'empty') {
    say('空数据库：正在载入示例月份 an empty database: loading the sample month');
    await loadSample(app, say, at);
  } else say('示例上次没有载入完，继续载入 the demo was not loaded to its end: going on');
  await loadSecondBureau(app, at);
  const used = password || makePassword();
  const names = await makePeople(unitOfWork, used, at);
  // Said as soon as it is true: it is kept nowhere, and what follows may be cut short.
  say(`示例用户 demo users: ${names.join(', ')}`);
  say(password ? '密码 password: SONGBAI_DEMO_PASSWORD' : `密码 password: ${used}`);
  await loadCurrentMonth(app, at);
  return true;
}

/** `begun`: the sample month is in, by our operator, and nobody can sign in yet. */
async function stageOf(app: INestApplicationContext): Promise<'empty' | 'begun' | 'loaded'> {
  const unitOfWork = app.get(UnitOfWork);
  const [bureaus, people] = await unitOfWork.run({ kind: 'system' }, async (tx) => [
    await app.get(BureausService).all(tx),
    await tx.query('select 1 from app_user limit 1'),
  ]);
  if (bureaus.length === 0) return 'empty';
  if (people.length > 0) return 'loaded';
  for (const { id: bureauId } of bureaus) {
    const ours = await unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      tx.query('select 1 from month_run where month = $1 and operator = $2', [SAMPLE.month, OPERATOR]),
    );
    if (ours.length > 0) return 'begun';
  }
  return 'loaded';
}

async function loadSample(app: INestApplicationContext, say: Say, at: Date): Promise<void> {
  const order = { ...SAMPLE, lenient: false, operator: OPERATOR, at, filesOnly: true };
  const { counts } = await app.get(MonthRunService).run(order, SILENT);
  say(
    `示例 sample ${SAMPLE.month}: ${counts.orders} 订单 orders, ${counts.visits} 服务 visits, ${counts.bills} 账单 bills`,
  );
}

/** Bureau B shares a firm with the first bureau; neither sees through it. */
async function loadSecondBureau(app: INestApplicationContext, at: Date): Promise<void> {
  const unitOfWork = app.get(UnitOfWork);
  const [bureaus, registers] = [app.get(BureausService), app.get(RegistersService)];
  const { creditCode, name } = SECOND_BUREAU;
  const [first, bureau] = await unitOfWork.run({ kind: 'system' }, async (tx) => {
    const others = (await bureaus.all(tx)).filter((each) => each.creditCode !== creditCode);
    return [others[0], await bureaus.findOrName(tx, creditCode, name)] as const;
  });
  const firm = await unitOfWork.run({ kind: 'system', bureauId: first?.id }, (tx) => sharedFirm(tx));
  const today = dayOf(Math.floor(at.getTime() / 1000));
  await unitOfWork.run({ kind: 'system', bureauId: bureau.id }, async (tx) => {
    await bureaus.hold(tx, bureau);
    const store = await registers.load(tx, bureau.id);
    const recording = { at, by: OPERATOR, reason: null };
    const changes = await registers.record(tx, store, secondBureau(firm, today), recording);
    const posting = { month: monthOf(today), at, by: OPERATOR };
    await app.get(RegisterPostings).post(tx, store, changes, posting);
  });
}

async function sharedFirm(tx: Tx): Promise<SharedFirm> {
  const [row] = await tx.query<{ name: string; credit_code: string }>(
    `select name, credit_code from provider_link where code = 'P10'`,
  );
  if (!row) throw new Error('the sample has no P10');
  return { name: row.name, creditCode: row.credit_code };
}

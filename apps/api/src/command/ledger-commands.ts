import { join, resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Database } from '../db/database';
import { UnitOfWork } from '../db/unit-of-work';
import { Books } from '../ledger/books.service';
import { breaches } from '../ledger/breaches';
import { exportLedger } from '../ledger/export';
import { INVARIANTS } from '../ledger/invariants';
import { replayLedger } from '../ledger/replay';

/** Are the books right? */
export interface VerifyCommand {
  verb: 'verify';
}

/** The books as files, for whoever wants to work them out again; `prove` is a posting to be proved alone. */
export interface ExportCommand {
  verb: 'ledger-export';
  out: string;
  prove: string | undefined;
}

/** An export played into a database, to see whether the same balances come out. */
export interface ReplayCommand {
  verb: 'ledger-replay';
  folder: string;
}

export type LedgerCommand = VerifyCommand | ExportCommand | ReplayCommand;

type Say = (text: string) => void;

const AGREES = 0;
const DIFFERS = 1;
const NOTHING = 2;

/** Does what a command about the books asks for; answers the exit status. */
export async function runLedgerCommand(
  app: INestApplicationContext,
  database: Database,
  command: LedgerCommand,
  say: Say,
): Promise<number> {
  switch (command.verb) {
    case 'verify':
      return verify(app, say);
    case 'ledger-export':
      return exportBooks(app, command, say);
    case 'ledger-replay':
      return replay(database, command, say);
  }
}

interface Bureau {
  id: string;
  name: string;
  credit_code: string;
}

async function bureaus(unitOfWork: UnitOfWork, say: Say): Promise<Bureau[]> {
  const sql = 'select id, name, credit_code from bureau order by credit_code';
  const found = await unitOfWork.run({ kind: 'system' }, (tx) => tx.query<Bureau>(sql));
  if (found.length === 0) say('数据库里还没有单位 no bureau is in this database yet');
  return found;
}

async function verify(app: INestApplicationContext, say: Say): Promise<number> {
  const unitOfWork = app.get(UnitOfWork);
  const all = await bureaus(unitOfWork, say);
  if (all.length === 0) return NOTHING;
  let broken = 0;
  for (const { id, name } of all) {
    const found = await unitOfWork.run({ kind: 'system', bureauId: id }, (tx) => breaches(tx.query, id));
    for (const { invariant, rows } of found) {
      say(`✗ ${name} ${invariant.code} ${invariant.zh} / ${invariant.en}: ${rows.length}`);
      for (const row of rows.slice(0, 10)) say(`    ${row}`);
    }
    if (found.length === 0) say(`✓ ${name}: ${INVARIANTS.length} 项全部成立 / all ${INVARIANTS.length} hold`);
    broken += found.length;
  }
  say(broken === 0 ? '账目一致 the books agree' : `账目不一致 the books do not agree: ${broken}`);
  return broken === 0 ? AGREES : DIFFERS;
}

/** Seals first, so that the files hold all of today and the head stands for all of them. */
async function exportBooks(app: INestApplicationContext, command: ExportCommand, say: Say): Promise<number> {
  const unitOfWork = app.get(UnitOfWork);
  let isProved = false;
  for (const { id, name, credit_code } of await bureaus(unitOfWork, say)) {
    const actor = { kind: 'system', bureauId: id } as const;
    await unitOfWork.run(actor, (tx) => app.get(Books).seal(tx, id, new Date()));
    const folder = join(resolve(command.out), credit_code);
    const done = await unitOfWork.run(actor, (tx) => exportLedger(tx, id, folder, command.prove));
    say(`${name}: 分录 postings ${done.postings}, 总封 head ${done.height} ${done.head}`);
    say(
      `请把总封交见证人保存 give the head to a witness; node ${join(folder, 'verify-ledger.mjs')} ${folder}`,
    );
    say(folder);
    isProved ||= done.isProved;
  }
  if (command.prove === undefined || isProved) return AGREES;
  say(`没有这笔分录 no such posting: ${command.prove}`);
  return DIFFERS;
}

async function replay({ ownerUrl }: Database, { folder }: ReplayCommand, say: Say): Promise<number> {
  const { postings, funds, differences } = await replayLedger(ownerUrl, resolve(folder));
  for (const difference of differences) say(`✗ ${difference}`);
  say(
    `重放 replayed: 分录 postings ${postings}, 经费 funds ${funds}, 不符 differences ${differences.length}`,
  );
  return differences.length === 0 ? AGREES : DIFFERS;
}

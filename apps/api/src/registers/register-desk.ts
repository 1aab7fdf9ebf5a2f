import { Injectable } from '@nestjs/common';
import { dayOf, monthOf, type RegisterRows } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import { assertDay, assertVersion, type VersionedChange, type Why } from './change.dto';
import type { RegisterName, RegisterRow, Stored } from './register';
import { RegisterPostings } from './register-postings';
import { REGISTERS, type RegisterPart, type RegisterStore } from './register-store';
import { type RegisterChange, RegistersService } from './registers.service';

/** Registers of which the ledger must know. */
const POSTED: readonly RegisterName[] = ['items', 'contracts', 'prices', 'funds', 'limits'];

const NO_ROWS: RegisterRows = {
  ...{ units: [], cadres: [], stays: [], providers: [], workers: [] },
  ...{ items: [], contracts: [], prices: [], funds: [], limits: [] },
};

/** Where a person changes registers, row by row: the month run's own way, with who did it and why. */
@Injectable()
export class RegisterDesk {
  constructor(
    private readonly registers: RegistersService,
    private readonly postings: RegisterPostings,
  ) {}

  /** The rows that a change needs to know. */
  load(tx: Tx, bureauId: string, part: RegisterPart): Promise<RegisterStore> {
    return this.registers.load(tx, bureauId, part);
  }

  /** Takes rows in, with an entry in the audit for each that changed. */
  async record(
    tx: Tx,
    caller: Caller,
    store: RegisterStore,
    rows: Partial<RegisterRows>,
    why: Why | string | null,
    basis?: string,
  ): Promise<RegisterChange[]> {
    const changes = await this.enter(tx, caller, store, rows, why, basis);
    for (const { register, key, version } of changes) {
      const { table } = REGISTERS[register];
      const verb = version === 1 ? (`${table}.enter` as const) : (`${table}.change` as const);
      audit(tx, caller, { verb, subject: table, id: store.idOf(register, key), after: { version } });
    }
    return changes;
  }

  /**
   * Takes rows in as new versions and tells the ledger. The same content again is no new version. For commands
   * that enter into
   * the audit themselves what they did.
   */
  async enter(
    tx: Tx,
    caller: Caller,
    store: RegisterStore,
    rows: Partial<RegisterRows>,
    why: Why | string | null,
    basis?: string,
  ): Promise<RegisterChange[]> {
    const { at, person } = caller;
    const { reason, effectiveOn } = whyOf(why);
    assertDay({ reason, effectiveOn }, at);
    const recording = { at, by: person.username, reason, effectiveOn };
    const changes = await this.registers.record(tx, store, { ...NO_ROWS, ...rows }, recording);
    // Whoever enters people is not in the way of those who post money.
    if (!changes.some(({ register }) => POSTED.includes(register))) return changes;
    const today = dayOf(Math.floor(at.getTime() / 1000));
    // An allotment counts from the day of its paper, and is posted into the month in which it was heard of.
    const posting = { month: monthOf(today), on: effectiveOn ?? today, at, by: person.username, basis };
    await this.postings.post(tx, store, changes, posting);
    return changes;
  }
}

/** A command with words of its own has no day beside them. */
const whyOf = (why: Why | string | null): Why =>
  typeof why === 'object' && why !== null ? why : { reason: why, effectiveOn: null };

/** The stored row with this id, with its key; the caller has made sure that it is in the store. */
export function rowWithId<N extends RegisterName>(
  store: RegisterStore,
  register: N,
  key: string,
): Stored<RegisterRow<N>> {
  const stored = store.find(register, key);
  if (!stored) throw new Error(`${register} does not have ${key}`);
  return stored;
}

/** The row with this id, for somebody who changes it. Throws `conflict` where another did so since they read it. */
export function rowToChange<N extends RegisterName>(
  store: RegisterStore,
  register: N,
  key: string,
  change: Pick<VersionedChange, 'version'>,
): RegisterRow<N> {
  const { version, row } = rowWithId(store, register, key);
  assertVersion(version, change);
  return row;
}

/** The code of the row that a request names by id; a 400 at this path where the bureau has none. */
export async function codeOf(
  tx: Tx,
  table: 'unit' | 'cadre' | 'fund' | 'item' | 'contract',
  id: string,
  path: string,
): Promise<string> {
  const column = table === 'contract' ? 'number' : 'code';
  const [row] = await tx.query<{ code: string }>(`select ${column} as code from ${table} where id = $1`, [
    id,
  ]);
  if (!row) throw invalid([{ path, rule: 'known-id' }]);
  return row.code;
}

import { Injectable } from '@nestjs/common';
import { DomainError, type Limit, quantity, twoDecimals } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { given, said } from '../http/given';
import { containing, equal, type Page, pageOf } from '../http/page';
import { invalid } from '../http/request.pipe';
import { limits } from '../registers/agreement-registers';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import type { Columns } from '../registers/register';
import { RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import type { LimitAnswer, LimitChange, LimitQuery, NewLimit, OverWindow } from './limits.dto';

export const LIMIT_SELECT = `t.id, t.version, ${limits.select}`;
const SEERS = ['bureau', 'unit', 'supervisor', 'auditor'] as const;

/** Usage limits: what one cadre may use in a month or a year, and under which document. */
@Injectable()
export class LimitsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  async list({ actor }: Caller, query: LimitQuery): Promise<Page<LimitAnswer>> {
    if (!isFor(actor, ...SEERS)) return NOTHING;
    const found = containing(query.query, 't.code', 't.category', 't.basis');
    const where = [found, equal('t.code', query.code), inForceOn(query.on)];
    const listing = { select: LIMIT_SELECT, from: limits.from, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, limitOf));
  }

  async one({ actor }: Caller, id: string): Promise<LimitAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => read(tx, id));
  }

  versions({ actor, language }: Caller, id: string): Promise<VersionsAnswer> {
    return this.unitOfWork.run(actor, (tx) => versionsOf(tx, 'limits', id, language));
  }

  create(caller: Caller, body: NewLimit): Promise<LimitAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const {
        code,
        fundType = null,
        category = null,
        window,
        measure,
        cap,
        basis,
        validFrom,
        validTo,
      } = body;
      const store = await this.desk.load(tx, bureauId, { limits: [code] });
      if (store.find('limits', code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code } });
      const scope = { fundType, category, window, measure };
      const row: Limit = { code, ...scope, cap: quantity(cap), basis, validFrom, validTo };
      assertInOrder(row);
      await this.desk.record(tx, caller, store, { limits: [row] }, reasonOf(body));
      return read(tx, store.idOf('limits', code));
    });
  }

  change(
    caller: Caller,
    id: string,
    { cap, basis, validFrom, validTo, ...why }: LimitChange,
  ): Promise<LimitAnswer> {
    return this.commands.on(caller, 'usage_limit', id, async (tx, bureauId) => {
      const { code } = await read(tx, id);
      const store = await this.desk.load(tx, bureauId, { limits: [code] });
      const stored = rowToChange(store, 'limits', code, why);
      const over = given({ basis, cap: cap ? quantity(cap) : undefined });
      const row: Limit = { ...stored, ...over, ...said({ validFrom, validTo }) };
      assertInOrder(row);
      await this.desk.record(tx, caller, store, { limits: [row] }, reasonOf(why));
      return read(tx, id);
    });
  }
}

async function read(tx: Tx, id: string): Promise<LimitAnswer> {
  const [row] = await tx.query<Columns>(`select ${LIMIT_SELECT} from ${limits.from} where t.id = $1`, [id]);
  if (!row) throw new DomainError('not-found');
  // What others of the bureau have used is no business of a unit's.
  if (tx.actor.kind === 'unit') return limitOf(row);
  return { ...limitOf(row), over: await overWindows(tx, id), alongside: await alongside(tx, id) };
}

/** Where a lowered cap cannot be kept, since more was promised before: those orders stand, and no others come. */
async function overWindows(tx: Tx, id: string): Promise<OverWindow[]> {
  const rows = await tx.query<{ cadre: string; start: string; used: string }>(
    `select cadre_id as cadre, window_start::text as start, used::text from ledger.limit_window
     where limit_id = $1 and used > cap order by window_start desc, cadre_id limit 100`,
    [id],
  );
  return rows.map(({ cadre, start, used }) => ({
    ...{ cadreId: cadre, windowStart: start, used: twoDecimals(quantity(used).dividedBy(100)) },
  }));
}

/**
 * Others of the same scope, window and measure that are in force on some of the same days. They are no mistake, since
 * each binds; but whoever meant to raise a cap and left the old one in force sees it here.
 */
async function alongside(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `select o.code from usage_limit l join usage_limit o on o.bureau_id = l.bureau_id and o.id <> l.id
       and (o.fund_type, o.category, o.window_kind, o.measure)
         is not distinct from (l.fund_type, l.category, l.window_kind, l.measure)
       and daterange(o.valid_from, o.valid_to, '[]') && daterange(l.valid_from, l.valid_to, '[]')
     where l.id = $1 order by o.code limit 100`,
    [id],
  );
  return rows.map(({ code }) => code);
}

function inForceOn(day: string | undefined): readonly [string, string] | null {
  return day === undefined ? null : [`daterange(t.valid_from, t.valid_to, '[]') @> ?::date`, day];
}

function assertInOrder({ validFrom, validTo }: Limit): void {
  if (validFrom && validTo && validTo < validFrom)
    throw invalid([{ path: 'validTo', rule: 'order', limit: validFrom }]);
}

export function limitOf(c: Columns): LimitAnswer {
  const { cap, ...limit } = limits.read(c);
  return { id: String(c.id), ...limit, cap: twoDecimals(cap), version: Number(c.version) };
}

import { Injectable } from '@nestjs/common';
import { DomainError, type Limit, quantity, twoDecimals } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { given } from '../http/given';
import { equal, type Page, pageOf } from '../http/page';
import { limits } from '../registers/agreement-registers';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import type { Columns } from '../registers/register';
import { RegisterDesk, rowWithId } from '../registers/register-desk';
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
    const where = [equal('t.code', query.code)];
    const listing = { select: LIMIT_SELECT, from: limits.from, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, limitOf));
  }

  async one({ actor }: Caller, id: string): Promise<LimitAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => read(tx, id));
  }

  versions({ actor }: Caller, id: string): Promise<VersionsAnswer> {
    return this.unitOfWork.run(actor, (tx) => versionsOf(tx, 'limits', id));
  }

  create(caller: Caller, body: NewLimit): Promise<LimitAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const { code, fundType = null, category = null, window, measure, cap, basis } = body;
      const store = await this.desk.load(tx, bureauId, { limits: [code] });
      if (store.find('limits', code)) throw new DomainError('conflict');
      const row: Limit = { code, fundType, category, window, measure, cap: quantity(cap), basis };
      await this.desk.record(tx, caller, store, { limits: [row] }, reasonOf(body));
      return read(tx, store.idOf('limits', code));
    });
  }

  change(caller: Caller, id: string, { cap, basis, ...why }: LimitChange): Promise<LimitAnswer> {
    return this.commands.on(caller, 'usage_limit', id, async (tx, bureauId) => {
      const { code } = await read(tx, id);
      const store = await this.desk.load(tx, bureauId, { limits: [code] });
      const over = given({ basis, cap: cap ? quantity(cap) : undefined });
      const row: Limit = { ...rowWithId(store, 'limits', code).row, ...over };
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
  return { ...limitOf(row), over: await overWindows(tx, id) };
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

export function limitOf(c: Columns): LimitAnswer {
  const { cap, ...limit } = limits.read(c);
  return { id: String(c.id), ...limit, cap: twoDecimals(cap), version: Number(c.version) };
}

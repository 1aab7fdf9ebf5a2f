import { Injectable } from '@nestjs/common';
import { DomainError, type Unit } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { given, said } from '../http/given';
import { equal, type Page, pageOf } from '../http/page';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import { codeOrName } from '../registers/name-keys';
import { units } from '../registers/party-registers';
import type { Columns } from '../registers/register';
import { codeOf, RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import type { NewUnit, UnitAnswer, UnitChange, UnitQuery } from './units.dto';

const SELECT = `t.id, t.version, above.id as supervisor_id, ${units.select}`;
const FROM = `${units.from} left join unit above on above.bureau_id = t.bureau_id and above.code = t.supervisor_code`;

/** The units that the cadres come from, and which of them answers for whom. */
@Injectable()
export class UnitsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  async list({ actor }: Caller, query: UnitQuery): Promise<Page<UnitAnswer>> {
    if (!isFor(actor, 'bureau', 'unit', 'supervisor', 'auditor')) return NOTHING;
    const where = [codeOrName(query.query), equal('t.code', query.code), equal('t.status', query.status)];
    const listing = { select: SELECT, from: FROM, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, unitOf));
  }

  async one({ actor }: Caller, id: string): Promise<UnitAnswer> {
    if (!isFor(actor, 'bureau', 'unit', 'supervisor', 'auditor')) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => read(tx, id));
  }

  versions({ actor, language }: Caller, id: string): Promise<VersionsAnswer> {
    return this.unitOfWork.run(actor, (tx) => versionsOf(tx, 'units', id, language));
  }

  create(caller: Caller, body: NewUnit): Promise<UnitAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const { code, name, kind, creditCode, area, status, supervisorId } = body;
      const store = await this.desk.load(tx, bureauId, { units: [code] });
      if (store.find('units', code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code } });
      const supervisor = supervisorId ? await codeOf(tx, 'unit', supervisorId, 'supervisorId') : null;
      const row: Unit = { code, name, kind, creditCode, area, status: status ?? 'active', supervisor };
      await this.desk.record(tx, caller, store, { units: [row] }, reasonOf(body));
      return read(tx, store.idOf('units', code));
    });
  }

  /** All units and cadres are looked at: a unit that is gone passes its cadres on. */
  change(caller: Caller, id: string, body: UnitChange): Promise<UnitAnswer> {
    return this.commands.on(caller, 'unit', id, async (tx, bureauId) => {
      const { supervisorId, reason, effectiveOn, version, ...over } = body;
      const { code } = await read(tx, id);
      const store = await this.desk.load(tx, bureauId, { units: 'all', cadres: 'all' });
      const stored = rowToChange(store, 'units', code, { version });
      const named = supervisorId ? await codeOf(tx, 'unit', supervisorId, 'supervisorId') : supervisorId;
      const row: Unit = { ...stored, ...given(over), ...said({ supervisor: named }) };
      await this.desk.record(tx, caller, store, { units: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, id);
    });
  }
}

async function read(tx: Tx, id: string): Promise<UnitAnswer> {
  const [row] = await tx.query<Columns>(`select ${SELECT} from ${FROM} where t.id = $1`, [id]);
  if (!row) throw new DomainError('not-found');
  return unitOf(row);
}

function unitOf(c: Columns): UnitAnswer {
  const { supervisor: _, ...unit } = units.read(c);
  const supervisorId = c.supervisor_id === null ? null : String(c.supervisor_id);
  return { id: String(c.id), ...unit, supervisorId, version: Number(c.version) };
}

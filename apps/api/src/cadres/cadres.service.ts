import { Injectable } from '@nestjs/common';
import { type Cadre, DomainError, idNumberFault } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { UnitOfWork } from '../db/unit-of-work';
import { isFor } from '../http/across';
import { Commands } from '../http/commands';
import { given } from '../http/given';
import type { Page } from '../http/page';
import { invalid } from '../http/request.pipe';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import { codeOf, RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import { CadreViews } from './cadre-views';
import type { CadreAnswer, CadreChange, CadreQuery, NewCadre, RevealAnswer } from './cadres.dto';

/** The cadres, whom all of this is for. */
@Injectable()
export class CadresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
    private readonly views: CadreViews,
  ) {}

  list(caller: Caller, query: CadreQuery): Promise<Page<CadreAnswer>> {
    return this.views.page(caller, query);
  }

  one(caller: Caller, id: string): Promise<CadreAnswer> {
    return this.views.one(caller, id);
  }

  versions(caller: Caller, id: string): Promise<VersionsAnswer> {
    if (!isFor(caller.actor, 'bureau', 'supervisor', 'auditor')) throw new DomainError('not-found');
    return this.unitOfWork.run(caller.actor, (tx) => versionsOf(tx, 'cadres', id, caller.language));
  }

  create(caller: Caller, body: NewCadre): Promise<CadreAnswer> {
    assertIdNumber(body.idNumber);
    return this.commands.own(caller, async (tx, bureauId) => {
      const { unitId, latitude, longitude, reason, effectiveOn, oncePerPerson, ...rest } = body;
      const unit = await codeOf(tx, 'unit', unitId, 'unitId');
      const store = await this.desk.load(tx, bureauId, { units: 'all', cadres: [rest.code] });
      if (store.find('cadres', rest.code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code: rest.code } });
      if (oncePerPerson) await this.views.assertNobodyHas(tx, rest.idNumber);
      const row: Cadre = {
        ...rest,
        family: rest.family ? { ...rest.family } : null,
        unit,
        home: { latitude: latitude ?? null, longitude: longitude ?? null },
        deceasedOn: null,
      };
      await this.desk.record(tx, caller, store, { cadres: [row] }, reasonOf({ reason, effectiveOn }));
      return this.views.read(tx, caller, store.idOf('cadres', row.code));
    });
  }

  change(caller: Caller, id: string, body: CadreChange): Promise<CadreAnswer> {
    assertWhy(body);
    return this.commands.on(caller, 'cadre', id, async (tx, bureauId) => {
      const { unitId, latitude, longitude, reason, effectiveOn, version, isAlive, ...over } = body;
      const { code, idNumber } = await this.views.open(tx, id);
      if (over.idNumber && over.idNumber !== idNumber)
        await this.views.assertNobodyHas(tx, over.idNumber, id);
      const store = await this.desk.load(tx, bureauId, { units: 'all', cadres: [code] });
      const stored = rowToChange(store, 'cadres', code, { version });
      const corrected = correctionsIn(body, stored);
      const unit = unitId ? await codeOf(tx, 'unit', unitId, 'unitId') : stored.unit;
      const home = { ...stored.home, ...given({ latitude, longitude }) };
      const row: Cadre = { ...stored, ...given(over), unit, home, ...(isAlive && { deceasedOn: null }) };
      const why = reasonOf({ reason, effectiveOn });
      const [changed] = await this.desk.enter(tx, caller, store, { cadres: [row] }, why);
      if (changed) {
        const after = { version: changed.version, ...(corrected.length > 0 && { fields: corrected }) };
        audit(tx, caller, { verb: 'cadre.change', subject: 'cadre', id, after });
      }
      return this.views.read(tx, caller, id);
    });
  }

  /** What is masked, in full, for one who says why. */
  reveal(caller: Caller, id: string, reason: string): Promise<RevealAnswer> {
    return this.commands.on(caller, 'cadre', id, async (tx) => {
      const { idNumber, phone, address, family } = await this.views.open(tx, id);
      audit(tx, caller, { verb: 'cadre.reveal', subject: 'cadre', id, after: { reason } });
      return { idNumber, phone, address, family };
    });
  }
}

function assertIdNumber(idNumber: string): void {
  if (idNumberFault(idNumber)) throw invalid([{ path: 'idNumber', rule: 'id-number' }]);
}

/** Whoever says anew who somebody is says why. Throws a 400. */
function assertWhy({ gender, idNumber, isAlive, reason }: CadreChange): void {
  if (idNumber) assertIdNumber(idNumber);
  const isCorrection = Boolean(gender || idNumber || isAlive);
  if (isCorrection && !reason?.trim()) throw invalid([{ path: 'reason', rule: 'reason-needed' }]);
}

/** What a change puts right of who somebody is; what is said as it stood is no correction. */
function correctionsIn({ gender, idNumber, isAlive }: CadreChange, stored: Cadre): string[] {
  const isCorrected = {
    gender: Boolean(gender) && gender !== stored.gender,
    idNumber: Boolean(idNumber) && idNumber !== stored.idNumber,
    deceasedOn: Boolean(isAlive) && stored.deceasedOn !== null,
  };
  return Object.entries(isCorrected).flatMap(([name, is]) => (is ? [name] : []));
}

import { Injectable } from '@nestjs/common';
import { DomainError, dayOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { CadreViews } from '../cadres/cadre-views';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { VisitReads } from '../visits/visit-reads.service';
import type { HouseholdAnswer } from './worksheet.dto';

/** Whom a worker rings who stands before a closed door: for a visit of these days that is still to be made. */
@Injectable()
export class HouseholdService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly visits: VisitReads,
    private readonly cadres: CadreViews,
  ) {}

  /** In full and on record with its reason, as everywhere. Throws `conflict` where the visit is none to ring for. */
  async reveal(caller: Caller, visitId: string, reason: string): Promise<HouseholdAnswer> {
    const { bureauId } = await this.visits.find(caller, visitId);
    const today = dayOf(Math.floor(caller.at.getTime() / 1000));
    const { cadreId, household } = await this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const whom = await readDue(tx, visitId, today);
      const { phone, family } = await this.cadres.open(tx, whom);
      return { cadreId: whom, household: { phone, family } };
    });
    return this.commands.on(caller, 'visit', visitId, async (tx) => {
      audit(tx, caller, { verb: 'cadre.reveal', subject: 'cadre', id: cadreId, after: { reason } });
      return household;
    });
  }
}

/** A worker rings the evening before, and after midnight of a visit that goes on. */
async function readDue(tx: Tx, visitId: string, today: string): Promise<string> {
  const [due] = await tx.query<{ cadre_id: string }>(
    `select v.cadre_id from visit v
     join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
       and o.status in ('approved', 'accepted', 'in-service')
     where v.id = $1 and v.status in ('planned', 'started')
       and v.day between $2::date - 1 and $2::date + 1 and o.ends_on >= $2::date`,
    [visitId, today],
  );
  if (!due) throw new DomainError('conflict', { because: 'visit-not-due' });
  return due.cadre_id;
}

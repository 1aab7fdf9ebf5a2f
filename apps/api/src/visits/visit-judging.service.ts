import { Injectable } from '@nestjs/common';
import { finding, visitMachine } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { takePhotos } from '../photos/photo-store';
import { type LiveVisit, lockedWithAll } from './live-visit-store';
import { VisitReads } from './visit-reads.service';
import { VisitsService } from './visits.service';

/** Brings visits to an end: judged once their proofs are there, or taken back. */
@Injectable()
export class VisitJudging {
  constructor(
    private readonly commands: Commands,
    private readonly visits: VisitsService,
    private readonly reads: VisitReads,
  ) {}

  /** Judges a finished visit once all photos that it names are there. Its order and worker are locked. */
  async judgeIfComplete(tx: Tx, caller: Caller, live: LiveVisit): Promise<void> {
    const bureauId = tx.actor.bureauId ?? '';
    const missing = await takePhotos(tx, bureauId, live.workerProviderId, live.visit.photos);
    if (missing.length === 0) await this.judge(tx, caller, live);
  }

  /** The photos will not come, say because the telephone is lost: judged without them, and held for it. */
  async judgeAnyway<T>(
    caller: Caller,
    id: string,
    reason: string,
    answer: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { bureauId } = await this.reads.find(caller, id);
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, bureauId, id);
      visitMachine.next(live.status, 'judge');
      audit(tx, caller, { verb: 'visit.give-up-photos', subject: 'visit', id, after: { reason } });
      const without = finding('V07', { missing: 'photo' });
      await this.judge(tx, caller, { ...live, findings: [...live.findings, without] });
      return answer(tx);
    });
  }

  private async judge(tx: Tx, caller: Caller, live: LiveVisit): Promise<void> {
    const bureauId = tx.actor.bureauId ?? '';
    const { id } = live;
    const [decision] = await this.visits.judge(tx, bureauId, [live]);
    if (!decision) throw new Error('one visit has one decision');
    const { state, quantity, findings } = decision;
    audit(tx, caller, {
      ...{ verb: 'visit.judge', subject: 'visit', id, before: { status: live.status } },
      after: { status: state, quantity: quantity.toFixed(2), codes: findings.map(({ code }) => code) },
    });
  }

  /** Takes back a visit that nobody finished, or says that a planned one did not happen. */
  async drop<T>(
    caller: Caller,
    id: string,
    verb: 'cancel' | 'skip',
    reason: string,
    answer: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { bureauId } = await this.reads.find(caller, id);
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, bureauId, id);
      const status = visitMachine.next(live.status, verb);
      await tx.execute('update visit set status = $3 where bureau_id = $1 and id = $2', [
        bureauId,
        id,
        status,
      ]);
      const [before, after] = [{ status: live.status }, { status, reason }];
      audit(tx, caller, { verb: `visit.${verb}`, subject: 'visit', id, before, after });
      return answer(tx);
    });
  }
}

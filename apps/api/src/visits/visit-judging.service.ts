import { Injectable } from '@nestjs/common';
import { finding, visitMachine } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { PersonalDataVault } from '../personal-data/vault';
import { takePhotos } from '../photos/photo-store';
import { type LiveVisit, lockedWithAll } from './live-visit-store';
import { storeDecisions } from './visit-decision-store';
import { dropVisit } from './visit-drop-store';
import { VisitReads } from './visit-reads.service';
import type { WorldAsked } from './visit-world';
import { VisitsService } from './visits.service';

/** Brings visits to an end: judged once their proofs are there, or taken back. */
@Injectable()
export class VisitJudging {
  constructor(
    private readonly commands: Commands,
    private readonly visits: VisitsService,
    private readonly reads: VisitReads,
    private readonly vault: PersonalDataVault,
  ) {}

  /**
   * Judges a finished visit once all photos that it names are there, and answers it as it is then. Its order and worker
   * are locked. `first` stores what comes before the judgement, when all is read.
   */
  async judgeIfComplete(
    tx: Tx,
    caller: Caller,
    live: LiveVisit,
    first: () => void = () => undefined,
    asked?: WorldAsked,
  ): Promise<LiveVisit> {
    const missing = await takePhotos(tx, tx.actor.bureauId ?? '', live.workerProviderId, live.visit.photos);
    if (missing.length === 0) return this.judge(tx, caller, live, first, asked);
    first();
    const kept = live.visit.photos.filter((hash) => !missing.includes(hash));
    return { ...live, view: { ...live.view, kept } };
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
      const live = await lockedWithAll(tx, id);
      visitMachine.next(live.status, 'judge');
      audit(tx, caller, { verb: 'visit.give-up-photos', subject: 'visit', id, after: { reason } });
      // Whoever did so is no second person for the hold that follows.
      await tx.execute('update visit set given_up_by = $3 where bureau_id = $1 and id = $2', [
        ...[bureauId, id, caller.person.username],
      ]);
      const without = finding('V07', { missing: 'photo' });
      await this.judge(tx, caller, { ...live, findings: [...live.findings, without] });
      return answer(tx);
    });
  }

  private async judge(
    tx: Tx,
    caller: Caller,
    live: LiveVisit,
    first: () => void = () => undefined,
    asked?: WorldAsked,
  ): Promise<LiveVisit> {
    const bureauId = tx.actor.bureauId ?? '';
    const judged = await this.visits.judge(tx, bureauId, live, asked);
    first();
    const { state, quantity, findings } = judged.decision;
    audit(tx, caller, {
      ...{ verb: 'visit.judge', subject: 'visit', id: live.id, before: { status: live.status } },
      after: { status: state, quantity: quantity.toFixed(2), codes: findings.map(({ code }) => code) },
    });
    const [after = live] = storeDecisions(tx, bureauId, [judged], judged.book);
    return after;
  }

  /** Takes back a visit that nobody finished, or says that a planned one did not happen; why becomes its note. */
  async drop<T>(
    caller: Caller,
    id: string,
    verb: 'cancel' | 'skip',
    reason: string,
    answer: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { bureauId } = await this.reads.find(caller, id);
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, id);
      await dropVisit(tx, caller, live, verb, reason, this.vault);
      return answer(tx);
    });
  }
}

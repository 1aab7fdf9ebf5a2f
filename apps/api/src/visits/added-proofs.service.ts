import { Injectable } from '@nestjs/common';
import { assertAllowed, awaitsWord, codesOf, DomainError, finding, visitMachine } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { invalid } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { readSignature, takePhotos } from '../photos/photo-store';
import { type Addition, hashOfAddition, hashOfFirst, storeAddition } from './added-proof-store';
import { isFinished, type LiveVisit, lockedWithAll } from './live-visit-store';
import { drawnOn } from './signature';
import { signaturePlace } from './visit-entry-store';
import { readSeenPhotos } from './visit-history-store';
import { VisitReads } from './visit-reads.service';
import { remarksOf } from './visit-views';
import type { ProofToAdd } from './visits.dto';

/** What a provider can do about a visit that is held: give what was missing, before somebody decides. */
@Injectable()
export class AddedProofs {
  constructor(
    private readonly commands: Commands,
    private readonly reads: VisitReads,
    private readonly vault: PersonalDataVault,
  ) {}

  /** Adds to the proof of a held visit; what was there stays as it was, and so does the decision. */
  async add<T>(caller: Caller, id: string, body: ProofToAdd, answer: (tx: Tx) => Promise<T>): Promise<T> {
    const { bureauId } = await this.reads.find(caller, id);
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, id);
      assertOpen(live);
      const addition = additionOf(caller, body);
      const providerId = live.providerId ?? live.workerProviderId;
      if (providerId === null) throw new DomainError('forbidden');
      const missing = await takePhotos(tx, bureauId, live.workerProviderId, addition.photos);
      if (missing.length > 0) throw invalid([{ path: 'photos', rule: 'sent-photos' }]);
      const usedOn = await usedElsewhere(tx, bureauId, live, addition.photos);
      const sha256 = hashOfAddition(await this.hashBefore(tx, live), addition);
      await storeAddition(tx, live, { ...addition, providerId, usedOn, sha256 }, this.vault);
      audit(tx, caller, {
        ...{ verb: 'visit.add-proof', subject: 'visit', id },
        after: { proof: sha256, photos: addition.photos.length },
      });
      return answer(tx);
    });
  }

  private async hashBefore(tx: Tx, live: LiveVisit): Promise<string> {
    const { added, bureau_id: bureauId } = live.view;
    const last = added[added.length - 1];
    if (last) return last.sha256;
    const sealed = await readSignature(tx, live.id);
    const drawing = sealed === undefined ? null : this.vault.open(sealed, signaturePlace(bureauId, live.id));
    return hashOfFirst(live, remarksOf(live.view, this.vault), drawing);
  }
}

/** Only while somebody is still to decide. */
function assertOpen(live: LiveVisit): void {
  const { status, findings, visit, view } = live;
  visitMachine.next(status, 'add-proof');
  assertAllowed(isFinished(live) ? [] : [finding('V20', { visit: visit.number })]);
  if (!awaitsWord(codesOf(findings), view.resolutions))
    throw new DomainError('conflict', { because: 'visit-looked-into' });
}

/** A pad that somebody only touched is no signature. */
function additionOf({ person, at }: Caller, { note, photos, signature }: ProofToAdd): Addition {
  const drawing = signature ? drawnOn(signature) : null;
  const addition = {
    note: note?.trim() || null,
    photos: [...new Set((photos ?? []).map((hash) => hash.toLowerCase()))],
    ...{ signature: drawing?.url ?? null, shape: drawing?.shape ?? null },
    ...{ by: person.username, at },
  };
  if (addition.note === null && drawing === null && addition.photos.length === 0)
    throw invalid([{ path: 'note', rule: 'some-proof' }]);
  return addition;
}

/** Other records that showed one of these photos first. */
async function usedElsewhere(
  tx: Tx,
  bureauId: string,
  { visit }: LiveVisit,
  photos: readonly string[],
): Promise<string[]> {
  if (photos.length === 0) return [];
  const seen = await readSeenPhotos(tx, bureauId, photos);
  return [...new Set(seen.values())].filter((number) => number !== visit.number).sort();
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { writerOf } from '../access/person';
import { UnitOfWork } from '../db/unit-of-work';
import { inEachBureau } from '../http/across';
import { Commands } from '../http/commands';
import { hashOfFile } from '../http/uploads';
import { PersonalDataVault } from '../personal-data/vault';
import { readAddedSignature } from '../visits/added-proof-store';
import { lockedWithAll } from '../visits/live-visit-store';
import { signaturePlace } from '../visits/visit-entry-store';
import { VisitJudging } from '../visits/visit-judging.service';
import { VisitReads } from '../visits/visit-reads.service';
import { readPhoto, readSignature, storeUpload, waitingVisits } from './photo-store';
import { type Pixels, readPixels } from './pixels';

/** A photo by its original file. */
export interface StoredPhoto {
  sha256: string;
  width: number;
  height: number;
}

/** Takes photos in, and judges the visits that waited for them. */
@Injectable()
export class PhotosService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly judging: VisitJudging,
    private readonly reads: VisitReads,
    private readonly vault: PersonalDataVault,
  ) {}

  /** The same photo again is the same photo: an upload may be repeated until it gets through. */
  async upload(caller: Caller, file: Buffer): Promise<StoredPhoto> {
    const { providerId, username: by } = caller.person;
    const [home] = await inEachBureau(this.unitOfWork, caller.actor);
    if (home?.bureauId === undefined || providerId === null) throw new DomainError('forbidden');
    const pixels = await this.pixelsOf(file);
    const sha256 = hashOfFile(caller, file);
    try {
      return await this.commands.in(caller, home.bureauId, async (tx) => {
        await storeUpload(tx, { ...pixels, providerId, sha256, by, at: caller.at });
        return { sha256, width: pixels.width, height: pixels.height };
      });
    } finally {
      // Also after a replay: the first attempt may have ended between the upload and this.
      await this.judgeWaiting(caller, sha256);
    }
  }

  /** A picture as it is kept, without what its camera wrote into it. Throws `unreadable-photo`. */
  pixelsOf(file: Buffer): Promise<Pixels> {
    return readPixels(file);
  }

  /** The pixels of a photo of a visit that the caller may see. */
  async read(caller: Caller, visitId: string, sha256: string): Promise<Buffer> {
    const { photos: first, addedProofs } = await this.reads.one(caller, visitId);
    const photos = [...first, ...addedProofs.flatMap((added) => added.photos)];
    const { bureauId } = await this.reads.find(caller, visitId);
    const named = photos.find((hash) => hash === sha256);
    const content =
      named && (await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) => readPhoto(tx, named)));
    if (!content) throw new DomainError('not-found');
    return content;
  }

  /** The drawing under a visit that the caller may see, as the PNG that the device sent. */
  async signature(caller: Caller, visitId: string): Promise<Buffer> {
    const { bureauId } = await this.reads.find(caller, visitId);
    const sealed = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      readSignature(tx, visitId),
    );
    if (!sealed) throw new DomainError('not-found');
    const url = this.vault.open(sealed, signaturePlace(bureauId, visitId));
    return pngOf(url);
  }

  /** The drawing that was added afterwards, by the hash of the addition. */
  async addedSignature(caller: Caller, visitId: string, sha256: string): Promise<Buffer> {
    const { bureauId } = await this.reads.find(caller, visitId);
    const url = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      readAddedSignature(tx, { bureauId, visitId, sha256 }, this.vault),
    );
    if (url === undefined) throw new DomainError('not-found');
    return pngOf(url);
  }

  /** One transaction for each visit: a photo may be named in several, and they may be of several bureaus. */
  private async judgeWaiting(caller: Caller, sha256: string): Promise<void> {
    const waiting = await this.unitOfWork.run(caller.actor, (tx) => waitingVisits(tx, sha256));
    for (const { bureau_id: bureauId, id } of waiting) {
      await this.unitOfWork.run(writerOf(caller.person, bureauId), async (tx) => {
        const live = await lockedWithAll(tx, id);
        if (live.status === 'photo-pending') await this.judging.judgeIfComplete(tx, caller, live);
      });
    }
  }
}

/** The picture in a data URL. */
const pngOf = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');

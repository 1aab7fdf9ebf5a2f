import { Injectable } from '@nestjs/common';
import { billMachine } from '@songbai/billing';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { hashOfFile, type Upload } from '../http/uploads';
import { PhotosService } from '../photos/photos.service';
import type { BillFileAnswer } from './appeal-answer.dto';
import { type BillFile, keepBillFile, readBillFile } from './bill-file-store';
import { BillReadsService } from './bill-reads.service';
import { readBill } from './bill-store';

const LONGEST_NAME = 200;
const UNNAMED = 'file';

/** What a provider shows against a bill: taken in where it may appeal, read by whoever may read the bill. */
@Injectable()
export class BillFilesService {
  constructor(
    private readonly commands: Commands,
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: BillReadsService,
    private readonly photos: PhotosService,
  ) {}

  /** The same file again is the same file. */
  async upload(caller: Caller, id: string, { file, fileName }: Upload): Promise<BillFileAnswer> {
    const kept = await this.readFile(file);
    const sha256 = hashOfFile(caller, file);
    return this.commands.on(caller, 'bill', id, async (tx, bureauId) => {
      const bill = await readBill(tx, bureauId, id);
      // Refuses where nothing can be appealed: a file would then prove nothing.
      billMachine.next(bill.status, 'appeal');
      const named = { sha256, name: plainName(fileName), mediaType: kept.mediaType };
      const { providerId } = bill;
      const uploading = { billId: id, providerId, by: caller.person.username, at: caller.at };
      await keepBillFile(tx, { ...named, content: kept.content, ...uploading });
      audit(tx, caller, { verb: 'bill.attach', subject: 'bill', id, after: { sha256 } });
      return named;
    });
  }

  async read(caller: Caller, id: string, sha256: string): Promise<BillFile> {
    const { bureauId } = await this.reads.find(caller, id);
    const file = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      readBillFile(tx, id, sha256),
    );
    if (!file) throw new DomainError('not-found');
    return file;
  }

  /** A PDF as it came; anything else must be a picture, and is kept without what its camera wrote into it. */
  private async readFile(file: Buffer): Promise<Pick<BillFile, 'mediaType' | 'content'>> {
    if (file.toString('latin1', 0, 5) === '%PDF-') return { mediaType: 'application/pdf', content: file };
    const { content } = await this.photos.pixelsOf(file).catch((error: unknown) => {
      // A photo's own words would not name PDF.
      const isPhotos = error instanceof DomainError && error.code === 'unreadable-photo';
      throw isPhotos ? new DomainError('unreadable-file') : error;
    });
    return { mediaType: 'image/jpeg', content };
  }
}

/** A name to show: no path, and nothing that is no letter. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, LONGEST_NAME) || UNNAMED;

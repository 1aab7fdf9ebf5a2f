import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import { UnitOfWork } from '../db/unit-of-work';
import { AccessKeys } from './access-keys';
import { PER_ADDRESS } from './back-off';
import { countTry, takeBack } from './login-failures';

const SYSTEM = { kind: 'system' } as const;

/** What else than a password may be guessed at: one address over all of a kind, as patient as with sign-ins. */
@Injectable()
export class TriesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: AccessKeys,
  ) {}

  /** What a device keeps that has opened this, to be known again. */
  markOf(opened: string): string {
    return this.keys.deviceMark(opened);
  }

  /** Whether `isRight` says so; seconds to wait, without asking it, where the address has tried too many. */
  async tried(
    kind: string,
    ip: string,
    isRight: () => Promise<boolean>,
  ): Promise<{ right: boolean } | { waitSeconds: number }> {
    const address = { key: this.keys.failureKey(kind, ip), backOff: PER_ADDRESS };
    try {
      await this.unitOfWork.run(SYSTEM, (tx) => countTry(tx, [address], new Date()));
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'too-many-attempts') throw error;
      return { waitSeconds: error.details.retryAfterSeconds ?? 0 };
    }
    let isGuess = false;
    try {
      const right = await isRight();
      isGuess = !right;
      return { right };
    } finally {
      // What could not be asked was no guess.
      if (!isGuess) await this.unitOfWork.run(SYSTEM, (tx) => takeBack(tx, address));
    }
  }
}

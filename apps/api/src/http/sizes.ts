import { DomainError } from '@songbai/contracts';

export const MEGABYTE = 1024 * 1024;

/** What a body without a file may have. */
export const MOST_OF_A_BODY = MEGABYTE;

/** The refusal of something over so many bytes: it says how much may be sent. */
export const tooLarge = (most: number): DomainError =>
  new DomainError('too-large', { facts: { limit: String(most / MEGABYTE) } });

import { DomainError } from '@songbai/contracts';

/** In bytes: what a body without a file may have. */
export const MEGABYTE = 1024 * 1024;

/** The refusal of something over so many bytes: it says how much may be sent. */
export const tooLarge = (most: number): DomainError =>
  new DomainError('too-large', { facts: { limit: String(most / MEGABYTE) } });

import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const DIGITS = 6;

/** The one-time code of RFC 6238 (SHA-1, 30 s, 6 digits) for a step. */
export function totpAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step for which the code is right, one to either side allowed; undefined for a wrong code or one used before. */
export function totpStep(secret: Buffer, code: string, at: Date, lastStep: number): number | undefined {
  const now = Math.floor(at.getTime() / 1000 / STEP_SECONDS);
  const given = Buffer.from(code);
  return [now, now - 1, now + 1].find((step) => {
    const right = Buffer.from(totpAt(secret, step));
    return step > lastStep && right.length === given.length && timingSafeEqual(right, given);
  });
}

import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { dirname, join } from 'node:path';
import { readKeyFile } from '../personal-data/key-file';

/** The keys of sign-in, from one file beside the key of the personal data; whoever has it can sign in as anybody. */
export class AccessKeys {
  /** A key object: given a text, the token library tries to read it as a certificate first, at every request. */
  readonly accessToken: KeyObject;
  private readonly refreshToken: Buffer;
  private readonly failures: Buffer;
  private readonly devices: Buffer;

  constructor(master: Buffer) {
    const derive = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', master, '', `songbai access ${purpose}`, 32));
    this.accessToken = createSecretKey(derive('access token'));
    this.refreshToken = derive('refresh token');
    this.failures = derive('failed sign-ins');
    this.devices = derive('devices');
  }

  static beside(personalDataKeyFile: string): AccessKeys {
    return new AccessKeys(readKeyFile(join(dirname(personalDataKeyFile), 'access.key')));
  }

  /** The token after this one: the same again when asked again, so a lost answer can be repeated. */
  nextRefreshToken(token: string): string {
    return createHmac('sha256', this.refreshToken).update(token).digest('base64url');
  }

  /** Under which failed sign-ins are counted, without storing names or addresses. */
  failureKey(...parts: string[]): Buffer {
    return createHmac('sha256', this.failures).update(JSON.stringify(parts)).digest();
  }

  /** What a device keeps after a sign-in, to be known again at the next one. */
  deviceMark(username: string): string {
    return createHmac('sha256', this.devices).update(username).digest('base64url');
  }
}

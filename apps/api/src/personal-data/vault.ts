import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Where a sealed value stands. It is bound to this place: copied to another row, it does not open. */
export interface Place {
  bureauId: string;
  table: string;
  column: string;
  rowId: string;
}

/** Says that sealed data and the key file do not belong together, or that a value was tampered with. */
export class VaultError extends Error {}

const VERSION = 1;
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES;

/**
 * Seals personal data with AES-256-GCM, bound to its row, and makes blind indexes for looking it up. An envelope is
 * version (1 byte) | key id (4) | IV (12) | tag (16) | ciphertext; the version is there to change the cipher one day.
 */
export class PersonalDataVault {
  private readonly sealingKey: Buffer;
  private readonly keyId: Buffer;

  /** `master`: 32 random bytes, kept outside the database. */
  constructor(private readonly master: Buffer) {
    if (master.length !== 32) throw new VaultError('a personal-data key has 32 bytes');
    this.sealingKey = this.derive('seal', '');
    this.keyId = createHash('sha256').update(this.sealingKey).digest().subarray(0, KEY_ID_BYTES);
  }

  seal(text: string, place: Place): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealingKey, iv).setAAD(placeBytes(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), this.keyId, iv, cipher.getAuthTag(), sealed]);
  }

  /** Throws a VaultError where the key is another, or the envelope is not the one sealed for this place. */
  open(envelope: Buffer, place: Place): string {
    const keyId = envelope.subarray(1, 1 + KEY_ID_BYTES);
    if (envelope.length < HEADER_BYTES || envelope[0] !== VERSION || !keyId.equals(this.keyId)) {
      throw new VaultError(
        'personal data was sealed with another key: is this the key file of this database?',
      );
    }
    const iv = envelope.subarray(1 + KEY_ID_BYTES, 1 + KEY_ID_BYTES + IV_BYTES);
    const tag = envelope.subarray(HEADER_BYTES - TAG_BYTES, HEADER_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.sealingKey, iv)
      .setAAD(placeBytes(place))
      .setAuthTag(tag);
    try {
      return decipher.update(envelope.subarray(HEADER_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new VaultError(`personal data of ${place.table} ${place.rowId} was changed outside the platform`);
    }
  }

  /**
   * Equal values of one bureau have equal indexes; nothing else can be told from one. Fit for ID numbers, phones and
   * hashes of drawings only.
   */
  index(value: string, bureauId: string): Buffer {
    return createHmac('sha256', this.derive('index', bureauId)).update(value).digest();
  }

  private derive(purpose: string, bureauId: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.master, bureauId, `songbai personal-data ${purpose}`, 32));
  }
}

const placeBytes = ({ bureauId, table, column, rowId }: Place): Buffer =>
  Buffer.from([bureauId, table, column, rowId].join('|'));

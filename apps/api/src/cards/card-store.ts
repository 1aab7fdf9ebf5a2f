import { createHash, randomBytes } from 'node:crypto';
import { insertRows } from '../db/rows';
import type { Tx, UnitOfWork } from '../db/unit-of-work';
import type { Place } from '../personal-data/vault';

/** 128 random bits: nobody guesses one. */
export const makeToken = (): string => randomBytes(16).toString('base64url');

const TOKEN = /^[\w-]{22}$/;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Where the sealed token of a card stands. */
export const tokenPlace = (bureauId: string, rowId: string): Place => ({
  ...{ bureauId, table: 'card', column: 'sealed_token', rowId },
});

export interface NewCard {
  id: string;
  cadreId: string;
  number: string;
  contactName: string | null;
  contactPhone: string | null;
  by: string;
  at: Date;
}

/** `sealed`: the token as only the application can read it, for printing the card again. */
export async function insertCard(tx: Tx, card: NewCard, token: string, sealed: Buffer): Promise<void> {
  const token_hash = hashOf(token);
  await insertRows(tx, 'card', [
    {
      ...{ id: card.id, cadre_id: card.cadreId, number: card.number, token_hash, sealed_token: sealed },
      ...{ contact_name: card.contactName, contact_phone: card.contactPhone },
      ...{ issued_by: card.by, issued_at: card.at },
    },
  ]);
  await insertRows(tx, 'card_token', [{ token_hash, cadre_id: card.cadreId }]);
}

/** Whose card it is. */
export interface CardHolder {
  cardId: string;
  number: string;
  bureauId: string;
  cadreId: string;
  contactName: string | null;
  contactPhone: string | null;
}

/** Unknown, revoked and malformed tokens are all the same: undefined. */
export async function holderOf(unitOfWork: UnitOfWork, token: string): Promise<CardHolder | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const hash = hashOf(token);
  const [place] = await unitOfWork.ask<{ bureau_id: string; cadre_id: string }>(
    'select * from card_holder($1)',
    [hash],
  );
  if (!place) return undefined;
  const { bureau_id: bureauId, cadre_id: cadreId } = place;
  // The card is read as its cadre: the place that the token named opens nothing by itself.
  const actor = { kind: 'family', bureauId, cadreId, userId: 'card' } as const;
  const [card] = await unitOfWork.run(actor, (tx) =>
    tx.query<Record<string, string | null>>(
      `select id, number, contact_name, contact_phone from card
       where cadre_id = $1 and token_hash = $2 and revoked_at is null`,
      [cadreId, hash],
    ),
  );
  if (!card) return undefined;
  return {
    cardId: String(card.id),
    number: String(card.number),
    bureauId,
    cadreId,
    contactName: card.contact_name ?? null,
    contactPhone: card.contact_phone ?? null,
  };
}

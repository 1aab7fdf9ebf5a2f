import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { invalid } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { insertCard, makeToken, tokenPlace } from './card-store';
import type {
  CardAnswer,
  CardContact,
  CardsAnswer,
  IssueCardRequest,
  IssueCardsRequest,
  IssuedCardAnswer,
} from './cards.dto';

/** Cards for cadres who do not sign in anywhere: issued, listed, revoked. */
@Injectable()
export class CardsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly vault: PersonalDataVault,
  ) {}

  list({ actor }: Caller, cadreId: string): Promise<CardAnswer[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await tx.query('select 1 from cadre where id = $1', [cadreId]);
      if (found.length === 0) throw new DomainError('not-found');
      return readCards(tx, 'cadre_id', cadreId);
    });
  }

  /** The cadre's row is locked, so the running number on the card is free. */
  issue(caller: Caller, cadreId: string, asked: IssueCardRequest): Promise<IssuedCardAnswer> {
    const { replaces } = asked;
    return this.commands.on(caller, 'cadre', cadreId, async (tx, bureauId) => {
      if (replaces && !(await this.end(tx, caller, cadreId, replaces)))
        throw invalid([{ path: 'replaces', rule: 'known-id' }]);
      const { id, token } = await this.make(tx, caller, bureauId, cadreId, asked);
      const [card] = await readCards(tx, 'id', id);
      if (!card) throw new Error('a card is gone in the transaction that made it');
      return { ...card, token, path: `/c/${token}` };
    });
  }

  /** A card for each who has none in force; who has one keeps it. Answers the cards in force, by number. */
  issueMany(caller: Caller, { cadreIds, ...asked }: IssueCardsRequest): Promise<CardsAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const found = await tx.query<{ id: string; has_card: boolean }>(
        `select cadre.id, exists (select from card where card.bureau_id = cadre.bureau_id
           and card.cadre_id = cadre.id and card.revoked_at is null) as has_card
         from cadre where cadre.id = any($1) order by cadre.id for no key update`,
        [cadreIds],
      );
      const known = new Set(found.map(({ id }) => id));
      const unknown = cadreIds.findIndex((id) => !known.has(id));
      if (unknown >= 0) throw invalid([{ path: `cadreIds.${unknown}`, rule: 'known-id' }]);
      for (const { id } of found.filter(({ has_card }) => !has_card)) {
        await this.make(tx, caller, bureauId, id, asked);
      }
      const cards = await readCards(tx, 'cadre_id', cadreIds);
      return { items: cards.filter(({ revokedAt }) => revokedAt === null), nextCursor: null };
    });
  }

  private async make(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    cadreId: string,
    { contactName = null, contactPhone = null }: CardContact,
  ): Promise<{ id: string; token: string }> {
    const [next] = await tx.query<{ number: string }>(
      `select cadre.code || '-' || (select count(*) + 1 from card where card.bureau_id = cadre.bureau_id
         and card.cadre_id = cadre.id) as number
       from cadre where id = $1`,
      [cadreId],
    );
    const [id, token] = [uuid(), makeToken()];
    const number = String(next?.number);
    const made = { id, cadreId, number, contactName, contactPhone, by: caller.person.id, at: caller.at };
    await insertCard(tx, made, token, this.vault.seal(token, tokenPlace(bureauId, id)));
    audit(tx, caller, { verb: 'card.issue', subject: 'card', id, after: { number } });
    return { id, token };
  }

  /** From now on the card opens nothing. Revoking twice is revoking once. */
  async revoke(caller: Caller, cadreId: string, id: string): Promise<void> {
    await this.commands.on(caller, 'card', id, async (tx) => {
      if (!(await this.end(tx, caller, cadreId, id))) throw new DomainError('not-found');
    });
  }

  /** Whether this cadre has such a card; one that was in force is revoked. */
  private async end(tx: Tx, caller: Caller, cadreId: string, id: string): Promise<boolean> {
    const [card] = await readCards(tx, 'id', id);
    if (card?.cadreId !== cadreId) return false;
    if (card.revokedAt !== null) return true;
    await tx.execute('update card set revoked_by = $2, revoked_at = $3 where id = $1', [
      ...[id, caller.person.id, caller.at.toISOString()],
    ]);
    audit(tx, caller, { verb: 'card.revoke', subject: 'card', id, before: { number: card.number } });
    return true;
  }
}

async function readCards(
  tx: Tx,
  column: 'id' | 'cadre_id',
  value: string | readonly string[],
): Promise<CardAnswer[]> {
  const rows = await tx.query<Record<string, unknown>>(
    `select id, cadre_id, number, contact_name, contact_phone, issued_at, revoked_at from card
     where ${column} = any($1) order by issued_at desc, number`,
    [[value].flat()],
  );
  return rows.map((c) => ({
    id: String(c.id),
    cadreId: String(c.cadre_id),
    number: String(c.number),
    contactName: c.contact_name as string | null,
    contactPhone: c.contact_phone as string | null,
    issuedAt: (c.issued_at as Date).toISOString(),
    revokedAt: (c.revoked_at as Date | null)?.toISOString() ?? null,
  }));
}

import { Injectable } from '@nestjs/common';
import { DomainError, dayOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { readMenu } from '../elder/elder-store';
import { Commands } from '../http/commands';
import { type CardSize, cardsPdf, type FridgeCard } from '../papers';
import { PersonalDataVault } from '../personal-data/vault';
import { tokenPlace } from './card-store';

interface PrintRow {
  id: string;
  bureau_id: string;
  bureau: string;
  cadre_id: string;
  number: string;
  contact_name: string | null;
  contact_phone: string | null;
  sealed_token: Buffer;
}

/** A batch that a small printer gets through, and a server too. */
const MOST = 300;

/**
 * Cards on paper, for the fridge: any number of times the same card. Whoever holds one speaks for the family, so it is
 * on record who printed which.
 */
@Injectable()
export class CardPrints {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly vault: PersonalDataVault,
  ) {}

  /** The newest card in force of one cadre. `origin` is where the portal is found, e.g. "https://songbai.example". */
  async ofCadre(caller: Caller, cadreId: string, size: CardSize, origin: string): Promise<Buffer> {
    const cards = await this.read(caller, 'card.cadre_id = $1', cadreId, origin);
    const newest = cards.at(-1);
    if (!newest) throw new DomainError('not-found');
    await this.record(caller, [newest]);
    return cardsPdf([newest], { size, at: caller.at });
  }

  /** All cards in force, of one unit's cadres or of everybody's, by their numbers. */
  async many(caller: Caller, unitId: string | undefined, size: CardSize, origin: string): Promise<Buffer> {
    const cards = await this.read(
      caller,
      '($1::uuid is null or cadre.responsible_unit_id = $1)',
      unitId,
      origin,
    );
    if (cards.length === 0) throw new DomainError('not-found');
    await this.record(caller, cards);
    return cardsPdf(cards, { size, at: caller.at });
  }

  private async record(caller: Caller, cards: readonly FridgeCard[]): Promise<void> {
    const numbers = cards.map(({ number }) => number).join('、');
    await this.commands.own(caller, async (tx, id) =>
      audit(tx, caller, { verb: 'card.print', subject: 'bureau', id, after: { cards: numbers } }),
    );
  }

  private async read(
    { actor, at }: Caller,
    which: string,
    id: string | undefined,
    origin: string,
  ): Promise<FridgeCard[]> {
    return this.unitOfWork.run(actor, async (tx) => {
      const rows = await tx.query<PrintRow>(
        `select card.id, card.bureau_id, bureau.name as bureau, card.cadre_id, card.number,
           card.contact_name, card.contact_phone, card.sealed_token
         from card join cadre on cadre.bureau_id = card.bureau_id and cadre.id = card.cadre_id
         join bureau on bureau.id = card.bureau_id
         where card.revoked_at is null and card.sealed_token is not null and ${which}
         order by cadre.code, card.issued_at, card.id limit ${MOST}`,
        [id ?? null],
      );
      const today = dayOf(Math.floor(at.getTime() / 1000));
      const cards: FridgeCard[] = [];
      for (const row of rows) cards.push(await this.cardOf(tx, row, today, origin));
      return cards;
    });
  }

  private async cardOf(tx: Tx, row: PrintRow, today: string, origin: string): Promise<FridgeCard> {
    const token = this.vault.open(row.sealed_token, tokenPlace(row.bureau_id, row.id));
    const menu = await readMenu(tx, row.cadre_id, today);
    return {
      ...{ bureau: row.bureau, number: row.number, url: `${origin}/c/${token}` },
      ...{ contactName: row.contact_name, contactPhone: row.contact_phone },
      services: [...menu].sort((a, b) => a.number - b.number),
    };
  }
}

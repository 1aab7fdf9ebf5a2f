import { Injectable } from '@nestjs/common';
import { addDays, type Day, dayOf } from '@songbai/contracts';
import { actorOf } from '../access/person';
import { CallsService } from '../calls/calls.service';
import { type CardHolder, holderOf } from '../cards/card-store';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands, Replay } from '../http/commands';
import { NeedsService } from '../needs/needs.service';
import { callerOf, keyOf, personOf, type Visitor } from './card-caller';
import { type MenuRow, readMenu, waitsForCall } from './elder-store';
import { sayDate, sayRequest } from './elder-words';

export type MenuItem = MenuRow;

/** What the pages of an order stand on. */
export interface OrderHelp {
  holder: CardHolder;
  today: Day;
  waitsForCall: boolean;
  menu: MenuItem[];
  /** Days that may be asked for: tomorrow and the two after it. */
  days: Day[];
}

/** A request as it is confirmed. */
export interface MadeRequest {
  number: string;
  words: string;
  /** In words: "11月22日 星期日". */
  askedOn: string;
}

/** A card may be in anybody's hands, and somebody has to ring for each request. */
const MOST_A_DAY = 10;
const MOST_REMEMBERED = 20;
const DAY_MS = 86_400_000;
class TooMany extends Error {}

const DAYS_AHEAD = 3;
const daysAfter = (today: Day): Day[] => Array.from({ length: DAYS_AHEAD }, (_, n) => addDays(today, n + 1));

/**
 * A service asked for with a card: a need on record and a call that is owed. An order is made of it by the liaison,
 * who rings first, since a card may be in anybody's hands.
 */
@Injectable()
export class ElderRequestService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly needs: NeedsService,
    private readonly calls: CallsService,
  ) {}

  /** Undefined where the token opens nothing. */
  async help(token: string, at: Date): Promise<OrderHelp | undefined> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return undefined;
    const { bureauId, cadreId } = holder;
    const today = dayOf(Math.floor(at.getTime() / 1000));
    // A family may not read contracts; which services one of them sells is told to it.
    const menu = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      readMenu(tx, cadreId, today),
    );
    const waits = await this.unitOfWork.run(actorOf(personOf(holder)), (tx) => waitsForCall(tx, cadreId));
    return { holder, today, menu, days: daysAfter(today), waitsForCall: waits };
  }

  /**
   * The number of the request; undefined where too many were made today. The same key again is the same request, and
   * so is the same service on the same day while one is open: both answer its number.
   */
  async make(
    { holder }: OrderHelp,
    { item, day, key }: { item: MenuItem; day: Day | undefined; key: string },
    visitor: Visitor,
  ): Promise<string | undefined> {
    const caller = { ...callerOf(holder, visitor), key: keyOf(holder, key, `${item.code} ${day}`) };
    const { bureauId, cadreId } = holder;
    const text = sayRequest(item.name, day);
    try {
      return await this.commands.in(caller, bureauId, async (tx) => {
        const same = await this.openSame(tx, cadreId, text);
        if (same) return same.number;
        if (await this.isEnough(tx, cadreId, visitor.at)) throw new TooMany();
        const [cadre] = await tx.query<{ bureau_id: string; unit_id: string | null }>(
          'select bureau_id, responsible_unit_id as unit_id from cadre where id = $1',
          [cadreId],
        );
        const place = cadre ?? { bureau_id: bureauId, unit_id: null };
        const { number } = await this.needs.enter(tx, caller, place, { cadreId, text, channel: 'card' });
        const told = `服务申请 ${number}`;
        await this.calls.ask(tx, caller, { cadreId, reason: 'asked', ratingId: null, told });
        return number;
      });
    } catch (error) {
      if (error instanceof Replay) return JSON.parse(error.answer) as string;
      if (error instanceof TooMany) return undefined;
      throw error;
    }
  }

  /** Back and once more is not a second wish. */
  private async openSame(tx: Tx, cadreId: string, wanted: string): Promise<{ number: string } | undefined> {
    const asked = await this.needs.askedByCard(tx, cadreId, MOST_REMEMBERED);
    return asked.find(({ text, status }) => status === 'open' && text === wanted);
  }

  private async isEnough(tx: Tx, cadreId: string, at: Date): Promise<boolean> {
    const made = await this.needs.askedByCard(tx, cadreId, MOST_A_DAY);
    const since = at.getTime() - DAY_MS;
    return made.filter(({ recordedAt }) => Date.parse(recordedAt) > since).length === MOST_A_DAY;
  }

  /** What was asked for under this number with a card of the same cadre. */
  async made({ holder }: OrderHelp, number: string): Promise<MadeRequest | undefined> {
    const { cadreId } = holder;
    const requests = await this.unitOfWork.run(actorOf(personOf(holder)), (tx) =>
      this.needs.askedByCard(tx, cadreId, MOST_REMEMBERED),
    );
    const found = requests.find((request) => request.number === number);
    if (!found) return undefined;
    const askedOn = sayDate(dayOf(Math.floor(Date.parse(found.recordedAt) / 1000)));
    return { number, words: found.text, askedOn };
  }
}

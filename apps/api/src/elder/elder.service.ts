import { Injectable } from '@nestjs/common';
import { type Day, dayOf, type Instant } from '@songbai/contracts';
import { actorOf } from '../access/person';
import { CallsService } from '../calls/calls.service';
import { type CardHolder, holderOf } from '../cards/card-store';
import { UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { NeedsService } from '../needs/needs.service';
import { CardUnheard } from '../ratings/card-rating-store';
import { type CardRating, RatingsService } from '../ratings/ratings.service';
import { callerOf, inWords, personOf, type Visitor } from './card-caller';
import { hasSpoken, readName, readNext, readRecent, type VisitRow, waitsForCall } from './elder-store';

/** A visit as the page tells it. */
export interface ToldVisit {
  id: string;
  at: Instant;
  item: string;
  worker: string | null;
}

export interface RecentVisit extends ToldVisit {
  /** What was said of it last, if anything. */
  level: number | null;
  /** What the provider or the bureau answered last. */
  reply: { party: 'provider' | 'bureau'; text: string } | null;
}

/** What was asked for with the card. */
export interface ToldRequest {
  number: string;
  text: string;
  status: 'open' | 'met' | 'unmet';
  askedAt: string;
}

/** All that the pages of one card say. */
export interface ElderPage {
  holder: CardHolder;
  name: string;
  today: Day;
  /** What is planned, the next first. */
  coming: ToldVisit[];
  recent: RecentVisit[];
  requests: ToldRequest[];
  /** Whether a question is due: nobody is asked more than once a week. */
  isAsked: boolean;
  /** Whether somebody is going to ring already. */
  waitsForCall: boolean;
}

const replyOf = ({ reply: text, reply_party: party }: VisitRow): RecentVisit['reply'] =>
  text === null || party === null ? null : { party, text };

/** How many visits and requests a page tells of: few to the very old, more to the family. */
const MANY = { self: { coming: 3, recent: 3 }, family: { coming: 10, recent: 10 } } as const;
const REQUESTS = 5;

const UNHEARD = {
  'too-long-ago': '这次服务过去太久了，请打电话告诉我们。',
  'said-often': '这次服务已经改过好几回了，请打电话告诉我们。',
} as const;

/** What the holder of a card may do without a login: the card is the authority, for its cadre and for few things. */
@Injectable()
export class ElderService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly ratings: RatingsService,
    private readonly calls: CallsService,
    private readonly needs: NeedsService,
  ) {}

  /** Undefined where the token opens nothing. */
  async page(token: string, respondent: 'self' | 'family', at: Date): Promise<ElderPage | undefined> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return undefined;
    const { cadreId } = holder;
    const today = dayOf(Math.floor(at.getTime() / 1000));
    const many = MANY[respondent];
    const seen = await this.unitOfWork.run(actorOf(personOf(holder)), async (tx) => ({
      name: await readName(tx, cadreId),
      coming: await readNext(tx, cadreId, at, many.coming),
      recent: await readRecent(tx, cadreId, today, respondent, many.recent),
      requests: await this.needs.askedByCard(tx, cadreId, REQUESTS),
      isAsked: !(await hasSpoken(tx, cadreId, respondent, at)),
      waitsForCall: await waitsForCall(tx, cadreId),
    }));
    const workers = await this.workerNames(holder.bureauId, [...seen.coming, ...seen.recent]);
    const told = ({ id, at: moment, item, worker_link_id: worker }: VisitRow): ToldVisit => ({
      ...{ id, at: moment, item, worker: workers.get(worker ?? '') ?? null },
    });
    return {
      ...{ ...seen, holder, today },
      coming: seen.coming.map(told),
      recent: seen.recent.map((visit) => ({ ...told(visit), level: visit.level, reply: replyOf(visit) })),
      requests: seen.requests.map(({ number, text, status, recordedAt }) => ({
        ...{ number, text, status, askedAt: recordedAt },
      })),
    };
  }

  /** False where the token opens nothing or the visit is another's; in plain words where a rule refuses. */
  async rate(token: string, rating: CardRating, visitor: Visitor): Promise<boolean | string> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return false;
    try {
      return await inWords(() => this.ratings.rateWithCard(callerOf(holder, visitor), rating));
    } catch (error) {
      if (error instanceof CardUnheard) return UNHEARD[error.because];
      throw error;
    }
  }

  async askForCall(token: string, visitor: Visitor): Promise<boolean | string> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return false;
    const caller = callerOf(holder, visitor);
    const asked = { cadreId: holder.cadreId, reason: 'asked', ratingId: null } as const;
    return inWords(() =>
      this.commands.in(caller, holder.bureauId, (tx) => this.calls.ask(tx, caller, asked)),
    );
  }

  /** A family may not read the register of workers; the names of those who came are told to it. */
  private async workerNames(bureauId: string, visits: readonly VisitRow[]): Promise<Map<string, string>> {
    const ids = visits.flatMap(({ worker_link_id: id }) => (id === null ? [] : [id]));
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      tx.query<{ id: string; name: string }>('select id, name from worker_link where id = any($1)', [ids]),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

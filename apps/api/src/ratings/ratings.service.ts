import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkRating,
  type Day,
  DomainError,
  dayOf,
  LOW_LEVEL,
  RATING_CHANNELS,
  type Rating,
  type Respondent,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { CallsService } from '../calls/calls.service';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import type { Page } from '../http/page';
import { assertHeard, readStanding, type Standing } from './card-rating-store';
import { CURRENT, insertRatings } from './rating-store';
import { listRatings, readRating } from './rating-view';
import type { RateRequest, RatingAnswer, RatingsQuery } from './ratings.dto';

/** What the cadres say of their visits. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly calls: CallsService,
  ) {}

  list({ actor }: Caller, query: RatingsQuery): Promise<Page<RatingAnswer>> {
    return this.unitOfWork.run(actor, (tx) => listRatings(tx, query));
  }

  async read({ actor }: Caller, id: string): Promise<RatingAnswer> {
    const rating = await this.unitOfWork.run(actor, (tx) => readRating(tx, id));
    if (!rating) throw new DomainError('not-found');
    return rating;
  }

  /** To what was said last; a rating that was replaced has nobody who would read the reply. */
  reply(caller: Caller, id: string, text: string): Promise<RatingAnswer> {
    return this.commands.on(caller, 'rating', id, async (tx, bureauId) => {
      const [rated] = await tx.query<{ cadre_id: string; provider_id: string | null; current: boolean }>(
        `select r.cadre_id, r.provider_id, ${CURRENT} as current from rating r where r.id = $1`,
        [id],
      );
      if (!rated?.current) throw new DomainError('conflict', { because: 'rating-replaced' });
      const { person, at } = caller;
      const party = person.role === 'provider-manager' ? 'provider' : 'bureau';
      const { cadre_id, provider_id } = rated;
      await insertRows(tx, 'rating_reply', [
        {
          ...{ bureau_id: bureauId, id: uuid(), rating_id: id, cadre_id, provider_id, party },
          ...{ reply: text.trim(), replied_by: person.username, replied_at: at },
        },
      ]);
      audit(tx, caller, { verb: 'rating.reply', subject: 'rating', id, after: { party } });
      return readStored(tx, id);
    });
  }

  /** One opinion per visit and respondent: a later one replaces it in the reading, never in the record. */
  rate(caller: Caller, asked: RateRequest): Promise<RatingAnswer> {
    return this.commands.on(caller, 'visit', asked.visitId, async (tx, bureauId) => {
      const visit = await readVisit(tx, asked.visitId);
      assertRatable(caller, visit, asked.respondent);
      const before = await readStanding(tx, asked.visitId, asked.respondent);
      // What somebody says was said with the card does not take the place of what the card did say.
      const aside = asked.channel === 'qr' && before?.by_card === true;
      return this.enter(tx, bureauId, caller, asked, {
        visit,
        before,
        aside,
        enteredBy: caller.person.username,
      });
    });
  }

  /** Said with the card itself. The same once more is no second rating; throws CardUnheard. */
  rateWithCard(caller: Caller, said: CardRating): Promise<RatingAnswer> {
    return this.commands.on(caller, 'visit', said.visitId, async (tx, bureauId) => {
      const visit = await readVisit(tx, said.visitId);
      assertRatable(caller, visit, said.respondent);
      const before = await readStanding(tx, said.visitId, said.respondent);
      if (before?.by_card && before.level === said.level) return readStored(tx, before.id);
      await assertHeard(tx, visit, said.respondent, dayOf(Math.floor(caller.at.getTime() / 1000)));
      const asked = { ...said, channel: 'qr' } as const;
      return this.enter(tx, bureauId, caller, asked, { visit, before, aside: false, enteredBy: null });
    });
  }

  private async enter(
    tx: Tx,
    bureauId: string,
    caller: Caller,
    asked: RateRequest,
    { visit, before, aside, enteredBy }: Entering,
  ): Promise<RatingAnswer> {
    const { id: by, workerId: raterWorkerId } = caller.person;
    const entry = { month: null, by, raterWorkerId, enteredBy, aside };
    const [id = ''] = await insertRatings(tx, bureauId, [ratingOf(asked, visit.number, caller.at)], entry);
    if (asked.level <= LOW_LEVEL) {
      await this.calls.ask(tx, caller, { cadreId: visit.cadre_id, reason: 'low-rating', ratingId: id });
    }
    const { level, respondent, channel, onBehalfOf } = asked;
    audit(tx, caller, {
      ...{ verb: 'rating.enter', subject: 'rating', id },
      ...(before && { before: { level: before.level } }),
      after: { visit: visit.number, level, respondent, channel, ...(aside && { aside }) },
      ...(onBehalfOf && { onBehalfOf }),
    });
    return readStored(tx, id);
  }
}

/** What a card says: who speaks is told by the page, the channel is the card. */
export type CardRating = Pick<RateRequest, 'visitId' | 'level' | 'respondent'>;

interface Entering {
  visit: RatedVisit;
  before: Standing | undefined;
  aside: boolean;
  enteredBy: string | null;
}

function assertRatable({ person }: Caller, visit: RatedVisit, respondent: Respondent): void {
  const { role, workerId } = person;
  const served = workerId !== null && workerId === visit.worker_id;
  assertAllowed(checkRating(visit, respondent, { kind: role === 'family' ? 'family' : 'staff', served }));
}

async function readStored(tx: Tx, id: string): Promise<RatingAnswer> {
  const answer = await readRating(tx, id);
  if (!answer) throw new Error('a rating is gone in the transaction that holds it');
  return answer;
}

interface RatedVisit {
  id: string;
  number: string;
  day: Day;
  status: string;
  cadre_id: string;
  worker_id: string | null;
}

async function readVisit(tx: Tx, id: string): Promise<RatedVisit> {
  const [visit] = await tx.query<RatedVisit>(
    `select id, number, to_char(day, 'YYYY-MM-DD') as day, status, cadre_id, worker_id from visit where id = $1`,
    [id],
  );
  if (!visit) throw new DomainError('not-found');
  return visit;
}

/** A rating as papers have it; its time keeps the fraction of a second, so that a second tap is a second rating. */
function ratingOf({ level, channel, respondent, comment }: RateRequest, visit: string, at: Date): Rating {
  return {
    visit,
    level,
    channel: RATING_CHANNELS[channel].zh,
    respondent,
    comment: comment ?? null,
    ratedAt: at.getTime() / 1000,
  };
}

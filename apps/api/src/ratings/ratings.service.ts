import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkRating,
  DomainError,
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
      const { role, workerId } = caller.person;
      const served = workerId !== null && workerId === visit.worker_id;
      const kind = role === 'family' ? 'family' : 'staff';
      assertAllowed(checkRating(visit, asked.respondent, { kind, served }));

      const before = await readLevel(tx, asked.visitId, asked.respondent);
      const entry = { month: null, by: caller.person.id, raterWorkerId: workerId };
      const [id = ''] = await insertRatings(tx, bureauId, [ratingOf(asked, visit.number, caller.at)], entry);
      if (asked.level <= LOW_LEVEL) {
        await this.calls.ask(tx, caller, { cadreId: visit.cadre_id, reason: 'low-rating', ratingId: id });
      }
      const { level, respondent, channel, onBehalfOf } = asked;
      audit(tx, caller, {
        ...{ verb: 'rating.enter', subject: 'rating', id },
        ...(before !== undefined && { before: { level: before } }),
        after: { visit: visit.number, level, respondent, channel },
        ...(onBehalfOf && { onBehalfOf }),
      });
      return readStored(tx, id);
    });
  }
}

async function readStored(tx: Tx, id: string): Promise<RatingAnswer> {
  const answer = await readRating(tx, id);
  if (!answer) throw new Error('a rating is gone in the transaction that holds it');
  return answer;
}

interface RatedVisit {
  number: string;
  status: string;
  cadre_id: string;
  worker_id: string | null;
}

async function readVisit(tx: Tx, id: string): Promise<RatedVisit> {
  const [visit] = await tx.query<RatedVisit>(
    'select number, status, cadre_id, worker_id from visit where id = $1',
    [id],
  );
  if (!visit) throw new DomainError('not-found');
  return visit;
}

/** What this respondent said last of the visit. */
async function readLevel(tx: Tx, visitId: string, respondent: Respondent): Promise<number | undefined> {
  const [last] = await tx.query<{ level: number }>(
    'select level from rating where visit_id = $1 and respondent = $2 order by rated_at desc limit 1',
    [visitId, respondent],
  );
  return last?.level;
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

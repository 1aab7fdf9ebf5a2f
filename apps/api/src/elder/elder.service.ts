import { Injectable } from '@nestjs/common';
import { type Day, DomainError, dayOf, explain, type Instant, type Respondent } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { actorOf, type Person } from '../access/person';
import { CallsService } from '../calls/calls.service';
import { type CardHolder, holderOf } from '../cards/card-store';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { RatingsService } from '../ratings/ratings.service';
import { seconds } from '../registers/register';

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
}

/** All that the page of one card says. */
export interface ElderPage {
  holder: CardHolder;
  name: string;
  today: Day;
  next: ToldVisit | undefined;
  recent: RecentVisit[];
  /** Whether somebody is going to ring already. */
  waitsForCall: boolean;
}

/** How far back the page asks, and about how many visits. */
const DAYS_BACK = 31;
const MOST_RECENT = 3;
const DONE = `v.status not in ('planned', 'started', 'missed', 'cancelled')`;

/** What the holder of a card may do without a login: the card is the authority, for its cadre and for three things. */
@Injectable()
export class ElderService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly ratings: RatingsService,
    private readonly calls: CallsService,
  ) {}

  /** Undefined where the token opens nothing. */
  async page(token: string, respondent: Respondent, at: Date): Promise<ElderPage | undefined> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return undefined;
    const { cadreId } = holder;
    const today = dayOf(Math.floor(at.getTime() / 1000));
    const seen = await this.unitOfWork.run(actorOf(personOf(holder)), async (tx) => ({
      name: await readName(tx, cadreId),
      next: await readNext(tx, cadreId, at),
      recent: await readRecent(tx, cadreId, today, respondent),
      calls: await tx.query(`select 1 from call_request where cadre_id = $1 and status <> 'reached'`, [
        cadreId,
      ]),
    }));
    const workers = await this.workerNames(holder.bureauId, [...seen.next, ...seen.recent]);
    const told = (visit: VisitRow): ToldVisit => ({
      ...{
        id: visit.id,
        at: visit.at,
        item: visit.item,
        worker: workers.get(visit.worker_link_id ?? '') ?? null,
      },
    });
    return {
      ...{ holder, today, name: seen.name, waitsForCall: seen.calls.length > 0 },
      next: seen.next.map(told)[0],
      recent: seen.recent.map((visit) => ({ ...told(visit), level: visit.level })),
    };
  }

  /** False where the token opens nothing or the visit is another's; in plain words where a rule refuses. */
  async rate(
    token: string,
    rating: { visitId: string; level: number; respondent: Respondent },
    visitor: Visitor,
  ) {
    const caller = await this.callerOf(token, visitor);
    if (!caller) return false;
    return told(() => this.ratings.rate(caller, { ...rating, channel: 'qr' }));
  }

  async askForCall(token: string, visitor: Visitor): Promise<boolean | string> {
    const caller = await this.callerOf(token, visitor);
    if (!caller) return false;
    const { bureauId, cadreId } = caller.person;
    const asked = { cadreId: cadreId ?? '', reason: 'asked', ratingId: null } as const;
    return told(() => this.commands.in(caller, bureauId ?? '', (tx) => this.calls.ask(tx, caller, asked)));
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

  private async callerOf(token: string, { at, requestId }: Visitor): Promise<Caller | undefined> {
    const holder = await holderOf(this.unitOfWork, token);
    if (!holder) return undefined;
    const person = personOf(holder);
    return { person, actor: actorOf(person), language: 'zh', at, requestId, key: undefined };
  }
}

/** The moment and the number of a request. */
export interface Visitor {
  at: Date;
  requestId: string;
}

/** Whoever holds the card acts as the cadre's family does; the record names the card. */
function personOf({ cardId, number, bureauId, cadreId }: CardHolder): Person {
  return {
    ...{ id: cardId, sessionId: cardId, username: number, name: number, role: 'family' },
    ...{ bureauId, cadreId, unitId: null, providerId: null, workerId: null },
  };
}

async function told(work: () => Promise<unknown>): Promise<boolean | string> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'not-found') return false;
    const { findings } = error.details;
    if (!findings) throw error;
    return findings.map((finding) => explain(finding, 'zh').message).join('');
  }
}

interface VisitRow {
  id: string;
  at: Instant;
  item: string;
  worker_link_id: string | null;
  level: number | null;
}

const VISIT = `v.id, item.name as item, v.worker_link_id`;
const FROM = `visit v join item on item.bureau_id = v.bureau_id and item.id = v.item_id`;

async function readName(tx: Tx, cadreId: string): Promise<string> {
  const [cadre] = await tx.query<{ name: string }>('select name from cadre where id = $1', [cadreId]);
  return cadre?.name ?? '';
}

/** Also one that should have begun in the last hour: it may be late. */
function readNext(tx: Tx, cadreId: string, at: Date): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${VISIT}, ${seconds('v.planned_at', 'at')}, null as level from ${FROM}
     where v.cadre_id = $1 and v.status = 'planned' and v.planned_at > $2::timestamptz - interval '1 hour'
     order by v.planned_at limit 1`,
    [cadreId, at.toISOString()],
  );
}

function readRecent(tx: Tx, cadreId: string, today: Day, respondent: Respondent): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${VISIT}, ${seconds('coalesce(v.started_at, v.ended_at, v.uploaded_at)', 'at')},
       (select r.level from rating r where r.bureau_id = v.bureau_id and r.visit_id = v.id and r.respondent = $4
         order by r.rated_at desc limit 1) as level
     from ${FROM}
     where v.cadre_id = $1 and v.day between $2::date - ${DAYS_BACK} and $2::date and ${DONE}
     order by 4 desc, v.id limit $3`,
    [cadreId, today, MOST_RECENT, respondent],
  );
}

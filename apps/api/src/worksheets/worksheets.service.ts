import { Injectable } from '@nestjs/common';
import { type Day, dayOf, monthOf, shownToRated } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { CadreViews } from '../cadres/cadre-views';
import type { CadreAnswer } from '../cadres/cadres.dto';
import { UnitOfWork } from '../db/unit-of-work';
import { alongWith } from '../http/across';
import type { Page, PageQuery } from '../http/page';
import { PersonalDataVault } from '../personal-data/vault';
import type { VisitAnswer } from '../visits/visit-answer.dto';
import { VisitReads } from '../visits/visit-reads.service';
import type { TaskAnswer, WorksheetAnswer } from './worksheet.dto';
import { readMonthFigures, readTaskFacts, sumOfFigures, type TaskFacts } from './worksheet-store';

const DAY_SECONDS = 86_400;
/** A telephone keeps this much: what was decided lately, and the week to come. */
const DAYS_AROUND = 7;

/** What a care worker takes along: the visits around today with all that one has to know on the spot. */
@Injectable()
export class WorksheetsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitReads,
    private readonly cadres: CadreViews,
    private readonly vault: PersonalDataVault,
  ) {}

  async read(caller: Caller): Promise<WorksheetAnswer> {
    const now = Math.floor(caller.at.getTime() / 1000);
    const today = dayOf(now);
    const window = {
      from: dayOf(now - DAYS_AROUND * DAY_SECONDS),
      to: dayOf(now + DAYS_AROUND * DAY_SECONDS),
    };
    const visits = await all((page) => this.visits.list(caller, { ...page, assignee: 'me', ...window }));
    const open = await all((page) => this.cadres.page(caller, page));
    const facts = await this.factsOf(caller, visits, today);
    const homes = new Map(open.map((cadre) => [cadre.id, cadre]));
    return {
      at: caller.at.toISOString(),
      tasks: visits.flatMap((visit) => taskOf(visit, facts.get(visit.id), homes.get(visit.cadreId))),
      month: { month: monthOf(today), ...(await this.figures(caller, monthOf(today))) },
    };
  }

  private async factsOf(
    { actor }: Caller,
    visits: readonly VisitAnswer[],
    today: Day,
  ): Promise<Map<string, TaskFacts>> {
    const found = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureauId: string; id: string }>(
        'select bureau_id as "bureauId", id from visit where id = any($1::uuid[])',
        [visits.map(({ id }) => id)],
      ),
    );
    const facts = await alongWith(this.unitOfWork, found, (tx, ids) =>
      readTaskFacts(tx, ids, today, this.vault),
    );
    return new Map(facts.map((one) => [one.id, one]));
  }

  private async figures({ actor, person }: Caller, month: string) {
    const found = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureauId: string; id: string }>(
        `select bureau_id as "bureauId", id from visit
         where worker_id = $1 and day >= $2::date and day < $2::date + interval '1 month'`,
        [person.workerId, `${month}-01`],
      ),
    );
    const all = sumOfFigures(
      await alongWith(this.unitOfWork, found, async (tx, ids) => [await readMonthFigures(tx, ids)]),
    );
    const { levels: ratings, withheld: ratingsWithheld } = shownToRated(all.ratings);
    return { ...all, ratings, ratingsWithheld };
  }
}

/** A visit whose order is over has a name and no address. */
function taskOf(
  visit: VisitAnswer,
  facts: TaskFacts | undefined,
  home: CadreAnswer | undefined,
): TaskAnswer[] {
  if (!facts) return [];
  const { address = null, latitude = null, longitude = null } = home ?? {};
  const { item, orderNote, orderOpen, contacts, cadreName: name } = facts;
  const cadre = { id: visit.cadreId, name, address, latitude, longitude };
  return [{ visit, cadre, item, orderNote, orderOpen, contacts }];
}

/** Every row of a list, page by page. */
async function all<T>(read: (page: PageQuery) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await read({ limit: '200', ...(cursor !== undefined && { cursor }) });
    rows.push(...items);
    if (nextCursor === null) return rows;
    cursor = nextCursor;
  }
}

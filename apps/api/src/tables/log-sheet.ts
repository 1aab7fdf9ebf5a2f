import { parseLocal } from '@songbai/contracts';
import type { UnitOfWork } from '../db/unit-of-work';
import { tableLike, tableOf } from '../intake';
import type { VisitDesk } from '../visits/visit-desk.service';
import { checkNamed, meant } from './meaning';
import { Reasons } from './row-refused';
import {
  EITHER_OF,
  LOG_COLUMNS,
  SAID_AND_DONE,
  type SaidRow,
  saidKey,
  saidRow,
  timesOf,
} from './said-columns';
import type { ReadRow, Sheet } from './sheet';
import { recordVisit } from './visit-sheet';
import { type Days, daysOf, readWorld } from './world-store';

const TABLE = tableLike(tableOf('visits'), {
  ...{ columns: SAID_AND_DONE, links: [], key: ['服务日期', '开始时间', '老干部姓名'], spans: [] },
  ...{ build: saidRow, keyOf: saidKey },
});

/** What providers keep anyway: day and times apart, people and items by name. */
export function logSheet(visits: VisitDesk, unitOfWork: UnitOfWork): Sheet {
  return {
    ...{ name: 'visit-log', title: { zh: '服务登记表（按姓名）', en: 'A log of visits, by name' } },
    ...{ importers: ['provider-manager', 'bureau-clerk'], exporters: [] },
    ...{ table: TABLE, columns: LOG_COLUMNS, eitherOf: EITHER_OF },
    // Each row is judged, and holds its order and worker until the end.
    mostRows: 1_000,
    begin: async (caller, rows) => {
      const world = await readWorld(unitOfWork, caller, daysIn(rows));
      return {
        take: async ({ row }) => {
          const filed = row as SaidRow;
          const reasons = new Reasons();
          const times = reasons.try(() => timesOf(filed));
          const found = reasons.try(() => meant(world, filed.said));
          if (!times || !found) throw reasons.whole();
          const { start, end } = times;
          const { order, worker } = found;
          const midnight = midnightOf(filed.said.day);
          return recordVisit(visits, unitOfWork, caller, {
            ...{ order: order.id, worker: worker.code, note: filed.note },
            ...{ startedAt: midnight + start, endedAt: midnight + end },
          });
        },
        alsoWrong: async (values) => checkNamed(world, saidRow(values).said),
      };
    },
    list: async () => [],
  };
}

export const midnightOf = (day: string): number => parseLocal(`${day} 00:00:00`) ?? 0;

export const daysIn = (rows: readonly ReadRow[]): Days =>
  daysOf(rows.flatMap(({ row }) => (row as SaidRow).said.day || []));

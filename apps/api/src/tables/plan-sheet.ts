import type { UnitOfWork } from '../db/unit-of-work';
import { tableLike, tableOf } from '../intake';
import { PlannedVisit } from '../planning/planning.dto';
import type { PlanningService } from '../planning/planning.service';
import { checkedBody } from './body';
import { daysIn, midnightOf } from './log-sheet';
import { checkNamed, meant } from './meaning';
import { Reasons } from './row-refused';
import { EITHER_OF, SAID, SAID_COLUMNS, type SaidRow, saidKey, saidRow, startOf } from './said-columns';
import type { Sheet } from './sheet';
import { readWorld } from './world-store';

const TABLE = tableLike(tableOf('visits'), {
  ...{ columns: SAID, links: [], key: ['服务日期', '开始时间', '老干部姓名'], spans: [] },
  ...{ build: saidRow, keyOf: saidKey },
});

const PLANNED = `select number from visit where order_id = $1 and worker_id = $2 and planned_at = $3::timestamptz
  and status <> 'cancelled' limit 1`;

/** Who goes to whom, when. Each row is planned as on the dispatch board, and sees those above it. */
export function planSheet(planning: PlanningService, unitOfWork: UnitOfWork): Sheet {
  return {
    ...{ name: 'plans', title: { zh: '排班表', en: 'Planned visits' } },
    ...{ importers: ['provider-manager'], exporters: [], table: TABLE, columns: SAID_COLUMNS },
    ...{ eitherOf: EITHER_OF, mostRows: 1_000 },
    begin: async (caller, rows) => {
      const world = await readWorld(unitOfWork, caller, daysIn(rows));
      const open = { ...world, orders: world.orders.filter(({ isOver }) => !isOver) };
      return {
        take: async ({ row }) => {
          const { said, start } = row as SaidRow;
          const reasons = new Reasons();
          const begins = reasons.try(() => startOf(said.day, start.from));
          const found = reasons.try(() => meant(open, said));
          if (begins === undefined || !found) throw reasons.whole();
          const { order, worker } = found;
          const seconds = midnightOf(said.day) + begins;
          const startsAt = new Date(seconds * 1000).toISOString();
          const known = await unitOfWork.run(caller.actor, (tx) =>
            tx.query(PLANNED, [order.id, worker.id, startsAt]),
          );
          if (known.length > 0) return { verdict: 'same' };
          const body = await checkedBody(PlannedVisit, { workerId: worker.id, startsAt });
          await planning.plan(caller, order.id, body);
          return { verdict: 'new' };
        },
        alsoWrong: async (values) => checkNamed(world, saidRow(values).said),
      };
    },
    list: async () => [],
  };
}

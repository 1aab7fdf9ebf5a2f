import { Injectable } from '@nestjs/common';
import { type Day, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { CURRENT } from '../ratings/rating-store';
import { ContractsService, todayOf } from './contracts.service';
import type { ContractMonitoringAnswer } from './monitoring.dto';

/**
 * What the ledger moved for the orders of a contract. A reservation that turns into an expense stays committed; the
 * posting that makes a reservation has its id.
 */
const MONTHS = `select j.period as month, sum(j.d_reserved + j.d_expended) as committed, sum(j.d_expended) as expended
  from service_order o
  join ledger.reservation r on r.bureau_id = o.bureau_id and r.order_id = o.id
  join ledger.journal j on j.bureau_id = r.bureau_id
    and (j.id = r.id or (j.reservation_id = r.id and j.kind <> 'reserve'))
  where o.contract_id = $1 group by j.period order by j.period`;
const VISITS = `select v.status, count(*) as count from visit v
  join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
  where o.contract_id = $1 group by v.status order by v.status`;
/** The last word of each respondent on each visit; what a worker filled in is not the cadre's word. */
const RATINGS = `select r.level, count(*) as count from rating r
  join visit v on v.bureau_id = r.bureau_id and v.id = r.visit_id
  join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
  where o.contract_id = $1 and r.respondent <> 'worker-assisted' and ${CURRENT}
  group by r.level order by r.level desc`;

const DAY_MS = 86_400_000;
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Burn-down, expiry and performance of one contract, for whoever sees the contract. */
@Injectable()
export class ContractMonitoring {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contracts: ContractsService,
  ) {}

  async of(caller: Caller, id: string): Promise<ContractMonitoringAnswer> {
    const { ceiling, committed, endsOn } = await this.contracts.one(caller, id);
    const { bureauId } = await this.contracts.found(caller, id);
    const daysLeft = daysBetween(todayOf(caller), endsOn);
    return this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => ({
      ...{ ceiling, committed, daysLeft },
      ...{ months: await months(tx, id), visits: await counts(tx, VISITS, id) },
      ratings: (await tx.query<{ level: number; count: string }>(RATINGS, [id])).map(({ level, count }) => ({
        level: Number(level),
        count: Number(count),
      })),
    }));
  }
}

async function months(tx: Tx, id: string): Promise<ContractMonitoringAnswer['months']> {
  const rows = await tx.query<{ month: string; committed: string; expended: string }>(MONTHS, [id]);
  return rows.map(({ month, committed, expended }) => ({
    month,
    committed: Money.ofFen(committed).toString(),
    expended: Money.ofFen(expended).toString(),
  }));
}

async function counts(tx: Tx, sql: string, id: string): Promise<ContractMonitoringAnswer['visits']> {
  const rows = await tx.query<{ status: string; count: string }>(sql, [id]);
  return rows.map(({ status, count }) => ({ status, count: Number(count) }));
}

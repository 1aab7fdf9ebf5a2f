import { Injectable } from '@nestjs/common';
import { Money } from '@songbai/contracts';
import { type BureauIdentity, BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';

/** What the platform holds of one bureau, in figures. */
export interface BureauFigures {
  bureau: BureauIdentity;
  /** Months whose bills are all adjudicated. */
  months: string[];
  /** Months with bills that wait for it. */
  waiting: string[];
  counts: Record<'cadres' | 'providers' | 'contracts' | 'orders' | 'visits' | 'bills', number>;
  allotted: Money;
  reserved: Money;
  expended: Money;
}

/** Figures for the first page. */
@Injectable()
export class HomeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
  ) {}

  async figures(): Promise<BureauFigures[]> {
    const bureaus = await this.unitOfWork.run({ kind: 'system' }, (tx) => this.bureaus.all(tx));
    const figures: BureauFigures[] = [];
    for (const bureau of bureaus) {
      figures.push(
        await this.unitOfWork.run({ kind: 'system', bureauId: bureau.id }, (tx) => figuresOf(tx, bureau)),
      );
    }
    return figures;
  }
}

async function figuresOf(tx: Tx, bureau: BureauIdentity): Promise<BureauFigures> {
  const [row] = await tx.query<Record<string, string>>(
    `select
       (select count(*) from cadre where bureau_id = $1) as cadres,
       (select count(*) from provider_link where bureau_id = $1) as providers,
       (select count(*) from contract where bureau_id = $1) as contracts,
       (select count(*) from service_order where bureau_id = $1) as orders,
       (select count(*) from visit where bureau_id = $1) as visits,
       (select count(*) from bill where bureau_id = $1) as bills,
       (select coalesce(sum(allotted), 0) from ledger.balance where bureau_id = $1) as allotted,
       (select coalesce(sum(reserved), 0) from ledger.balance where bureau_id = $1) as reserved,
       (select coalesce(sum(expended), 0) from ledger.balance where bureau_id = $1) as expended`,
    [bureau.id],
  );
  const months = await tx.query<{ month: string; waits: boolean }>(
    `select month, exists (select from bill b where b.bureau_id = r.bureau_id and b.month = r.month
       and b.status = 'submitted') as waits
     from month_run r where bureau_id = $1 order by month`,
    [bureau.id],
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  const money = (name: string): Money => Money.ofFen(row?.[name] ?? '0');
  return {
    bureau,
    months: months.flatMap(({ month, waits }) => (waits ? [] : [month])),
    waiting: months.flatMap(({ month, waits }) => (waits ? [month] : [])),
    counts: {
      cadres: count('cadres'),
      providers: count('providers'),
      contracts: count('contracts'),
      orders: count('orders'),
      visits: count('visits'),
      bills: count('bills'),
    },
    allotted: money('allotted'),
    reserved: money('reserved'),
    expended: money('expended'),
  };
}

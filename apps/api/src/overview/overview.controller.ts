import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addMonths, dayOf, type Month, monthOf } from '@songbai/contracts';
import { By, type Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { countOf } from '../http/page';
import { Reads } from '../http/route';
import { listsNamed, MOST_COUNTED } from '../worklists/worklist-views';
import { type ExceptionAnswer, OverviewAnswer, OverviewQuery } from './overview.dto';
import { readCuts, readFigures, readFundTypes, readProviders } from './overview-store';

/** What an onlooker asks about first, in this order; each is a worklist of those whose work it is. */
const EXCEPTIONS = [
  ...(['bills-disputed', 'visits-held', 'visits-overdue', 'bills-to-adjudicate'] as const),
  ...(['orders-unanswered', 'contracts-expiring', 'needs-open'] as const),
] as const;

const before = (month: Month, months: number): Month => monthOf(addMonths(`${month}-01`, -months));

@ApiTags('overview')
@Controller('overview')
export class OverviewController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Reads('', {
    ...{ summary: '一页概览 the month on one page' },
    ...{ roles: ['bureau-approver', 'bureau-finance', 'supervisor', 'auditor'] },
    ...{ answer: OverviewAnswer },
  })
  read(@By() caller: Caller, @Query() query: OverviewQuery): Promise<OverviewAnswer> {
    const today = dayOf(Math.floor(caller.at.getTime() / 1000));
    const month = query.month ?? before(monthOf(today), 1);
    return this.unitOfWork.run(caller.actor, async (tx) => {
      const [now, monthBefore, yearBefore] = await readFigures(tx, [
        month,
        before(month, 1),
        before(month, 12),
      ]);
      if (!now || !monthBefore || !yearBefore) throw new Error('each month has its figures');
      return {
        ...{ at: caller.at.toISOString(), now, monthBefore, yearBefore },
        exceptions: await countAll(tx, caller, today),
        funds: await readFundTypes(tx, month.slice(0, 4)),
        ...{ providers: await readProviders(tx, month), cuts: await readCuts(tx, month) },
      };
    });
  }
}

async function countAll(tx: Tx, { person }: Caller, today: string): Promise<ExceptionAnswer[]> {
  const counted: ExceptionAnswer[] = [];
  for (const { name, from, where, query } of listsNamed(EXCEPTIONS, { person, today, selfServing: [] })) {
    counted.push({ name, count: await countOf(tx, from, where, MOST_COUNTED), query });
  }
  return counted;
}

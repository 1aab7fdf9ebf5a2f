import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dayOf } from '@songbai/contracts';
import { By, type Caller } from '../access/caller';
import { UNIT } from '../access/role';
import { UnitOfWork } from '../db/unit-of-work';
import { alongWith } from '../http/across';
import { Reads } from '../http/route';
import { UnitCadresAnswer, UnitCadresQuery } from './unit-overview.dto';
import { readSpending } from './unit-overview-store';

@ApiTags('overview')
@Controller('overview')
export class UnitOverviewController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Whose cadres they are is decided by the unit's own policies; bill lines of exactly those are read beside them. */
  @Reads('cadres', {
    ...{ summary: '本单位老干部的订单、服务与花费 a unit’s cadres: orders, visits, spending', roles: UNIT },
    ...{ answer: UnitCadresAnswer },
  })
  async cadres(@By() { actor, at }: Caller, @Query() query: UnitCadresQuery): Promise<UnitCadresAnswer> {
    const year = query.year ?? dayOf(Math.floor(at.getTime() / 1000)).slice(0, 4);
    const found = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureauId: string; id: string }>(
        'select bureau_id as "bureauId", id from cadre order by code',
      ),
    );
    return { year, items: await alongWith(this.unitOfWork, found, (tx, ids) => readSpending(tx, ids, year)) };
  }
}

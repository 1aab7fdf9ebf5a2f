import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dayOf } from '@songbai/contracts';
import { By, type Caller } from '../access/caller';
import { STAFF } from '../access/role';
import { selfServing } from '../bills/bill-queue-store';
import { UnitOfWork } from '../db/unit-of-work';
import { countOf } from '../http/page';
import { Reads } from '../http/route';
import { listsFor, MOST_COUNTED } from './worklist-views';
import { WorklistsAnswer } from './worklists.dto';

/** What waits for whoever signs in: each count is that of the list with the same query, under their own policies. */
@ApiTags('worklists')
@Controller('worklists')
export class WorklistsController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Reads('', { summary: '待办 what waits for me, with counts', roles: STAFF, answer: WorklistsAnswer })
  async mine(@By() { person, actor, at }: Caller): Promise<WorklistsAnswer> {
    const today = dayOf(Math.floor(at.getTime() / 1000));
    const theirs = await selfServing(this.unitOfWork, person);
    return this.unitOfWork.run(actor, async (tx) => {
      const lists: WorklistsAnswer['lists'] = [];
      for (const { name, from, where, query } of listsFor({ person, today, selfServing: theirs })) {
        lists.push({ name, count: await countOf(tx, from, where, MOST_COUNTED), query });
      }
      return { lists };
    });
  }
}

import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role, UNIT } from '../access/role';
import { type Page, PageQuery } from '../http/page';
import { Creates, Id, Lists } from '../http/route';
import { LifeEventAnswer, NewLifeEvent } from './life-events.dto';
import { LifeEventsService } from './life-events.service';

const TELLERS: readonly Role[] = ['bureau-clerk', 'liaison', ...UNIT, 'family'];

/** What happens in a cadre's life and stops or holds what was agreed. */
@ApiTags('cadres')
@Controller('cadres')
export class LifeEventsController {
  constructor(private readonly events: LifeEventsService) {}

  @Lists(':id/events', {
    ...{ summary: '登记过的生活变动 life events', roles: [...BUREAU, ...UNIT, ...ONLOOKERS, 'family'] },
    ...{ answer: LifeEventAnswer },
  })
  list(@By() caller: Caller, @Id() id: string, @Query() query: PageQuery): Promise<Page<LifeEventAnswer>> {
    return this.events.list(caller, id, query);
  }

  @Creates(':id/events', {
    ...{ summary: '登记去世、住院、外出等 enter a life event; it takes effect at once', roles: TELLERS },
    ...{ body: NewLifeEvent, answer: LifeEventAnswer, key: 'required' },
    also: [423],
  })
  enter(@By() caller: Caller, @Id() id: string, @Body() body: NewLifeEvent): Promise<LifeEventAnswer> {
    return this.events.enter(caller, id, body);
  }
}

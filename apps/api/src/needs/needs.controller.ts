import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { type Role, STAFF, UNIT } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { NeedAnswer, NeedChange, NeedQuery, NewNeed } from './needs.dto';
import { NeedsService } from './needs.service';

const LISTENERS: Role[] = ['bureau-clerk', 'liaison', ...UNIT];

@ApiTags('needs')
@Controller('needs')
export class NeedsController {
  constructor(private readonly needs: NeedsService) {}

  @Lists('', { summary: '需求 needs', roles: STAFF, answer: NeedAnswer })
  list(@By() caller: Caller, @Query() query: NeedQuery) {
    return this.needs.list(caller, query);
  }

  @Reads(':id', { summary: '需求 one need', roles: STAFF, answer: NeedAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.needs.one(caller, id);
  }

  @Creates('', { summary: '登记需求 enter a need', roles: LISTENERS, body: NewNeed, answer: NeedAnswer })
  create(@By() caller: Caller, @Body() body: NewNeed) {
    return this.needs.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更需求 change a need',
    roles: LISTENERS,
    body: NeedChange,
    answer: NeedAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: NeedChange) {
    return this.needs.change(caller, id, body);
  }
}

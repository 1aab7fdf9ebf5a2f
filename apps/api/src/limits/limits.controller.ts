import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { LimitAnswer, LimitChange, LimitQuery, NewLimit } from './limits.dto';
import { LimitsService } from './limits.service';

@ApiTags('limits')
@Controller('limits')
export class LimitsController {
  constructor(private readonly limits: LimitsService) {}

  @Lists('', { summary: '使用限额 usage limits', roles: STAFF, answer: LimitAnswer })
  list(@By() caller: Caller, @Query() query: LimitQuery) {
    return this.limits.list(caller, query);
  }

  @Reads(':id', { summary: '使用限额 one usage limit', roles: STAFF, answer: LimitAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.limits.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.limits.versions(caller, id);
  }

  @Creates('', {
    summary: '登记限额 enter a limit',
    roles: ['bureau-clerk'],
    body: NewLimit,
    answer: LimitAnswer,
    also: [423],
  })
  create(@By() caller: Caller, @Body() body: NewLimit) {
    return this.limits.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更限额 change a limit',
    roles: ['bureau-clerk'],
    body: LimitChange,
    answer: LimitAnswer,
    also: [423],
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: LimitChange) {
    return this.limits.change(caller, id, body);
  }
}

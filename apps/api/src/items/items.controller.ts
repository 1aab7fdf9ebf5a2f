import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { ItemAnswer, ItemChange, ItemQuery, NewItem } from './items.dto';
import { ItemsService } from './items.service';

@ApiTags('items')
@Controller('items')
export class ItemsController {
  constructor(private readonly items: ItemsService) {}

  @Lists('', { summary: '服务项目 service items', roles: STAFF, answer: ItemAnswer })
  list(@By() caller: Caller, @Query() query: ItemQuery) {
    return this.items.list(caller, query);
  }

  @Reads(':id', { summary: '服务项目 one service item', roles: STAFF, answer: ItemAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.items.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.items.versions(caller, id);
  }

  @Creates('', {
    summary: '登记项目 enter an item',
    roles: ['bureau-clerk'],
    body: NewItem,
    answer: ItemAnswer,
  })
  create(@By() caller: Caller, @Body() body: NewItem) {
    return this.items.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更项目 change an item',
    roles: ['bureau-clerk'],
    body: ItemChange,
    answer: ItemAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: ItemChange) {
    return this.items.change(caller, id, body);
  }
}

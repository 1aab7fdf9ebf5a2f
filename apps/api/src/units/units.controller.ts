import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { NewUnit, UnitAnswer, UnitChange, UnitQuery } from './units.dto';
import { UnitsService } from './units.service';

@ApiTags('units')
@Controller('units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  @Lists('', { summary: '单位 units', roles: STAFF, answer: UnitAnswer })
  list(@By() caller: Caller, @Query() query: UnitQuery) {
    return this.units.list(caller, query);
  }

  @Reads(':id', { summary: '单位 one unit', roles: STAFF, answer: UnitAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.units.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.units.versions(caller, id);
  }

  @Creates('', {
    summary: '登记单位 enter a unit',
    roles: ['bureau-clerk'],
    body: NewUnit,
    answer: UnitAnswer,
  })
  create(@By() caller: Caller, @Body() body: NewUnit) {
    return this.units.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更单位 change a unit',
    roles: ['bureau-clerk'],
    body: UnitChange,
    answer: UnitAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: UnitChange) {
    return this.units.change(caller, id, body);
  }
}

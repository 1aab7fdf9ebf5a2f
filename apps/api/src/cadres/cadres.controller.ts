import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads, Verb } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { CadreAnswer, CadreChange, CadreQuery, NewCadre, RevealAnswer, RevealRequest } from './cadres.dto';
import { CadresService } from './cadres.service';

@ApiTags('cadres')
@Controller('cadres')
export class CadresController {
  constructor(private readonly cadres: CadresService) {}

  @Lists('', { summary: '老干部 cadres', roles: STAFF, answer: CadreAnswer })
  list(@By() caller: Caller, @Query() query: CadreQuery) {
    return this.cadres.list(caller, query);
  }

  @Reads(':id', { summary: '老干部 one cadre', roles: STAFF, answer: CadreAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.cadres.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.cadres.versions(caller, id);
  }

  @Creates('', {
    summary: '登记老干部 enter a cadre',
    roles: ['bureau-clerk'],
    body: NewCadre,
    answer: CadreAnswer,
  })
  create(@By() caller: Caller, @Body() body: NewCadre) {
    return this.cadres.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更登记 change a cadre',
    roles: ['bureau-clerk'],
    body: CadreChange,
    answer: CadreAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: CadreChange) {
    return this.cadres.change(caller, id, body);
  }

  @Verb(':id/reveal', {
    ...{ summary: '查看完整信息（记入审计） in full, on record', roles: BUREAU },
    ...{ body: RevealRequest, answer: RevealAnswer, key: 'none' },
  })
  reveal(@By() caller: Caller, @Id() id: string, @Body() { reason }: RevealRequest) {
    return this.cadres.reveal(caller, id, reason);
  }
}

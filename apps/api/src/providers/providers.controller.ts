import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { NewProvider, ProviderAnswer, ProviderChange, ProviderQuery } from './providers.dto';
import { ProvidersService } from './providers.service';

@ApiTags('providers')
@Controller('providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Lists('', { summary: '服务商 providers', roles: STAFF, answer: ProviderAnswer })
  list(@By() caller: Caller, @Query() query: ProviderQuery) {
    return this.providers.list(caller, query);
  }

  @Reads(':id', { summary: '服务商 one provider', roles: STAFF, answer: ProviderAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.providers.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.providers.versions(caller, id);
  }

  @Creates('', {
    summary: '登记服务商 enter a provider',
    roles: ['bureau-clerk'],
    body: NewProvider,
    answer: ProviderAnswer,
  })
  create(@By() caller: Caller, @Body() body: NewProvider) {
    return this.providers.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更服务商 change a provider',
    roles: ['bureau-clerk'],
    body: ProviderChange,
    answer: ProviderAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: ProviderChange) {
    return this.providers.change(caller, id, body);
  }
}

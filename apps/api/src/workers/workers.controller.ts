import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads } from '../http/route';
import { VersionsAnswer } from '../registers/change.dto';
import { NewWorker, WorkerAnswer, WorkerChange, WorkerQuery } from './workers.dto';
import { WorkersService } from './workers.service';

const KEEPERS: Role[] = ['provider-manager', 'bureau-clerk'];

@ApiTags('workers')
@Controller('workers')
export class WorkersController {
  constructor(private readonly workers: WorkersService) {}

  @Lists('', { summary: '服务人员 workers', roles: STAFF, answer: WorkerAnswer })
  list(@By() caller: Caller, @Query() query: WorkerQuery) {
    return this.workers.list(caller, query);
  }

  @Reads(':id', { summary: '服务人员 one worker', roles: STAFF, answer: WorkerAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.workers.one(caller, id);
  }

  @Reads(':id/versions', {
    summary: '历次版本 its versions',
    roles: [...BUREAU, ...ONLOOKERS, 'provider-manager'],
    answer: VersionsAnswer,
  })
  versions(@By() caller: Caller, @Id() id: string) {
    return this.workers.versions(caller, id);
  }

  @Creates('', { summary: '登记人员 enter a worker', roles: KEEPERS, body: NewWorker, answer: WorkerAnswer })
  create(@By() caller: Caller, @Body() body: NewWorker) {
    return this.workers.create(caller, body);
  }

  @Changes(':id', {
    summary: '变更人员 change a worker',
    roles: KEEPERS,
    body: WorkerChange,
    answer: WorkerAnswer,
  })
  change(@By() caller: Caller, @Id() id: string, @Body() body: WorkerChange) {
    return this.workers.change(caller, id, body);
  }
}

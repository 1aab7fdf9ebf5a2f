import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, STAFF } from '../access/role';
import { Id, Reads } from '../http/route';
import { ContractHistoryAnswer } from './history.dto';
import { ContractHistory } from './history.service';
import { ContractMonitoringAnswer } from './monitoring.dto';
import { ContractMonitoring } from './monitoring.service';

@ApiTags('contracts')
@Controller('contracts')
export class MonitoringController {
  constructor(
    private readonly monitoring: ContractMonitoring,
    private readonly history: ContractHistory,
  ) {}

  @Reads(':id/monitoring', {
    summary: '执行情况 how a contract is going',
    roles: [...BUREAU, ...ONLOOKERS, 'provider-manager'],
    answer: ContractMonitoringAnswer,
  })
  of(@By() caller: Caller, @Id() id: string): Promise<ContractMonitoringAnswer> {
    return this.monitoring.of(caller, id);
  }

  @Reads(':id/history', {
    summary: '经过：谁在何时因何做了什么 who did what to a contract, when and why',
    roles: STAFF,
    answer: ContractHistoryAnswer,
  })
  historyOf(@By() caller: Caller, @Id() id: string): Promise<ContractHistoryAnswer> {
    return this.history.of(caller, id);
  }
}

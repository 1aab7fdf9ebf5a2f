import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS } from '../access/role';
import { Id, Reads } from '../http/route';
import { ContractMonitoringAnswer } from './monitoring.dto';
import { ContractMonitoring } from './monitoring.service';

@ApiTags('contracts')
@Controller('contracts')
export class MonitoringController {
  constructor(private readonly monitoring: ContractMonitoring) {}

  @Reads(':id/monitoring', {
    summary: '执行情况 how a contract is going',
    roles: [...BUREAU, ...ONLOOKERS, 'provider-manager'],
    answer: ContractMonitoringAnswer,
  })
  of(@By() caller: Caller, @Id() id: string): Promise<ContractMonitoringAnswer> {
    return this.monitoring.of(caller, id);
  }
}

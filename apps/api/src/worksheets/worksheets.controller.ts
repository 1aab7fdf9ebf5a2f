import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { RevealRequest } from '../cadres/cadres.dto';
import { CallAnswer, EmergencyReport } from '../calls/calls.dto';
import { CallsService } from '../calls/calls.service';
import { Id, Reads, Verb } from '../http/route';
import { HouseholdService } from './household.service';
import { HouseholdAnswer, WorksheetAnswer } from './worksheet.dto';
import { WorksheetsService } from './worksheets.service';

@ApiTags('visits')
@Controller()
export class WorksheetsController {
  constructor(
    private readonly worksheets: WorksheetsService,
    private readonly calls: CallsService,
    private readonly households: HouseholdService,
  ) {}

  @Reads('worksheet', {
    ...{ summary: '服务人员的工作单（前后各七天） what a worker takes along, a week around today' },
    ...{ roles: ['care-worker'], answer: WorksheetAnswer },
  })
  read(@By() caller: Caller): Promise<WorksheetAnswer> {
    return this.worksheets.read(caller);
  }

  @Verb('visits/:id/emergency', {
    ...{ summary: '报告紧急情况，联络员回电 report an emergency; the liaison rings back' },
    ...{ roles: ['care-worker'], body: EmergencyReport, answer: CallAnswer },
  })
  emergency(@By() caller: Caller, @Id() id: string, @Body() { told }: EmergencyReport): Promise<CallAnswer> {
    return this.calls.report(caller, id, told);
  }

  @Verb('visits/:id/household', {
    ...{ summary: '上门前后查看长辈家电话（记入审计） whom to ring at the home, on record' },
    ...{ roles: ['care-worker'], body: RevealRequest, answer: HouseholdAnswer, key: 'none', also: [409] },
  })
  household(
    @By() caller: Caller,
    @Id() id: string,
    @Body() { reason }: RevealRequest,
  ): Promise<HouseholdAnswer> {
    return this.households.reveal(caller, id, reason);
  }
}

import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import type { Page } from '../http/page';
import { Creates, Id, Lists } from '../http/route';
import { VisitAnswer } from '../visits/visit-answer.dto';
import { CandidateAnswer, CandidatesQuery, PlannedVisit } from './planning.dto';
import { PlanningService } from './planning.service';

@ApiTags('orders')
@Controller('orders')
export class PlanningController {
  constructor(private readonly planning: PlanningService) {}

  @Creates(':id/visits', {
    ...{ summary: '安排一次服务 plan a visit', roles: ['provider-manager'] },
    ...{ body: PlannedVisit, answer: VisitAnswer },
  })
  plan(@By() caller: Caller, @Id() id: string, @Body() body: PlannedVisit): Promise<VisitAnswer> {
    return this.planning.plan(caller, id, body);
  }

  @Lists(':id/candidates', {
    ...{ summary: '可派的服务人员，附理由 who could serve, best first, with reasons' },
    ...{ roles: ['provider-manager', 'bureau-clerk'], answer: CandidateAnswer },
  })
  candidates(
    @By() caller: Caller,
    @Id() id: string,
    @Query() query: CandidatesQuery,
  ): Promise<Page<CandidateAnswer>> {
    return this.planning.candidates(caller, id, query);
  }
}

import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { Id, Verb } from '../http/route';
import { VisitAnswer } from '../visits/visit-answer.dto';
import { MovedVisit } from './planning.dto';
import { PlanningService } from './planning.service';

@ApiTags('visits')
@Controller('visits')
export class MovingController {
  constructor(private readonly planning: PlanningService) {}

  @Verb(':id/move', {
    ...{
      summary: '改期，答复新的一次 move a planned visit: answers the new one',
      roles: ['provider-manager'],
    },
    ...{ body: MovedVisit, answer: VisitAnswer },
  })
  move(@By() caller: Caller, @Id() id: string, @Body() body: MovedVisit): Promise<VisitAnswer> {
    return this.planning.move(caller, id, body);
  }
}

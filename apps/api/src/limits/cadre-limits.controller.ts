import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, UNIT } from '../access/role';
import { Id, Reads } from '../http/route';
import { CadreLimitsAnswer, CadreLimitsQuery } from './cadre-limits.dto';
import { CadreLimits } from './cadre-limits.service';

@ApiTags('cadres')
@Controller('cadres')
export class CadreLimitsController {
  constructor(private readonly limits: CadreLimits) {}

  @Reads(':id/limits', {
    summary: '限额与已用 the limits of a cadre and what was used of them',
    roles: [...BUREAU, ...UNIT, ...ONLOOKERS],
    answer: CadreLimitsAnswer,
  })
  of(@By() caller: Caller, @Id() id: string, @Query() { on }: CadreLimitsQuery): Promise<CadreLimitsAnswer> {
    return this.limits.of(caller, id, on);
  }
}

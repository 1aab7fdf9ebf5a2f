import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role } from '../access/role';
import type { Page } from '../http/page';
import { Id, Lists, Verb } from '../http/route';
import { CallAnswer, CallResultRequest, CallsQuery } from './calls.dto';
import { CallsService } from './calls.service';

const CALLERS: readonly Role[] = ['liaison', 'bureau-clerk'];

@ApiTags('calls')
@Controller('call-requests')
export class CallsController {
  constructor(private readonly calls: CallsService) {}

  @Lists('', {
    ...{ summary: '待回电 calls that are owed', roles: [...BUREAU, ...ONLOOKERS] },
    ...{ answer: CallAnswer },
  })
  list(@By() caller: Caller, @Query() query: CallsQuery): Promise<Page<CallAnswer>> {
    return this.calls.list(caller, query);
  }

  @Verb(':id/reach', {
    ...{ summary: '已回电 somebody was reached', roles: CALLERS },
    ...{ body: CallResultRequest, answer: CallAnswer },
  })
  reach(@By() caller: Caller, @Id() id: string, @Body() body: CallResultRequest): Promise<CallAnswer> {
    return this.calls.answer(caller, id, 'reach', body.note ?? null);
  }

  @Verb(':id/miss', {
    ...{ summary: '未打通 nobody answered', roles: CALLERS },
    ...{ body: CallResultRequest, answer: CallAnswer },
  })
  miss(@By() caller: Caller, @Id() id: string, @Body() body: CallResultRequest): Promise<CallAnswer> {
    return this.calls.answer(caller, id, 'miss', body.note ?? null);
  }
}

import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { type Role, STAFF } from '../access/role';
import { PageQuery } from '../http/page';
import { Creates, Id, Lists, Reads } from '../http/route';
import {
  BalanceAnswer,
  BalanceQuery,
  FundAnswer,
  FundQuery,
  NewAllotment,
  NewFund,
  PostingAnswer,
} from './funds.dto';
import { FundsService } from './funds.service';

const FINANCE: Role[] = ['bureau-finance', 'unit-finance'];

@ApiTags('funds')
@Controller('funds')
export class FundsController {
  constructor(private readonly funds: FundsService) {}

  @Lists('', { summary: '经费 funds', roles: STAFF, answer: FundAnswer })
  list(@By() caller: Caller, @Query() query: FundQuery) {
    return this.funds.list(caller, query);
  }

  @Reads(':id', { summary: '经费 one fund', roles: STAFF, answer: FundAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.funds.one(caller, id);
  }

  @Lists(':id/postings', {
    summary: '明细账 its postings',
    roles: STAFF,
    answer: PostingAnswer,
  })
  postings(@By() caller: Caller, @Id() id: string, @Query() query: PageQuery) {
    return this.funds.postings(caller, id, query);
  }

  @Reads(':id/balance', {
    ...{ summary: '截至某日、按某时所知的余额 its balance as of a day, as known at a moment', roles: STAFF },
    ...{ answer: BalanceAnswer },
  })
  balance(@By() caller: Caller, @Id() id: string, @Query() query: BalanceQuery) {
    return this.funds.balance(caller, id, query);
  }

  @Creates('', {
    ...{ summary: '设立经费 open a fund', roles: FINANCE, body: NewFund },
    ...{ answer: FundAnswer, key: 'required' },
    also: [423],
  })
  create(@By() caller: Caller, @Body() body: NewFund) {
    return this.funds.create(caller, body);
  }

  @Creates(':id/allotments', {
    ...{ summary: '追加或核减指标 change an allotment', roles: FINANCE, body: NewAllotment },
    ...{ answer: FundAnswer, key: 'required' },
    also: [423],
  })
  allot(@By() caller: Caller, @Id() id: string, @Body() body: NewAllotment) {
    return this.funds.allot(caller, id, body);
  }
}

import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role } from '../access/role';
import type { Page } from '../http/page';
import { Creates, Id, Lists, Reads } from '../http/route';
import { NewReply, RateRequest, RatingAnswer, RatingsQuery } from './ratings.dto';
import { RatingsService } from './ratings.service';

/** Who was served, their family, and the staff who write down what they say on the phone or on paper. */
const RATERS: readonly Role[] = ['family', 'liaison', 'bureau-clerk'];
/** Who answers for what was said: the firm, or the bureau that bought the service. */
const REPLIERS: readonly Role[] = ['provider-manager', 'bureau-clerk', 'liaison'];
const READERS: readonly Role[] = [...BUREAU, ...ONLOOKERS, 'provider-manager', 'family'];

@ApiTags('ratings')
@Controller('ratings')
export class RatingsController {
  constructor(private readonly ratings: RatingsService) {}

  @Creates('', {
    ...{ summary: '评价一次服务 rate a visit', roles: RATERS, key: 'required' },
    ...{ body: RateRequest, answer: RatingAnswer },
    also: [404],
  })
  rate(@By() caller: Caller, @Body() body: RateRequest): Promise<RatingAnswer> {
    return this.ratings.rate(caller, body);
  }

  @Lists('', { summary: '评价 ratings', roles: READERS, answer: RatingAnswer })
  list(@By() caller: Caller, @Query() query: RatingsQuery): Promise<Page<RatingAnswer>> {
    return this.ratings.list(caller, query);
  }

  @Reads(':id', { summary: '一条评价 one rating', roles: READERS, answer: RatingAnswer })
  read(@By() caller: Caller, @Id() id: string): Promise<RatingAnswer> {
    return this.ratings.read(caller, id);
  }

  @Creates(':id/replies', {
    ...{ summary: '答复一条评价 reply to a rating', roles: REPLIERS, key: 'required' },
    ...{ body: NewReply, answer: RatingAnswer },
  })
  reply(@By() caller: Caller, @Id() id: string, @Body() { text }: NewReply): Promise<RatingAnswer> {
    return this.ratings.reply(caller, id, text);
  }
}

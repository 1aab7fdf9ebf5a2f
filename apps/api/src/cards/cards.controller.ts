import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import type { Role } from '../access/role';
import { Creates, Id, Reads, Removes } from '../http/route';
import { CardsAnswer, IssueCardRequest, IssuedCardAnswer } from './cards.dto';
import { CardsService } from './cards.service';

const CLERK: readonly Role[] = ['bureau-clerk'];

@ApiTags('cadres')
@Controller('cadres/:id/cards')
export class CardsController {
  constructor(private readonly cards: CardsService) {}

  @Creates('', {
    ...{ summary: '发一张长辈卡 issue a card', roles: CLERK },
    ...{ body: IssueCardRequest, answer: IssuedCardAnswer },
  })
  issue(@By() caller: Caller, @Id() id: string, @Body() body: IssueCardRequest): Promise<IssuedCardAnswer> {
    return this.cards.issue(caller, id, body);
  }

  @Reads('', { summary: '长辈卡 cards of a cadre', roles: ['bureau-clerk', 'liaison'], answer: CardsAnswer })
  async list(@By() caller: Caller, @Id() id: string): Promise<CardsAnswer> {
    return { items: await this.cards.list(caller, id), nextCursor: null };
  }

  @Removes(':cardId', { summary: '收回长辈卡 revoke a card', roles: CLERK })
  revoke(@By() caller: Caller, @Id() id: string, @Id('cardId') cardId: string): Promise<void> {
    return this.cards.revoke(caller, id, cardId);
  }
}

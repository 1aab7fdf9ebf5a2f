import { Body, Controller, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, type Caller } from '../access/caller';
import type { Role } from '../access/role';
import { download } from '../http/download';
import { PublicUrl } from '../http/public-url';
import { Creates, Id, Reads, Removes } from '../http/route';
import { CardPrints } from './card-prints.service';
import {
  CardsAnswer,
  IssueCardRequest,
  IssueCardsRequest,
  IssuedCardAnswer,
  PrintCardsQuery,
  PrintQuery,
} from './cards.dto';
import { CardsService } from './cards.service';

const PDF = 'application/pdf';
/** Nobody's name: a file lies about on desks and in downloads. */
const CARD = { zh: '长辈卡', ascii: 'card', ending: 'pdf' };
const CLERK: readonly Role[] = ['bureau-clerk'];

@ApiTags('cadres')
@Controller()
export class CardsController {
  constructor(
    private readonly cards: CardsService,
    private readonly prints: CardPrints,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Creates('cadres/:id/cards', {
    ...{ summary: '发一张长辈卡 issue a card', roles: CLERK },
    ...{ body: IssueCardRequest, answer: IssuedCardAnswer },
  })
  issue(@By() caller: Caller, @Id() id: string, @Body() body: IssueCardRequest): Promise<IssuedCardAnswer> {
    return this.cards.issue(caller, id, body);
  }

  @Reads('cadres/:id/cards', {
    ...{ summary: '长辈卡 cards of a cadre', roles: ['bureau-clerk', 'liaison'], answer: CardsAnswer },
  })
  async list(@By() caller: Caller, @Id() id: string, @Req() request: FastifyRequest): Promise<CardsAnswer> {
    const items = await this.cards.list(caller, id);
    return { items, nextCursor: null, printsAt: this.hostOf(request) };
  }

  @Removes('cadres/:id/cards/:cardId', { summary: '收回长辈卡 revoke a card', roles: CLERK })
  revoke(@By() caller: Caller, @Id() id: string, @Id('cardId') cardId: string): Promise<void> {
    return this.cards.revoke(caller, id, cardId);
  }

  @Creates('cards', {
    ...{ summary: '批量发卡 issue cards to those who have none', roles: CLERK },
    ...{ body: IssueCardsRequest, answer: CardsAnswer },
  })
  issueMany(@By() caller: Caller, @Body() body: IssueCardsRequest): Promise<CardsAnswer> {
    return this.cards.issueMany(caller, body);
  }

  @Reads('cadres/:id/card.pdf', {
    ...{ summary: '打印长辈卡 the card for the fridge', roles: CLERK },
  })
  @ApiProduces(PDF)
  async print(
    @By() caller: Caller,
    @Id() id: string,
    @Query() { size = 'A5' }: PrintQuery,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const pdf = await this.prints.ofCadre(caller, id, size, this.publicUrl.of(request));
    return download(pdf, PDF, CARD);
  }

  @Reads('cards.pdf', {
    ...{ summary: '批量打印长辈卡 cards for many fridges', roles: CLERK },
    also: [404],
  })
  @ApiProduces(PDF)
  async printMany(
    @By() caller: Caller,
    @Query() { unitId, size = 'A5' }: PrintCardsQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    // Whoever is about to print two hundred is told first where their codes lead to.
    reply.header('Songbai-Prints-At', this.hostOf(request));
    const pdf = await this.prints.many(caller, unitId, size, this.publicUrl.of(request));
    return download(pdf, PDF, { ...CARD, of: 'all' });
  }

  private hostOf(request: FastifyRequest): string {
    return new URL(this.publicUrl.of(request)).host;
  }
}

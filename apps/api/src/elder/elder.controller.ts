import { Body, Controller, Get, Header, Param, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UUID } from '../http/fields';
import { Open } from '../http/open';
import { CardGuesses } from './card-guesses';
import { elderPage, NOTICES, type Notice, troublePage } from './elder.page';
import { ElderService } from './elder.service';
import { closedPage } from './elder-frame';
import { CHOICES, type Look } from './elder-look';
import { choiceWords } from './elder-order.page';
import { begun, type Fields, html, languageOf, lookOf, seeOther } from './elder-reply';
import { ElderRequestService } from './elder-request.service';
import { SCRIPT } from './elder-script';
import { familyPage } from './family.page';
import { LEVELS } from './family-words';
import { printPage } from './print.page';

/** The pages of a card, for people who have no login and never will: plain HTML, links and forms. */
@ApiExcludeController()
@UseInterceptors(CardGuesses)
@Controller('c')
export class ElderController {
  constructor(
    private readonly elder: ElderService,
    private readonly requests: ElderRequestService,
  ) {}

  /** A file, since the pages allow no script within them. */
  @Open()
  @Get('elder.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  script(): string {
    return SCRIPT;
  }

  @Open()
  @Get(':token')
  async page(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, query, request, reply);
    const at = new Date();
    const page = await this.elder.page(token, 'self', at);
    if (!page) return html(reply, 404, closedPage());
    const askAbout = typeof query.visit === 'string' ? query.visit : undefined;
    const shown = { notice: noticeOf(query), askAbout, begun: await this.begun(token, look, request, at) };
    return html(reply, 200, elderPage(page, look, shown));
  }

  @Open()
  @Get(':token/family')
  async family(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, { ...query, respondent: 'family' }, request, reply);
    const page = await this.elder.page(token, 'family', new Date());
    if (!page) return html(reply, 404, closedPage());
    return html(reply, 200, familyPage(page, look, languageOf(query, request, reply), noticeOf(query)));
  }

  @Open()
  @Get(':token/print')
  async print(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, query, request, reply);
    const at = new Date();
    const [page, help] = [await this.elder.page(token, 'self', at), await this.requests.help(token, at)];
    if (!page || !help) return html(reply, 404, closedPage());
    const number = typeof query.request === 'string' ? query.request : '';
    return html(reply, 200, printPage(page, help, look, await this.requests.made(help, number)));
  }

  @Open()
  @Post(':token/rate')
  async rate(
    @Param('token') token: string,
    @Body() body: Fields | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, { respondent: body?.respondent }, request, reply);
    const levels = look.respondent === 'family' ? LEVELS : CHOICES;
    const choice = levels.find(({ level }) => String(level) === body?.level);
    const visitId = body?.visitId;
    if (!choice || typeof visitId !== 'string' || !UUID.test(visitId)) {
      return this.trouble(reply, 400, token, look, '没有看懂，请再点一次。');
    }
    const rating = { visitId: visitId.toLowerCase(), level: choice.level, respondent: look.respondent };
    const done = await this.elder.rate(token, rating, { at: new Date(), requestId: request.id });
    return this.answer(reply, token, look, done, 'rated');
  }

  @Open()
  @Post(':token/call')
  async call(
    @Param('token') token: string,
    @Body() body: Fields | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, { respondent: body?.respondent }, request, reply);
    const done = await this.elder.askForCall(token, { at: new Date(), requestId: request.id });
    return this.answer(reply, token, look, done, 'call');
  }

  private async answer(
    reply: FastifyReply,
    token: string,
    look: Look,
    done: boolean | string,
    notice: Notice,
  ): Promise<void> {
    if (done === false) return html(reply, 404, closedPage());
    if (typeof done === 'string') return this.trouble(reply, 422, token, look, done);
    return seeOther(reply, `${look.path}${look.respondent === 'family' ? '/family' : ''}?done=${notice}`);
  }

  private async trouble(reply: FastifyReply, status: number, token: string, look: Look, words: string) {
    const help = await this.requests.help(token, new Date());
    return help ? html(reply, status, troublePage(look, help, words)) : html(reply, 404, closedPage());
  }

  /** What was chosen of an order and not sent, where it can still be had. */
  private async begun(token: string, look: Look, request: FastifyRequest, at: Date) {
    const chosen = begun(request);
    const help = chosen ? await this.requests.help(token, at) : undefined;
    const item = help?.menu.find(({ code }) => code === chosen?.item);
    if (!chosen || !help || !item) return undefined;
    const path = `${look.path}/order?item=${encodeURIComponent(item.code)}`;
    const day = help.days.find((each) => each === chosen.day);
    return day
      ? { words: choiceWords(item, day, help.today), path: `${path}&amp;day=${day}` }
      : { words: item.name, path };
  }
}

const noticeOf = ({ done }: Fields): Notice | undefined =>
  typeof done === 'string' && done in NOTICES ? (done as Notice) : undefined;

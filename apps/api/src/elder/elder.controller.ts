import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UUID } from '../http/fields';
import { Open } from '../http/open';
import { closedPage, elderPage, NOTICES, type Notice, troublePage } from './elder.page';
import { ElderService } from './elder.service';
import { CHOICES, isSize, type Look, type Size } from './elder-look';

/** The size of the text that the reader chose; it opens nothing, and no script needs it. */
const KEPT = /(?:^|;\s*)songbai_size=(\w+)/;
const keptSize = (size: Size): string =>
  `songbai_size=${size}; Path=/c; Max-Age=${365 * 86_400}; HttpOnly; SameSite=Lax`;

type Fields = Record<string, unknown>;

/** The page of a card, for people who have no login and never will: plain HTML, links and forms. */
@ApiExcludeController()
@Controller('c')
export class ElderController {
  constructor(private readonly elder: ElderService) {}

  @Open()
  @Get(':token')
  async page(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, query, request);
    if (isSize(query.size)) void reply.header('Set-Cookie', keptSize(query.size));
    const page = await this.elder.page(token, look.respondent, new Date());
    if (!page) return html(reply, 404, closedPage());
    const notice =
      typeof query.done === 'string' && query.done in NOTICES ? (query.done as Notice) : undefined;
    const visit = typeof query.visit === 'string' ? query.visit : undefined;
    return html(reply, 200, elderPage(page, look, notice, visit));
  }

  @Open()
  @Post(':token/rate')
  async rate(
    @Param('token') token: string,
    @Body() body: Fields | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, { as: body?.respondent }, request);
    const choice = CHOICES.find(({ level }) => String(level) === body?.level);
    const visitId = body?.visitId;
    if (!choice || typeof visitId !== 'string' || !UUID.test(visitId)) {
      return html(reply, 400, troublePage(look, '没有看懂，请再点一次。'));
    }
    const rating = { visitId: visitId.toLowerCase(), level: choice.level, respondent: look.respondent };
    const done = await this.elder.rate(token, rating, { at: new Date(), requestId: request.id });
    return answer(reply, look, done, 'rated');
  }

  @Open()
  @Post(':token/call')
  async call(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, {}, request);
    const done = await this.elder.askForCall(token, { at: new Date(), requestId: request.id });
    return answer(reply, look, done, 'call');
  }
}

function lookOf(token: string, { as, size }: Fields, { headers }: FastifyRequest): Look {
  const kept = KEPT.exec(headers.cookie ?? '')?.[1];
  return {
    path: `/c/${encodeURIComponent(token)}`,
    size: isSize(size) ? size : isSize(kept) ? kept : 'normal',
    respondent: as === 'family' ? 'family' : 'self',
  };
}

/** Back to the page by a new request, so that the browser's own "again" does not send the form twice. */
function answer(reply: FastifyReply, look: Look, done: boolean | string, notice: Notice): void {
  if (done === false) html(reply, 404, closedPage());
  else if (typeof done === 'string') html(reply, 422, troublePage(look, done));
  else void reply.redirect(`${look.path}?done=${notice}&as=${look.respondent}`, 303);
}

function html(reply: FastifyReply, status: number, page: string): void {
  void reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .send(page);
}

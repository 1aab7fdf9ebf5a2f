import { Body, Controller, Get, Param, Post, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { UUID } from '../http/fields';
import { Open } from '../http/open';
import { CardGuesses } from './card-guesses';
import { troublePage } from './elder.page';
import { closedPage } from './elder-frame';
import { ANY_DAY, checkPage, dayPage, donePage, menuPage } from './elder-order.page';
import { dropBegun, type Fields, html, keepBegun, lookOf, seeOther } from './elder-reply';
import { ElderRequestService, type MenuItem, type OrderHelp } from './elder-request.service';

/** Asking for a service with a card: one question a page, a check, and a number at the end. */
@ApiExcludeController()
@UseInterceptors(CardGuesses)
@Controller('c/:token/order')
export class ElderOrderController {
  constructor(private readonly requests: ElderRequestService) {}

  /** The first question that has no answer yet. */
  @Open()
  @Get()
  async question(
    @Param('token') token: string,
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, query, request, reply);
    const help = await this.requests.help(token, new Date());
    if (!help) return html(reply, 404, closedPage());
    const item = itemOf(help, query);
    if (!item) return html(reply, 200, menuPage(help, look, Number(query.page) || 1));
    const day = dayOf(help, query);
    keepBegun(reply, look, item.code, day === undefined ? '' : day);
    if (day === undefined) return html(reply, 200, dayPage(help, look, item, help.days));
    return html(reply, 200, checkPage(help, look, item, day === ANY_DAY ? undefined : day, uuid()));
  }

  @Open()
  @Post()
  async send(
    @Param('token') token: string,
    @Body() body: Fields | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, {}, request, reply);
    const visitor = { at: new Date(), requestId: request.id };
    const help = await this.requests.help(token, visitor.at);
    if (!help) return html(reply, 404, closedPage());
    const [item, day, key] = [itemOf(help, body ?? {}), dayOf(help, body ?? {}), body?.key];
    if (!item || day === undefined || typeof key !== 'string' || !UUID.test(key)) {
      return html(reply, 400, troublePage(look, help, '没有看懂，请再选一次。'));
    }
    const asked = { item, day: day === ANY_DAY ? undefined : day, key };
    const number = await this.requests.make(help, asked, visitor);
    if (number === undefined) {
      return html(reply, 422, troublePage(look, help, '今天已经登记了好几次。请打电话给我们。'));
    }
    dropBegun(reply, look);
    return seeOther(reply, `${look.path}/order/${encodeURIComponent(number)}`);
  }

  @Open()
  @Get(':number')
  async done(
    @Param('token') token: string,
    @Param('number') number: string,
    @Req() request: FastifyRequest,
    @Query() query: Fields,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const look = lookOf(token, query, request, reply);
    const help = await this.requests.help(token, new Date());
    if (!help) return html(reply, 404, closedPage());
    const made = await this.requests.made(help, number);
    if (!made) return html(reply, 404, troublePage(look, help, '没有找到这个编号。'));
    return html(reply, 200, donePage(help, look, made));
  }
}

const itemOf = ({ menu }: OrderHelp, { item }: Fields): MenuItem | undefined =>
  menu.find(({ code }) => code === item);

/** One of the days that are offered, or that it is to be settled on the telephone. */
const dayOf = ({ days }: OrderHelp, { day }: Fields): string | undefined =>
  day === ANY_DAY ? ANY_DAY : days.find((each) => each === day);

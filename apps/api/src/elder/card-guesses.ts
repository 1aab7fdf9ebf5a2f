import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { TriesService } from '../access/tries.service';
import { holderOf } from '../cards/card-store';
import { UnitOfWork } from '../db/unit-of-work';
import { waitPage } from './elder-frame';
import { html, keepKnown, knownMark } from './elder-reply';

/**
 * Whoever tries cards waits as whoever tries passwords from one address does. A device on which a card was opened
 * before is known by a mark and asks nothing of its address: a guesser in the next room keeps nobody from their page.
 */
@Injectable()
export class CardGuesses implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tries: TriesService,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { token?: string } }>>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { token } = request.params;
    if (token === undefined) return next.handle();
    const mark = this.tries.markOf(`card ${token}`);
    if (knownMark(request) === mark) return next.handle();
    const isCard = async () => (await holderOf(this.unitOfWork, token)) !== undefined;
    const tried = await this.tries.tried('card', request.ip, isCard);
    if ('waitSeconds' in tried) {
      html(reply.header('Retry-After', String(tried.waitSeconds)), 429, waitPage());
      return of(undefined);
    }
    if (tried.right) keepKnown(reply, token, mark);
    return next.handle();
  }
}

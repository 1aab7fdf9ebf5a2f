import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mergeMap, type Observable } from 'rxjs';
import { PERSON_FIELDS, PersonNames } from './person-names';

/** Of a command's answer, which is text already. Within a string every quote has a backslash, so only keys fit. */
const SAYS_WHO = new RegExp(`"(?:${PERSON_FIELDS.join('|')})":`);

/** Puts people's names beside their user names, in every answer. */
@Injectable()
export class NamesInterceptor implements NestInterceptor {
  constructor(private readonly names: PersonNames) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(mergeMap((answer) => this.told(answer)));
  }

  private async told(answer: unknown): Promise<unknown> {
    if (typeof answer !== 'string') return this.names.tell(answer);
    if (!answer.startsWith('{') || !SAYS_WHO.test(answer)) return answer;
    return JSON.stringify(await this.names.tell(JSON.parse(answer)));
  }
}

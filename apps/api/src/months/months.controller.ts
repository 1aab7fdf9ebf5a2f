import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { isMonth } from '@songbai/contracts';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role } from '../access/role';
import { download } from '../http/download';
import { invalid } from '../http/request.pipe';
import { Lists, Reads, Verb } from '../http/route';
import {
  CarryOverAnswer,
  CarryOverForeseenAnswer,
  CarryOverRequest,
  DropReopening,
  MonthAnswer,
  MonthListedAnswer,
  MonthQuery,
  MonthsQuery,
  ReopenRequest,
} from './months.dto';
import { MonthsService } from './months.service';
import { REOPENERS } from './reopening-store';
import { Reopenings } from './reopenings.service';

const READERS: readonly Role[] = [...BUREAU, ...ONLOOKERS];
const FINANCE: readonly Role[] = ['bureau-finance'];
const YEAR = { year: { example: '2026', pattern: '^\\d{4}$' } };
const MONTH = { month: { example: '2026-10', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' } };

/** What is no month cannot be read; a month in which nothing happened is there like any other. */
const checked = (name: 'month' | 'year', is: (text: string) => boolean) => ({
  transform: (value: unknown): string => {
    if (typeof value !== 'string' || !is(value)) throw invalid([{ path: name, rule: name }]);
    return value;
  },
});
const isUsable = (year: string): boolean => year >= '1900' && year < '2200';
const MonthOf = () =>
  Param(
    'month',
    checked('month', (text) => isMonth(text) && isUsable(text)),
  );
const YearOf = () =>
  Param(
    'year',
    checked('year', (text) => /^\d{4}$/.test(text) && isUsable(text)),
  );

@ApiTags('months')
@Controller()
export class MonthsController {
  constructor(
    private readonly months: MonthsService,
    private readonly reopenings: Reopenings,
  ) {}

  @Lists('months', {
    ...{ summary: '账期 months of the books', roles: READERS, answer: MonthListedAnswer },
    also: [404],
  })
  list(@By() caller: Caller, @Query() query: MonthsQuery) {
    return this.reopenings.list(caller, query);
  }

  @Reads('months/:month', {
    ...{ summary: '账期：待办、障碍、合计 a month: tasks, blockers, totals', roles: READERS },
    ...{ answer: MonthAnswer, params: MONTH },
  })
  read(
    @By() caller: Caller,
    @MonthOf() month: string,
    @Query() { bureauId }: MonthQuery,
  ): Promise<MonthAnswer> {
    return this.months.read(caller, month, bureauId);
  }

  @Reads('months/:month/journal.hledger', {
    ...{ summary: '分录，hledger 格式 the postings, in the hledger format', roles: READERS, params: MONTH },
  })
  @ApiProduces('text/plain')
  async journal(
    @By() caller: Caller,
    @MonthOf() month: string,
    @Query() { bureauId }: MonthQuery,
  ): Promise<StreamableFile> {
    const text = await this.months.journal(caller, month, bureauId);
    const name = { zh: '分录', ascii: 'journal', of: month, ending: 'hledger' };
    return download(text, 'text/plain; charset=utf-8', name);
  }

  @Verb('months/:month/close', {
    ...{ summary: '结账 close the month', roles: FINANCE, key: 'required' },
    ...{ answer: MonthAnswer, params: MONTH },
    also: [423],
  })
  close(@By() caller: Caller, @MonthOf() month: string): Promise<MonthAnswer> {
    return this.months.close(caller, month);
  }

  @Verb('months/:month/reopen', {
    ...{ summary: '重新开启（两人）reopen: one asks, another agrees', key: 'required' },
    ...{ roles: REOPENERS, body: ReopenRequest, answer: MonthAnswer, params: MONTH },
    also: [423],
  })
  reopen(@By() caller: Caller, @MonthOf() month: string, @Body() body: ReopenRequest): Promise<MonthAnswer> {
    return this.reopenings.reopen(caller, month, body);
  }

  @Verb('months/:month/reopen/drop', {
    ...{ summary: '撤回申请，或不同意 take the request to reopen back, or refuse it', key: 'required' },
    ...{ roles: REOPENERS, body: DropReopening, answer: MonthAnswer, params: MONTH },
  })
  dropReopening(
    @By() caller: Caller,
    @MonthOf() month: string,
    @Body() body: DropReopening,
  ): Promise<MonthAnswer> {
    return this.reopenings.drop(caller, month, body);
  }

  @Reads('years/:year/carry-over', {
    ...{ summary: '年度结转试算 what carrying the year over would do', roles: FINANCE, params: YEAR },
    answer: CarryOverForeseenAnswer,
  })
  foreseeCarryOver(@By() caller: Caller, @YearOf() year: string): Promise<CarryOverForeseenAnswer> {
    return this.months.foreseeCarryOver(caller, year);
  }

  @Verb('years/:year/carry-over', {
    ...{ summary: '年度结转 carry the year over', roles: FINANCE, key: 'required', answer: CarryOverAnswer },
    ...{ params: YEAR, body: CarryOverRequest, bodyOptional: true },
    also: [404, 423],
  })
  carryOver(
    @By() caller: Caller,
    @YearOf() year: string,
    @Body() { seen }: CarryOverRequest,
  ): Promise<CarryOverAnswer> {
    return this.months.carryOver(caller, year, seen ?? undefined);
  }
}

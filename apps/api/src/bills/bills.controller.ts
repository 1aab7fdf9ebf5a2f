import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role, STAFF } from '../access/role';
import { download } from '../http/download';
import { Creates, Id, Lists, Reads, Verb } from '../http/route';
import { AdjustmentsService } from './adjustments.service';
import { BillAnswer } from './bill-answer.dto';
import { BillFilingService } from './bill-filing.service';
import { CONFIRMERS, PROVIDER } from './bill-queue-store';
import { BillReadsService } from './bill-reads.service';
import { BillReviewsService } from './bill-reviews.service';
import { BillVerbsService } from './bill-verbs.service';
import {
  AnswerToAppeal,
  Appeal,
  BillQuery,
  ConfirmOnBehalf,
  NewAdjustment,
  NewBill,
  NewInvoice,
  OnBehalf,
  Reason,
  UnbilledAnswer,
} from './bills.dto';
import { NewReview, ReviewsAnswer } from './reviews.dto';

const FINANCE: readonly Role[] = ['bureau-finance'];
const READERS: readonly Role[] = [...BUREAU, ...ONLOOKERS, 'provider-manager'];
const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('bills')
@Controller('bills')
export class BillsController {
  constructor(
    private readonly reads: BillReadsService,
    private readonly filing: BillFilingService,
    private readonly verbs: BillVerbsService,
    private readonly adjustments: AdjustmentsService,
    private readonly reviews: BillReviewsService,
  ) {}

  @Lists('', { summary: '账单 bills', roles: STAFF, answer: BillAnswer })
  list(@By() caller: Caller, @Query() query: BillQuery) {
    return this.reads.list(caller, query);
  }

  @Reads('unbilled', {
    ...{ summary: '未入账的服务，按合同和月份 what waits for a bill, by contract and month' },
    ...{ roles: PROVIDER, answer: UnbilledAnswer },
  })
  unbilled(@By() caller: Caller): Promise<UnbilledAnswer> {
    return this.reads.unbilled(caller);
  }

  @Reads(':id', { summary: '一张账单 one bill', roles: STAFF, answer: BillAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.reads.one(caller, id);
  }

  @Reads(':id/foreseen', { summary: '试算 as the rules foresee it', roles: READERS, answer: BillAnswer })
  foreseen(@By() caller: Caller, @Id() id: string) {
    return this.reads.foreseen(caller, id);
  }

  @Reads(':id/reviews', {
    ...{ summary: '差异处理情况 what finance said of single lines' },
    ...{ roles: [...BUREAU, ...ONLOOKERS], answer: ReviewsAnswer },
  })
  reviewed(@By() caller: Caller, @Id() id: string) {
    return this.reviews.list(caller, id);
  }

  @Verb(':id/reviews', {
    ...{ summary: '处理差异 decide on single lines, or on many by one rule', roles: FINANCE },
    ...{ body: NewReview, answer: ReviewsAnswer },
  })
  review(@By() caller: Caller, @Id() id: string, @Body() body: NewReview) {
    return this.reviews.review(caller, id, body);
  }

  @Creates('', { summary: '编制账单 draft or file a bill', ...make(), key: 'required', also: [404, 423] })
  create(@By() caller: Caller, @Body() body: NewBill) {
    return this.filing.create(caller, body);
  }

  @Verb('preview', { summary: '预览账单 what a bill would come to', ...make(), also: [404] })
  preview(@By() caller: Caller, @Body() body: NewBill) {
    return this.filing.preview(caller, body);
  }

  @Verb(':id/submit', { summary: '提交 submit', roles: PROVIDER, body: OnBehalf, answer: BillAnswer })
  submit(@By() caller: Caller, @Id() id: string, @Body() body: OnBehalf) {
    return this.verbs.submit(caller, id, body);
  }

  @Verb(':id/withdraw', { summary: '撤回 withdraw', roles: PROVIDER, body: OnBehalf, answer: BillAnswer })
  withdraw(@By() caller: Caller, @Id() id: string, @Body() body: OnBehalf) {
    return this.verbs.withdraw(caller, id, body);
  }

  @Verb(':id/confirm', {
    summary: '确认核定金额 confirm',
    roles: CONFIRMERS,
    body: ConfirmOnBehalf,
    answer: BillAnswer,
  })
  confirm(@By() caller: Caller, @Id() id: string, @Body() body: ConfirmOnBehalf) {
    return this.verbs.confirm(caller, id, body);
  }

  @Verb(':id/appeal', {
    summary: '对一行申诉 appeal a line',
    roles: PROVIDER,
    body: Appeal,
    answer: BillAnswer,
  })
  appeal(@By() caller: Caller, @Id() id: string, @Body() body: Appeal) {
    return this.verbs.appeal(caller, id, body);
  }

  @Verb(':id/invoice', {
    ...{ summary: '登记发票 enter the tax invoice', roles: PROVIDER, key: 'required' },
    ...{ body: NewInvoice, answer: BillAnswer },
  })
  invoice(@By() caller: Caller, @Id() id: string, @Body() body: NewInvoice) {
    return this.verbs.invoice(caller, id, body);
  }

  @Verb(':id/adjudicate', {
    summary: '核定 adjudicate',
    roles: FINANCE,
    answer: BillAnswer,
    key: 'required',
    also: [423],
  })
  adjudicate(@By() caller: Caller, @Id() id: string) {
    return this.verbs.adjudicate(caller, id);
  }

  @Verb(':id/answer', {
    ...{ summary: '答复申诉 answer an appeal', roles: FINANCE },
    ...{ body: AnswerToAppeal, answer: BillAnswer },
  })
  answer(@By() caller: Caller, @Id() id: string, @Body() body: AnswerToAppeal) {
    return this.verbs.answer(caller, id, body);
  }

  @Verb(':id/adjustments', {
    ...{ summary: '扣减、补付、追回 adjust', roles: FINANCE, key: 'required' },
    ...{ body: NewAdjustment, answer: BillAnswer },
    also: [423],
  })
  adjust(@By() caller: Caller, @Id() id: string, @Body() body: NewAdjustment) {
    return this.adjustments.adjust(caller, id, body);
  }

  @Verb(':id/return', {
    ...{ summary: '退回 return', roles: ['bureau-finance', 'bureau-approver'] },
    ...{ body: Reason, answer: BillAnswer },
  })
  return(@By() caller: Caller, @Id() id: string, @Body() body: Reason) {
    return this.verbs.return(caller, id, body);
  }

  @Verb(':id/approve', {
    summary: '审批 approve',
    roles: ['bureau-approver'],
    answer: BillAnswer,
    key: 'required',
  })
  approve(@By() caller: Caller, @Id() id: string) {
    return this.verbs.approve(caller, id);
  }

  @Reads(':id/statement.pdf', { summary: '对账单 statement', roles: READERS, also: [409] })
  @ApiProduces(PDF)
  async statement(@By() caller: Caller, @Id() id: string): Promise<StreamableFile> {
    const { content, number } = await this.reads.statement(caller, id);
    return download(content, PDF, { zh: '对账单', ascii: 'statement', of: number, ending: 'pdf' });
  }

  @Reads(':id/differences.xlsx', { summary: '差异表 differences', roles: READERS, also: [409] })
  @ApiProduces(XLSX)
  async differences(@By() caller: Caller, @Id() id: string): Promise<StreamableFile> {
    const { content, number } = await this.reads.differences(caller, id);
    return download(content, XLSX, { zh: '差异', ascii: 'differences', of: number, ending: 'xlsx' });
  }
}

function make() {
  return { roles: PROVIDER, body: NewBill, answer: BillAnswer };
}

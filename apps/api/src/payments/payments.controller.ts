import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, type Role, UNIT } from '../access/role';
import { download } from '../http/download';
import { Creates, Id, Lists, Reads, Verb } from '../http/route';
import { ApplicationsService } from './applications.service';
import { FailureReason, NewPayment, PaymentAnswer, PaymentProof, PaymentQuery } from './payments.dto';
import { PaymentsService } from './payments.service';

const READERS: readonly Role[] = [...BUREAU, ...UNIT, ...ONLOOKERS];
const FINANCE: readonly Role[] = ['bureau-finance'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@ApiTags('payments')
@Controller('payments')
export class PaymentsController {
  constructor(
    private readonly payments: PaymentsService,
    private readonly applications: ApplicationsService,
  ) {}

  @Lists('', { summary: '支付 payments', roles: READERS, answer: PaymentAnswer })
  list(@By() caller: Caller, @Query() query: PaymentQuery) {
    return this.payments.list(caller, query);
  }

  @Reads(':id', { summary: '一笔支付 one payment', roles: READERS, answer: PaymentAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.payments.one(caller, id);
  }

  @Creates('', {
    ...{ summary: '编制支付 prepare a payment', roles: FINANCE, key: 'required' },
    ...{ body: NewPayment, answer: PaymentAnswer },
    also: [404],
  })
  prepare(@By() caller: Caller, @Body() body: NewPayment) {
    return this.payments.prepare(caller, body);
  }

  @Verb(':id/release', {
    ...{ summary: '放行 release', roles: ['bureau-approver', 'bureau-finance'], key: 'required' },
    answer: PaymentAnswer,
    also: [423],
  })
  release(@By() caller: Caller, @Id() id: string) {
    return this.payments.release(caller, id);
  }

  @Verb(':id/confirm', {
    ...{ summary: '确认到账 confirm', roles: FINANCE, key: 'required' },
    ...{ body: PaymentProof, answer: PaymentAnswer },
    also: [423],
  })
  confirm(@By() caller: Caller, @Id() id: string, @Body() body: PaymentProof) {
    return this.payments.confirm(caller, id, body);
  }

  @Verb(':id/fail', {
    ...{ summary: '支付失败 record a failure', roles: FINANCE, key: 'required' },
    ...{ body: FailureReason, answer: PaymentAnswer },
    also: [423],
  })
  fail(@By() caller: Caller, @Id() id: string, @Body() body: FailureReason) {
    return this.payments.fail(caller, id, body);
  }

  @Reads(':id/application.xlsx', { summary: '支付申请 application', roles: FINANCE })
  @ApiProduces(XLSX)
  async application(@By() caller: Caller, @Id() id: string): Promise<StreamableFile> {
    const { content, number } = await this.applications.application(caller, id);
    return download(content, XLSX, { zh: '支付申请', ascii: 'application', of: number, ending: 'xlsx' });
  }
}

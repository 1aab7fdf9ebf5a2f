import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { type Role, STAFF } from '../access/role';
import type { Page } from '../http/page';
import { Creates, Id, Lists, Reads, Verb } from '../http/route';
import { OrderApprovals } from './order-approvals.service';
import { OrderDesk } from './order-desk.service';
import { ORDERERS } from './order-queue-store';
import { OrderReader } from './order-reader.service';
import { OrderVerbs } from './order-verbs.service';
import {
  ApproveOrder,
  NewOrder,
  OrderAnswer,
  OrderPreviewAnswer,
  OrderReason,
  OrdersQuery,
} from './orders.dto';

const APPROVERS: readonly Role[] = ['bureau-approver', 'unit-finance'];
/** An approver asks what would become of an order today, before saying yes to it. */
const ASKERS: readonly Role[] = [...ORDERERS, 'bureau-approver'];

@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly reader: OrderReader,
    private readonly desk: OrderDesk,
    private readonly approvals: OrderApprovals,
    private readonly verbs: OrderVerbs,
  ) {}

  @Lists('', { summary: '订单 orders', roles: STAFF, answer: OrderAnswer })
  list(@By() caller: Caller, @Query() query: OrdersQuery): Promise<Page<OrderAnswer>> {
    return this.reader.list(caller, query);
  }

  @Reads(':id', { summary: '一张订单 one order', roles: STAFF, answer: OrderAnswer })
  one(@By() caller: Caller, @Id() id: string): Promise<OrderAnswer> {
    return this.reader.one(caller, id);
  }

  @Creates('', {
    ...{ summary: '下单 ask for an order', roles: ORDERERS, body: NewOrder, answer: OrderAnswer },
    key: 'required',
    also: [423],
  })
  request(@By() caller: Caller, @Body() body: NewOrder): Promise<OrderAnswer> {
    return this.desk.request(caller, body);
  }

  @Verb('preview', {
    ...{ summary: '试算，不保存 what would become of it; stores nothing', roles: ASKERS },
    ...{ body: NewOrder, answer: OrderPreviewAnswer },
    also: [423],
  })
  preview(@By() caller: Caller, @Body() body: NewOrder): Promise<OrderPreviewAnswer> {
    return this.desk.preview(caller, body);
  }

  @Verb(':id/approve', {
    ...{
      summary: '审批；最后一方审批后占用经费 approve; the last approval reserves the funds',
      roles: APPROVERS,
    },
    ...{ body: ApproveOrder, answer: OrderAnswer, key: 'required', proof: 'within' },
    also: [423],
  })
  approve(@By() caller: Caller, @Id() id: string, @Body() body: ApproveOrder): Promise<OrderAnswer> {
    return this.approvals.approve(caller, id, body);
  }

  @Verb(':id/refuse', { summary: '不批准 refuse', roles: APPROVERS, body: OrderReason, answer: OrderAnswer })
  refuse(@By() caller: Caller, @Id() id: string, @Body() { reason }: OrderReason): Promise<OrderAnswer> {
    return this.verbs.refuse(caller, id, reason);
  }

  @Verb(':id/cancel', {
    ...{ summary: '取消，释放未用部分 cancel; what no visit used is released', key: 'required' },
    ...{ roles: ['bureau-clerk', 'provider-manager'], body: OrderReason, answer: OrderAnswer },
    also: [423],
  })
  cancel(@By() caller: Caller, @Id() id: string, @Body() { reason }: OrderReason): Promise<OrderAnswer> {
    return this.verbs.end(caller, id, 'cancel', reason);
  }

  @Verb(':id/accept', { summary: '接单 accept', roles: ['provider-manager'], answer: OrderAnswer })
  accept(@By() caller: Caller, @Id() id: string): Promise<OrderAnswer> {
    return this.verbs.accept(caller, id);
  }

  @Verb(':id/decline', {
    ...{ summary: '谢绝，释放经费 decline; the funds are released', roles: ['provider-manager'] },
    ...{ body: OrderReason, answer: OrderAnswer },
    also: [423],
  })
  decline(@By() caller: Caller, @Id() id: string, @Body() { reason }: OrderReason): Promise<OrderAnswer> {
    return this.verbs.end(caller, id, 'decline', reason);
  }
}

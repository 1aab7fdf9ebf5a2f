import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { BUREAU, type Role, STAFF } from '../access/role';
import { Changes, Creates, Id, Lists, Reads, Verb } from '../http/route';
import { AmendmentsService } from './amendments.service';
import {
  AmendmentCheckAnswer,
  ContractAnswer,
  ContractChange,
  ContractQuery,
  NewAmendment,
  NewContract,
  ReasonRequest,
} from './contracts.dto';
import { ContractsService } from './contracts.service';

const CLERK: Role[] = ['bureau-clerk'];
const APPROVER: Role[] = ['bureau-approver'];

@ApiTags('contracts')
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly amendments: AmendmentsService,
  ) {}

  @Lists('', { summary: '合同 contracts', roles: STAFF, answer: ContractAnswer })
  list(@By() caller: Caller, @Query() query: ContractQuery) {
    return this.contracts.list(caller, query);
  }

  @Reads(':id', { summary: '合同 one contract', roles: STAFF, answer: ContractAnswer })
  one(@By() caller: Caller, @Id() id: string) {
    return this.contracts.one(caller, id);
  }

  @Creates('', {
    ...{ summary: '起草合同 draft a contract', roles: CLERK, body: NewContract },
    ...{ answer: ContractAnswer, key: 'required' },
  })
  create(@By() caller: Caller, @Body() body: NewContract) {
    return this.contracts.create(caller, body);
  }

  @Changes(':id', {
    summary: '修改草稿 revise a draft',
    roles: CLERK,
    body: ContractChange,
    answer: ContractAnswer,
  })
  revise(@By() caller: Caller, @Id() id: string, @Body() body: ContractChange) {
    return this.contracts.revise(caller, id, body);
  }

  @Verb(':id/submit', { summary: '提交审批 submit', roles: CLERK, answer: ContractAnswer })
  submit(@By() caller: Caller, @Id() id: string) {
    return this.contracts.step(caller, id, 'submit');
  }

  @Verb(':id/approve', { summary: '批准 approve', roles: APPROVER, answer: ContractAnswer, also: [423] })
  approve(@By() caller: Caller, @Id() id: string) {
    return this.contracts.step(caller, id, 'approve');
  }

  @Verb(':id/return', {
    summary: '退回 return',
    roles: APPROVER,
    body: ReasonRequest,
    answer: ContractAnswer,
  })
  return(@By() caller: Caller, @Id() id: string, @Body() { reason }: ReasonRequest) {
    return this.contracts.step(caller, id, 'return', reason);
  }

  @Verb(':id/suspend', {
    summary: '中止 suspend',
    roles: APPROVER,
    body: ReasonRequest,
    answer: ContractAnswer,
    also: [423],
  })
  suspend(@By() caller: Caller, @Id() id: string, @Body() { reason }: ReasonRequest) {
    return this.contracts.step(caller, id, 'suspend', reason);
  }

  @Verb(':id/resume', {
    summary: '恢复 resume',
    roles: APPROVER,
    body: ReasonRequest,
    answer: ContractAnswer,
    also: [423],
  })
  resume(@By() caller: Caller, @Id() id: string, @Body() { reason }: ReasonRequest) {
    return this.contracts.step(caller, id, 'resume', reason);
  }

  @Verb(':id/terminate', {
    summary: '终止 terminate',
    roles: APPROVER,
    body: ReasonRequest,
    answer: ContractAnswer,
    also: [423],
  })
  terminate(@By() caller: Caller, @Id() id: string, @Body() { reason }: ReasonRequest) {
    return this.contracts.step(caller, id, 'terminate', reason);
  }

  @Creates(':id/amendments', {
    ...{ summary: '提出变更 propose an amendment', roles: [...CLERK, ...APPROVER], body: NewAmendment },
    ...{ answer: ContractAnswer, key: 'required' },
  })
  amend(@By() caller: Caller, @Id() id: string, @Body() body: NewAmendment) {
    return this.amendments.propose(caller, id, body);
  }

  @Reads(':id/amendments/:amendmentId/check', {
    summary: '变更现在能否批准 what would refuse an amendment now',
    roles: BUREAU,
    answer: AmendmentCheckAnswer,
    also: [409],
  })
  checkAmendment(@By() caller: Caller, @Id() id: string, @Id('amendmentId') amendmentId: string) {
    return this.amendments.check(caller, id, amendmentId);
  }

  @Verb(':id/amendments/:amendmentId/approve', {
    ...{ summary: '批准变更 approve an amendment', roles: APPROVER, answer: ContractAnswer },
    also: [423],
  })
  approveAmendment(@By() caller: Caller, @Id() id: string, @Id('amendmentId') amendmentId: string) {
    return this.amendments.decide(caller, id, amendmentId, 'approve', null);
  }

  @Verb(':id/amendments/:amendmentId/refuse', {
    ...{ summary: '不批准变更 refuse an amendment', roles: APPROVER },
    ...{ body: ReasonRequest, answer: ContractAnswer },
  })
  refuseAmendment(
    @By() caller: Caller,
    @Id() id: string,
    @Id('amendmentId') amendmentId: string,
    @Body() { reason }: ReasonRequest,
  ) {
    return this.amendments.decide(caller, id, amendmentId, 'refuse', reason ?? null);
  }
}

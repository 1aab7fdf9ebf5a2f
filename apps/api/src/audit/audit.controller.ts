import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { type Page, PageQuery } from '../http/page';
import { Id, Lists, Reads } from '../http/route';
import { AuditEntryAnswer, AuditHeadAnswer, AuditProofAnswer, AuditQuery } from './audit.dto';
import { AuditService } from './audit.service';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly log: AuditService) {}

  @Lists('', {
    ...{ summary: '审计日志 what everybody did', roles: ['auditor'] },
    ...{ answer: AuditEntryAnswer },
  })
  list(@By() caller: Caller, @Query() query: AuditQuery): Promise<Page<AuditEntryAnswer>> {
    return this.log.list(caller, query);
  }

  @Reads('head', {
    summary: '日志末尾的哈希 the end of the chain',
    roles: ['auditor'],
    answer: AuditHeadAnswer,
  })
  head(@By() caller: Caller): Promise<AuditHeadAnswer> {
    return this.log.head(caller);
  }

  @Reads('proof/:id', {
    ...{ summary: '证明一条记录未被改动 proof of one entry', roles: ['auditor'] },
    ...{ answer: AuditProofAnswer },
  })
  proof(@By() caller: Caller, @Id() id: string, @Query() query: PageQuery): Promise<AuditProofAnswer> {
    return this.log.proof(caller, id, query);
  }
}

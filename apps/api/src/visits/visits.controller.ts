import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By, type Caller } from '../access/caller';
import { type Role, STAFF } from '../access/role';
import type { Tx } from '../db/unit-of-work';
import type { Page } from '../http/page';
import { Creates, Id, Lists, Reads, Verb } from '../http/route';
import { PersonalDataVault } from '../personal-data/vault';
import { AddedProofs } from './added-proofs.service';
import { SyncAnswer, VisitAnswer } from './visit-answer.dto';
import { VisitDesk } from './visit-desk.service';
import { VisitJudging } from './visit-judging.service';
import { RESOLVERS } from './visit-queue-store';
import { VisitReads } from './visit-reads.service';
import { VisitResolutions } from './visit-resolutions.service';
import { VisitSyncService } from './visit-sync.service';
import { readVisitAnswer } from './visit-views';
import {
  NewVisit,
  ProofToAdd,
  VisitEnd,
  VisitQuery,
  VisitReason,
  VisitResolve,
  VisitSync,
} from './visits.dto';

const SEERS: readonly Role[] = [...STAFF, 'family'];
/** A worker who found nobody at home, or was sent away, says so of a visit of their own. */
const DROPPERS: readonly Role[] = ['provider-manager', 'bureau-clerk', 'care-worker'];
const RESOLVING =
  'confirm：已查清，此原因不再影响；最后一条查清，记录即计入。reject：问题属实，记录不予认定、不付款。' +
  '每条原因只认定一次，下单人、录入人和决定不等照片的人不能认定（V19）。 confirm clears the reason, and with the last one the visit ' +
  'counts; reject lets it stand for good, and nothing is paid. Each reason once, and by nobody who ordered or ' +
  'entered the visit or gave up its photos (V19).';
const ADDING =
  '仅限待核实、还没有人认定的记录。原有凭证不变，补交的另列并写明何人何时补交；可补多次，不能撤回。 ' +
  'While the visit is held and nobody has decided. The first proof stays as it was; what is ' +
  'added is shown beside it, with who and when. As often as needed, and never taken back.';
const ENTERERS: readonly Role[] = ['care-worker', 'provider-manager', 'bureau-clerk'];

/** Visits: planned, made, judged, and looked into. */
@ApiTags('visits')
@Controller('visits')
export class VisitsController {
  constructor(
    private readonly reads: VisitReads,
    private readonly desk: VisitDesk,
    private readonly judging: VisitJudging,
    private readonly syncs: VisitSyncService,
    private readonly resolutions: VisitResolutions,
    private readonly proofs: AddedProofs,
    private readonly vault: PersonalDataVault,
  ) {}

  @Lists('', { summary: '服务记录 visits', roles: SEERS, answer: VisitAnswer })
  list(@By() caller: Caller, @Query() query: VisitQuery): Promise<Page<VisitAnswer>> {
    return this.reads.list(caller, query);
  }

  @Reads(':id', { summary: '一条服务记录 one visit', roles: SEERS, answer: VisitAnswer })
  one(@By() caller: Caller, @Id() id: string): Promise<VisitAnswer> {
    return this.reads.one(caller, id);
  }

  @Creates('', {
    ...{ summary: '签到，或代录 begin a visit, or enter one', roles: ENTERERS, body: NewVisit },
    ...{ answer: VisitAnswer, key: 'required' },
    also: [404],
  })
  start(@By() caller: Caller, @Body() body: NewVisit): Promise<VisitAnswer> {
    const id = body.id.toLowerCase();
    return this.desk.start(caller, { ...body, id }, this.answer(caller, id));
  }

  @Creates('sync', {
    ...{
      summary: '离线记录同步 sync whole visits',
      roles: ['care-worker', 'provider-manager'],
      body: VisitSync,
    },
    ...{ answer: SyncAnswer, key: 'required', status: 200 },
  })
  sync(@By() caller: Caller, @Body() body: VisitSync): Promise<SyncAnswer> {
    return this.syncs.sync(caller, body);
  }

  @Verb(':id/finish', {
    ...{ summary: '签退并认定 finish: the decision at once', roles: ENTERERS, body: VisitEnd },
    proof: 'within',
    ...{ answer: VisitAnswer, key: 'required' },
  })
  finish(@By() caller: Caller, @Id() id: string, @Body() body: VisitEnd): Promise<VisitAnswer> {
    return this.desk.finish(caller, id, body);
  }

  @Verb(':id/add-proof', {
    ...{
      summary: '为待核实的服务补交凭证 add proof to a held visit',
      roles: ['provider-manager', 'care-worker'],
    },
    ...{ body: ProofToAdd, answer: VisitAnswer, explained: ADDING },
  })
  addProof(@By() caller: Caller, @Id() id: string, @Body() body: ProofToAdd): Promise<VisitAnswer> {
    return this.proofs.add(caller, id, body, this.answer(caller, id));
  }

  @Verb(':id/resolve', {
    ...{ summary: '认定待核实的原因 clear or confirm a hold', roles: RESOLVERS },
    ...{ body: VisitResolve, answer: VisitAnswer, explained: RESOLVING },
  })
  resolve(@By() caller: Caller, @Id() id: string, @Body() body: VisitResolve): Promise<VisitAnswer> {
    return this.resolutions.resolve(caller, id, body, this.answer(caller, id));
  }

  @Verb(':id/cancel', {
    ...{ summary: '取消未完成的服务 take back a visit', roles: DROPPERS },
    ...{ body: VisitReason, answer: VisitAnswer },
  })
  cancel(@By() caller: Caller, @Id() id: string, @Body() { reason }: VisitReason): Promise<VisitAnswer> {
    return this.judging.drop(caller, id, 'cancel', reason, this.answer(caller, id));
  }

  @Verb(':id/judge', {
    ...{ summary: '不等缺少的照片，直接认定（V07） judge without the missing photos' },
    ...{ roles: ['provider-manager', 'bureau-clerk'], body: VisitReason, answer: VisitAnswer },
  })
  judge(@By() caller: Caller, @Id() id: string, @Body() { reason }: VisitReason): Promise<VisitAnswer> {
    return this.judging.judgeAnyway(caller, id, reason, this.answer(caller, id));
  }

  @Verb(':id/skip', {
    ...{ summary: '记为未服务 a planned visit did not happen' },
    ...{ roles: [...DROPPERS, 'liaison'], body: VisitReason, answer: VisitAnswer },
  })
  skip(@By() caller: Caller, @Id() id: string, @Body() { reason }: VisitReason): Promise<VisitAnswer> {
    return this.judging.drop(caller, id, 'skip', reason, this.answer(caller, id));
  }

  /** The visit as it is when a command is done, read within its transaction. */
  private answer(caller: Caller, id: string): (tx: Tx) => Promise<VisitAnswer> {
    return (tx) => readVisitAnswer(tx, id, caller, this.vault);
  }
}

import { Injectable } from '@nestjs/common';
import { type CallReason, type CallStatus, callMachine, DomainError } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { equal, type Listing, type Page, pageOf } from '../http/page';
import type { CallAnswer, CallsQuery } from './calls.dto';

const LISTING: Listing = {
  select: `call.id, call.cadre_id, cadre.name as cadre_name, call.reason, call.rating_id, call.status, call.asked_at,
    call.answered_by, call.answered_at, call.note, call.told`,
  from: `call_request call
    join cadre on cadre.bureau_id = call.bureau_id and cadre.id = call.cadre_id`,
  key: 'call.asked_at',
  keyType: 'timestamptz',
  id: 'call.id',
};

/** The calls that are owed to cadres: they asked for one, or they were not content. */
@Injectable()
export class CallsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
  ) {}

  list({ actor }: Caller, { status, cadreId, ...page }: CallsQuery): Promise<Page<CallAnswer>> {
    const where = [equal('call.status', status), equal('call.cadre_id', cadreId)];
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, { ...LISTING, where }, page, answerOf));
  }

  /** Within the command of somebody else. Who is waiting already goes on waiting: asking twice is asking once. */
  async ask(tx: Tx, caller: Caller, { cadreId, reason, ratingId, told = null }: Asked): Promise<void> {
    const id = uuid();
    const added = await tx.execute(
      `insert into call_request as call (bureau_id, id, cadre_id, rating_id, reason, status, asked_at, told)
       values ($1, $2, $3, $4, $5, 'open', $6, $7)
       on conflict (bureau_id, cadre_id, reason) where status = 'open'
         do update set told = call.told || E'\\n' || excluded.told where excluded.told is not null`,
      [tx.actor.bureauId, id, cadreId, ratingId, reason, caller.at.toISOString(), told],
    );
    if (added > 0) audit(tx, caller, { verb: 'call.ask', subject: 'call_request', id, after: { reason } });
  }

  /** A worker met with an emergency on a visit of theirs, and has rung for help already: somebody is to ring back. */
  report(caller: Caller, visitId: string, told: string): Promise<CallAnswer> {
    return this.commands.on(caller, 'visit', visitId, async (tx) => {
      const [visit] = await tx.query<{ cadre_id: string }>('select cadre_id from visit where id = $1', [
        visitId,
      ]);
      const cadreId = visit?.cadre_id ?? '';
      await this.ask(tx, caller, { cadreId, reason: 'emergency', ratingId: null, told });
      audit(tx, caller, { verb: 'visit.emergency', subject: 'visit', id: visitId });
      const [open] = await tx.query<{ id: string }>(
        `select id from call_request where cadre_id = $1 and reason = 'emergency' and status = 'open'`,
        [cadreId],
      );
      return readCall(tx, open?.id ?? '');
    });
  }

  /** Somebody rang. */
  answer(caller: Caller, id: string, verb: 'reach' | 'miss', note: string | null): Promise<CallAnswer> {
    return this.commands.on(caller, 'call_request', id, async (tx) => {
      const { status: from } = await readCall(tx, id);
      const to = callMachine.next(from, verb) as CallStatus;
      await tx.execute(
        'update call_request set status = $2, answered_by = $3, answered_at = $4, note = $5 where id = $1',
        [id, to, caller.person.id, caller.at.toISOString(), note],
      );
      audit(tx, caller, {
        verb: `call.${verb}`,
        subject: 'call_request',
        id,
        before: { status: from },
        after: { status: to },
      });
      return readCall(tx, id);
    });
  }
}

interface Asked {
  cadreId: string;
  reason: CallReason;
  ratingId: string | null;
  told?: string | null;
}

async function readCall(tx: Tx, id: string): Promise<CallAnswer> {
  const { items } = await pageOf(tx, { ...LISTING, where: [['call.id = ?', id]] }, {}, answerOf);
  const [call] = items;
  if (!call) throw new DomainError('not-found');
  return call;
}

function answerOf(c: Record<string, unknown>): CallAnswer {
  return {
    id: String(c.id),
    cadreId: String(c.cadre_id),
    cadreName: String(c.cadre_name),
    reason: c.reason as CallReason,
    ratingId: c.rating_id as string | null,
    status: c.status as CallStatus,
    askedAt: (c.asked_at as Date).toISOString(),
    answeredBy: c.answered_by as string | null,
    answeredAt: (c.answered_at as Date | null)?.toISOString() ?? null,
    note: c.note as string | null,
    told: c.told as string | null,
  };
}

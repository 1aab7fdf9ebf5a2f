import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, dayOf } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { equal, type Page, pageOf } from '../http/page';
import { invalid } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { assertDay, assertVersion, reasonOf, type Why } from '../registers/change.dto';
import type { Columns } from '../registers/register';
import type { NeedAnswer, NeedChange, NeedChannel, NeedQuery, NeedStatus, NewNeed } from './needs.dto';

const SELECT = `t.id, t.bureau_id, t.number, t.cadre_id, t.channel, t.status, t.sealed, t.recorded_at,
  t.recorded_by, t.version`;
/** Whoever reads the versions of the bureau's registers reads why a need is as it is. */
const WITH_REASON = `${SELECT}, (select v.reason from register_version v where v.bureau_id = t.bureau_id
    and v.register = 'needs' and v.code = t.number and v.version = t.version) as reason`;
const selectFor = ({ actor }: Tx): string => (actor.kind === 'unit' ? SELECT : WITH_REASON);
const INSERT = `insert into need (bureau_id, id, version, number, cadre_id, unit_id, channel, status, sealed,
    recorded_at, recorded_by)
  values ($1, $2, 1, $3, $4, $5, $6, 'open', $7, $8, $9) on conflict (bureau_id, number) do nothing`;
/** Of a day's ten thousand numbers few are taken; after so many tries it may be a longer one. */
const SHORT_TRIES = 20;
const SEERS = ['bureau', 'unit', 'supervisor', 'auditor'] as const;

/** What cadres said they need; an order may rest on one. The words are sealed, since they often tell of an illness. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly vault: PersonalDataVault,
  ) {}

  async list({ actor }: Caller, query: NeedQuery): Promise<Page<NeedAnswer>> {
    if (!isFor(actor, ...SEERS)) return NOTHING;
    const where = [
      equal('t.number', query.number),
      equal('t.cadre_id', query.cadreId),
      equal('t.status', query.status),
    ];
    const listing = { from: 'need t', where, key: 't.number', id: 't.id', descending: true };
    return this.unitOfWork.run(actor, (tx) =>
      pageOf(tx, { ...listing, select: selectFor(tx) }, query, (c) => this.needOf(c)),
    );
  }

  async one({ actor }: Caller, id: string): Promise<NeedAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => this.read(tx, id));
  }

  /** For a cadre whom the caller may see; for anybody else the cadre is unknown. */
  async create(caller: Caller, body: NewNeed): Promise<NeedAnswer> {
    const [cadre] = await this.unitOfWork.run(caller.actor, (tx) =>
      tx.query<{ bureau_id: string; unit_id: string | null }>(
        'select bureau_id, responsible_unit_id as unit_id from cadre where id = $1',
        [body.cadreId],
      ),
    );
    if (!cadre) throw invalid([{ path: 'cadreId', rule: 'known-id' }]);
    return this.commands.in(caller, cadre.bureau_id, (tx) => this.enter(tx, caller, cadre, body));
  }

  /** Within the command of somebody else, in the bureau and for the unit of the cadre. */
  async enter(
    tx: Tx,
    caller: Caller,
    { bureau_id: bureauId, unit_id }: { bureau_id: string; unit_id: string | null },
    body: NewNeed,
  ): Promise<NeedAnswer> {
    const id = uuid();
    const { cadreId, channel } = body;
    const sealed = this.seal(body.text, bureauId, id);
    const said = { bureauId, id, cadreId, unitId: unit_id, channel, sealed };
    const number = await numbered(tx, caller, said);
    await this.keepVersion(tx, caller, { number, channel, status: 'open', sealed, version: 1 }, reasonOf({}));
    audit(tx, caller, { verb: 'need.enter', subject: 'need', id, after: { number, status: 'open' } });
    return this.read(tx, id);
  }

  /** What was asked for with a card, newest first: for the pages of that card. */
  async askedByCard(tx: Tx, cadreId: string, many: number): Promise<NeedAnswer[]> {
    const rows = await tx.query<Columns>(
      `select ${SELECT} from need t where t.cadre_id = $1 and t.channel = 'card'
       order by t.recorded_at desc, t.id limit $2`,
      [cadreId, many],
    );
    return rows.map((row) => this.needOf(row));
  }

  change(caller: Caller, id: string, body: NeedChange): Promise<NeedAnswer> {
    return this.commands.on(caller, 'need', id, async (tx, bureauId) => {
      const before = await this.read(tx, id);
      assertVersion(before.version, body);
      const status = body.status ?? before.status;
      const sealed = this.seal(body.text ?? before.text, bureauId, id);
      const version = before.version + 1;
      await tx.execute('update need set status = $2, sealed = $3, version = $4 where id = $1', [
        ...[id, status, sealed, version],
      ]);
      const row = { number: before.number, channel: before.channel, status, sealed, version };
      await this.keepVersion(tx, caller, row, reasonOf(body));
      audit(tx, caller, {
        ...{ verb: 'need.change', subject: 'need', id },
        ...{ before: { status: before.status }, after: { status, version } },
      });
      return this.read(tx, id);
    });
  }

  private async keepVersion(
    tx: Tx,
    { at, person }: Caller,
    row: { number: string; channel: string; status: string; sealed: Buffer; version: number },
    { reason, effectiveOn }: Why,
  ): Promise<void> {
    assertDay({ reason, effectiveOn }, at);
    const { number, channel, status, sealed, version } = row;
    await insertRows(tx, 'register_version', [
      {
        ...{ id: uuid(), register: 'needs', code: number, version },
        content: { channel, status, sealed: sealed.toString('base64') },
        ...{ recorded_at: at.toISOString(), recorded_by: person.username, reason },
        effective_on: effectiveOn,
      },
    ]);
  }

  private async read(tx: Tx, id: string): Promise<NeedAnswer> {
    const [row] = await tx.query<Columns>(`select ${selectFor(tx)} from need t where t.id = $1`, [id]);
    if (!row) throw new DomainError('not-found');
    return this.needOf(row);
  }

  private seal(text: string, bureauId: string, rowId: string): Buffer {
    return this.vault.seal(text, { bureauId, table: 'need', column: 'sealed', rowId });
  }

  private needOf(c: Columns): NeedAnswer {
    const place = { bureauId: String(c.bureau_id), table: 'need', column: 'sealed', rowId: String(c.id) };
    return {
      ...{ id: String(c.id), number: String(c.number), cadreId: String(c.cadre_id) },
      text: this.vault.open(c.sealed as Buffer, place),
      channel: c.channel as NeedChannel,
      status: c.status as NeedStatus,
      reason: (c.reason as string | null | undefined) ?? null,
      recordedAt: (c.recorded_at as Date).toISOString(),
      recordedBy: String(c.recorded_by),
      version: Number(c.version),
    };
  }
}

interface Said {
  bureauId: string;
  id: string;
  cadreId: string;
  unitId: string | null;
  channel: string;
  sealed: Buffer;
}

/**
 * Stores it, and answers its number: the day and four figures, which somebody of ninety can read out. They are drawn,
 * since whoever asks with a card sees no others to count from.
 */
async function numbered(tx: Tx, { at, person }: Caller, said: Said): Promise<string> {
  const day = dayOf(Math.floor(at.getTime() / 1000)).replaceAll('-', '');
  const { bureauId, id, cadreId, unitId, channel, sealed } = said;
  for (let tries = 0; ; tries += 1) {
    const figures = tries < SHORT_TRIES ? 4 : 9;
    const number = `XQ${day}-${String(randomInt(10 ** figures)).padStart(figures, '0')}`;
    const made = await tx.execute(INSERT, [
      ...[bureauId, id, number, cadreId, unitId, channel, sealed],
      ...[at.toISOString(), person.username],
    ]);
    if (made === 1) return number;
  }
}

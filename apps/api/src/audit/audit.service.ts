import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { UUID } from '../http/fields';
import { equal, type Listing, type Page, type PageQuery, pageOf } from '../http/page';
import type {
  AuditEntryAnswer,
  AuditHeadAnswer,
  AuditLinkAnswer,
  AuditProofAnswer,
  AuditQuery,
} from './audit.dto';

type Condition = readonly [string, ...unknown[]];

const LISTING: Listing = {
  select: `l.id, l.seq, l.entry, encode(l.hash, 'hex') as hash, encode(l.previous_hash, 'hex') as previous_hash`,
  from: 'audit_log l',
  key: 'l.seq',
  keyType: 'bigint',
  id: 'l.id',
};

/**
 * The first entry from here on that is not what it was: its hash, its link to the one before, its place, its columns.
 */
const BROKEN = `
  with chain as (
    select l.seq, l.hash, l.previous_hash, l.entry, l.actor, l.verb, l.subject, l.subject_id, l.at,
      l.entry::jsonb as facts,
      lag(l.hash) over (order by l.seq) as before, lag(l.seq) over (order by l.seq) as seq_before
    from audit_log l where l.seq >= $1)
  select min(c.seq) as seq from chain c
  where c.hash <> sha256(c.previous_hash || convert_to(c.seq || E'\\n' || c.entry, 'UTF8'))
    or c.previous_hash <> c.before or c.seq <> c.seq_before + 1 or (c.seq = 1 and c.previous_hash <> '')
    or (c.actor, c.verb, c.subject, c.subject_id::text)
      is distinct from (c.facts->>'actor', c.facts->>'verb', c.facts->>'subject', c.facts->>'id')
    or c.at is distinct from (c.facts->>'at')::timestamptz`;

/** Reads the record of what everybody did, and proves that it is whole. */
@Injectable()
export class AuditService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. */
  async list({ actor }: Caller, query: AuditQuery): Promise<Page<AuditEntryAnswer>> {
    const where = [
      ofSubject(query.subject),
      equal('l.actor', query.actor),
      equal('l.verb', query.verb),
      query.from === undefined ? null : ([`l.at >= ${momentOf(query.from, 0)}`, query.from] as Condition),
      query.to === undefined ? null : ([`l.at < ${momentOf(query.to, 1)}`, query.to] as Condition),
    ];
    const page = await this.unitOfWork.run(actor, (tx) =>
      pageOf(tx, { ...LISTING, where, descending: true }, query, entryOf),
    );
    const names = await this.namesOf(page.items.map((entry) => entry.actor));
    const items = page.items.map((entry) => ({ ...entry, actorName: names.get(entry.actor) ?? null }));
    return { ...page, items };
  }

  head({ actor }: Caller): Promise<AuditHeadAnswer> {
    return this.unitOfWork.run(actor, readHead);
  }

  proof({ actor }: Caller, id: string, query: PageQuery): Promise<AuditProofAnswer> {
    return this.unitOfWork.run(actor, async (tx) => {
      const { items } = await pageOf(tx, { ...LISTING, where: [['l.id = ?', id]] }, {}, (columns) => columns);
      const [entry] = items;
      if (!entry) throw new DomainError('not-found');
      const head = await readHead(tx);
      const [broken] = await tx.query<{ seq: string | null }>(BROKEN, [entry.seq]);
      const last = await readLink(tx, head.seq);
      const brokenAt = broken?.seq ?? (last?.hash === head.hash ? null : head.seq);
      const links = await pageOf(tx, { ...LISTING, where: [['l.seq > ?', entry.seq]] }, query, linkOf);
      return {
        ...{ id, ...linkOf(entry), previousHash: String(entry.previous_hash), head },
        ...{ intact: brokenAt === null, brokenAt: brokenAt === null ? null : Number(brokenAt), links },
      };
    });
  }

  /** Auditors may not read who may sign in; the names of those who acted are told to them. */
  private async namesOf(actors: readonly string[]): Promise<Map<string, string>> {
    const ids = [...new Set(actors)].filter((actor) => UUID.test(actor));
    if (ids.length === 0) return new Map();
    const rows = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<{ id: string; name: string }>(
        'select id, display_name as name from app_user where id = any($1)',
        [ids],
      ),
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function ofSubject(subject: string | undefined): Condition | null {
  if (subject === undefined) return null;
  return UUID.test(subject) ? ['l.subject_id = ?', subject] : ['l.subject = ?', subject];
}

/** A day begins at midnight of Asia/Shanghai, and ends `days` later. */
const momentOf = (text: string, days: 0 | 1): string =>
  text.length === 10 ? `(?::date + ${days})::timestamp at time zone 'Asia/Shanghai'` : '?::timestamptz';

async function readHead(tx: Tx): Promise<AuditHeadAnswer> {
  const [head] = await tx.query<{ seq: string; hash: string }>(
    `select seq, encode(hash, 'hex') as hash from audit_head`,
  );
  return head ? { seq: Number(head.seq), hash: head.hash } : { seq: 0, hash: '' };
}

async function readLink(tx: Tx, seq: number): Promise<AuditLinkAnswer | undefined> {
  const { items } = await pageOf(tx, { ...LISTING, where: [['l.seq = ?', seq]] }, {}, linkOf);
  return items[0];
}

const linkOf = (c: Record<string, unknown>): AuditLinkAnswer => ({
  seq: Number(c.seq),
  entry: String(c.entry),
  hash: String(c.hash),
});

function entryOf(c: Record<string, unknown>): AuditEntryAnswer {
  const { at, actor, role, verb, subject, id, before, after, onBehalfOf, request } = JSON.parse(
    String(c.entry),
  );
  return {
    ...{
      id: String(c.id),
      seq: Number(c.seq),
      at,
      actor,
      actorName: null,
      role,
      verb,
      subject,
      subjectId: id,
    },
    ...{ before: before ?? null, after: after ?? null },
    ...{ onBehalfOf: onBehalfOf ?? null, request: request ?? null, hash: String(c.hash) },
  };
}

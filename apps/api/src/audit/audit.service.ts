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
import { type Named, type NamedUsers, type Naming, namedRows, namedUsers, namesFor } from './audit-names';

type Condition = readonly [string, ...unknown[]];

const LISTING: Listing = {
  select: `l.id, l.seq, l.entry, encode(l.hash, 'hex') as hash, encode(l.previous_hash, 'hex') as previous_hash`,
  from: 'audit_log l',
  key: 'l.seq',
  keyType: 'bigint',
  id: 'l.id',
};

/** The first entry between two that is not what it was: its hash, its link to the one before, its place, columns. */
const BROKEN = `
  with chain as (
    select l.seq, l.hash, l.previous_hash, l.entry, l.actor, l.verb, l.subject, l.subject_id, l.at,
      l.entry::jsonb as facts,
      lag(l.hash) over (order by l.seq) as before, lag(l.seq) over (order by l.seq) as seq_before
    from audit_log l where l.seq between $1 and coalesce($2, l.seq))
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
      query.seq === undefined ? null : (['l.seq = ?::bigint', query.seq] as Condition),
      query.from === undefined ? null : ([`l.at >= ${momentOf(query.from, 0)}`, query.from] as Condition),
      query.to === undefined ? null : ([`l.at < ${momentOf(query.to, 1)}`, query.to] as Condition),
    ];
    const { page, rows } = await this.unitOfWork.run(actor, async (tx) => {
      const found = await pageOf(tx, { ...LISTING, where, descending: true }, query, entryOf);
      return { page: found, rows: await namedRows(tx, found.items.map(namingOf)) };
    });
    const users = await namedUsers(this.unitOfWork, page.items.map(namingOf));
    return { ...page, items: page.items.map((entry) => withNames(entry, rows, users)) };
  }

  head({ actor }: Caller): Promise<AuditHeadAnswer> {
    return this.unitOfWork.run(actor, readHead);
  }

  async proof({ actor }: Caller, id: string, query: PageQuery): Promise<AuditProofAnswer> {
    const { proof, naming, rows } = await this.unitOfWork.run(actor, async (tx) => {
      const { items } = await pageOf(tx, { ...LISTING, where: [['l.id = ?', id]] }, {}, (columns) => columns);
      const [entry] = items;
      if (!entry) throw new DomainError('not-found');
      const head = await readHead(tx);
      const links = await pageOf(tx, { ...LISTING, where: [['l.seq > ?', entry.seq]] }, query, linkOf);
      const [broken] = await tx.query<{ seq: string | null }>(BROKEN, spanOf(entry.seq, links.items, query));
      const last = await readLink(tx, head.seq);
      const brokenAt = broken?.seq ?? (last?.hash === head.hash ? null : head.seq);
      const naming = namingOf(entryOf(entry));
      const proof = {
        ...{ id, ...linkOf(entry), previousHash: String(entry.previous_hash), head },
        ...{ intact: brokenAt === null, brokenAt: brokenAt === null ? null : Number(brokenAt), links },
      };
      return { proof, naming, rows: await namedRows(tx, [naming]) };
    });
    const users = await namedUsers(this.unitOfWork, [naming]);
    return { ...proof, names: namesFor(naming, rows, users) };
  }
}

function withNames(entry: AuditEntryAnswer, rows: readonly Named[], users: NamedUsers): AuditEntryAnswer {
  const names = namesFor(namingOf(entry), rows, users);
  return {
    ...entry,
    ...{ actorName: names[entry.actor] ?? null, subjectName: names[entry.subjectId] ?? null, names },
  };
}

const namingOf = ({ at, actor, subjectId: id, before, after, onBehalfOf }: AuditEntryAnswer): Naming => ({
  ...{ at, actor, id, before, after, onBehalfOf },
});

function ofSubject(subject: string | undefined): Condition | null {
  if (subject === undefined) return null;
  return UUID.test(subject) ? ['l.subject_id = ?', subject] : ['l.subject = ?', subject];
}

/** A day begins at midnight of Asia/Shanghai, and ends `days` later. */
const momentOf = (text: string, days: 0 | 1): string =>
  text.length === 10 ? `(?::date + ${days})::timestamp at time zone 'Asia/Shanghai'` : '?::timestamptz';

/** What an answer vouches for: all from the entry on; of a later page itself, with the entry that it follows. */
function spanOf(seq: unknown, links: readonly AuditLinkAnswer[], { cursor }: PageQuery): [unknown, unknown] {
  const [first, last] = [links[0], links.at(-1)];
  return cursor === undefined || !first || !last ? [seq, null] : [first.seq - 1, last.seq];
}

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
      subjectName: null,
      names: {},
    },
    ...{ before: before ?? null, after: after ?? null },
    ...{ onBehalfOf: onBehalfOf ?? null, request: request ?? null, hash: String(c.hash) },
  };
}

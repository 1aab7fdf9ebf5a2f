import { Injectable } from '@nestjs/common';
import { type AuditFacts, DomainError } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { chainOf } from '../access/chain-store';
import { endSessions } from '../access/session-store';
import { SessionsService } from '../access/sessions.service';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { keepName } from '../http/former-names';
import { containing, equal, type Page, pageOf } from '../http/page';
import { PersonNames } from '../http/person-names';
import { oneTime } from './one-time';
import { readPartyNames } from './party-names';
import { type PartyColumns, partyColumns } from './user-parties';
import { readUser, USER, type UserRow, viewUser, writeRole } from './user-store';
import type {
  NewUser,
  NewUserAnswer,
  PartyNamesAnswer,
  PartyQuery,
  UserAccountAnswer,
  UserChange,
  UserQuery,
  UserSessionsAnswer,
} from './users.dto';

/** Who may sign in, and as what. Whatever is changed here counts from the next request on. */
@Injectable()
export class UsersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly names: PersonNames,
    private readonly sessions: SessionsService,
  ) {}

  list(query: UserQuery): Promise<Page<UserAccountAnswer>> {
    const where = [
      containing(query.query, 'u.username', 'u.display_name'),
      equal('u.role', query.role),
      equal('u.bureau_id', query.bureauId),
      equal('u.provider_id', query.providerId),
    ];
    const listing = { select: USER, from: 'app_user u', where, key: 'u.username', id: 'u.id' };
    return this.unitOfWork.run({ kind: 'system' }, (tx) =>
      pageOf(tx, listing, query, (row) => viewUser(row as unknown as UserRow)),
    );
  }

  parties(query: PartyQuery): Promise<PartyNamesAnswer> {
    return readPartyNames(this.unitOfWork, query);
  }

  async one(id: string): Promise<UserAccountAnswer> {
    return viewUser(await this.find(id));
  }

  async create(caller: Caller, { username, name, ...role }: NewUser): Promise<NewUserAnswer> {
    const party = await partyColumns(this.unitOfWork, role);
    const given = await oneTime(caller.at);
    const id = uuid();
    const row = { id, username: username.toLowerCase(), display_name: name, ...party, created_at: caller.at };
    return this.inChain(caller, party, async (tx) => {
      await insertRows(tx, 'app_user', [{ ...row, ...given.columns }]);
      audit(tx, caller, { verb: 'user.create', subject: 'app_user', id, after: { name, ...facts(party) } });
      return { ...viewUser(must(await readUser(tx, id))), oneTimePassword: given.password };
    });
  }

  /**
   * Another name, or another role with its party: what was open under the old one is closed at the next request. What
   * was signed keeps the name of its day, and the record tells both. Whoever goes to another bureau stands in the
   * records of both: who reads the new one's sees where they came from.
   */
  async change(caller: Caller, id: string, { name, role, ...party }: UserChange): Promise<UserAccountAnswer> {
    const before = await this.find(id);
    if (role && id === caller.person.id) throw new DomainError('conflict', { because: 'own-account' });
    const given = role && (await partyColumns(this.unitOfWork, { role, ...party }));
    let moved: Moved | undefined;
    const changed = (): Promise<UserAccountAnswer> =>
      this.inChain(caller, before, async (tx) => {
        // As it is now: another administrator may have changed it since it was found.
        const stored = must(await readUser(tx, id, 'for update'));
        const { display_name: old } = stored;
        const columns = given ?? partyOf(stored);
        await keepName(tx, id, name ?? old, caller.at);
        await writeRole(tx, id, name ?? old, columns);
        const was = { name: old, ...facts(partyOf(stored)) };
        const is = { name: name ?? old, ...facts(columns) };
        audit(tx, caller, { verb: 'user.change', subject: 'app_user', id, before: was, after: is });
        moved = { from: partyOf(stored), to: columns, was, is };
        return viewUser(must(await readUser(tx, id)));
      });
    const whole = async (): Promise<UserAccountAnswer> => {
      const user = await changed();
      if (moved) await this.tellOthers(caller, id, await chainOf(this.unitOfWork, before), moved);
      return user;
    };
    const user = await this.unitOfWork.together(
      { kind: 'system', userId: caller.person.id },
      whole,
      () => true,
    );
    this.names.forget(before.username);
    return user;
  }

  /** Nobody shuts themselves out: the last administrator could not come back. */
  async setActive(caller: Caller, id: string, active: boolean): Promise<UserAccountAnswer> {
    const before = await this.find(id);
    if (id === caller.person.id) throw new DomainError('conflict', { because: 'own-account' });
    return this.inChain(caller, before, async (tx) => {
      await tx.execute('update app_user set active = $2 where id = $1', [id, active]);
      if (!active) await endSessions(tx, id, 'user-changed', caller.at);
      const verb = active ? 'user.enable' : 'user.disable';
      audit(tx, caller, {
        verb,
        subject: 'app_user',
        id,
        before: { active: before.active },
        after: { active },
      });
      return viewUser(must(await readUser(tx, id)));
    });
  }

  /** For who has forgotten theirs: the old one opens nothing any more, nor does anything that it has opened. */
  async resetPassword(caller: Caller, id: string): Promise<NewUserAnswer> {
    const before = await this.find(id);
    const given = await oneTime(caller.at);
    return this.inChain(caller, before, async (tx) => {
      const { password_hash: hash, password_until: until } = given.columns;
      await tx.execute('update app_user set password_hash = $2, password_until = $3 where id = $1', [
        ...[id, hash, until.toISOString()],
      ]);
      await endSessions(tx, id, 'user-changed', caller.at);
      audit(tx, caller, { verb: 'user.reset-password', subject: 'app_user', id });
      return { ...viewUser(must(await readUser(tx, id))), oneTimePassword: given.password };
    });
  }

  /** Where somebody is signed in at the moment, and when they last signed in. */
  async sessionsOf({ at }: Caller, id: string): Promise<UserSessionsAnswer> {
    await this.find(id);
    const [items, lastSignInAt] = [await this.sessions.of(id, at, null), await this.sessions.lastSignIn(id)];
    return { items, nextCursor: null, lastSignInAt: lastSignInAt?.toISOString() ?? null };
  }

  /** For a telephone that was lost: the password stays good. Of one's own, the one at hand ends too. */
  async endSessions(caller: Caller, id: string): Promise<UserAccountAnswer> {
    const before = await this.find(id);
    return this.inChain(caller, before, async (tx) => {
      await endSessions(tx, id, 'revoked', caller.at);
      audit(tx, caller, { verb: 'user.end-sessions', subject: 'app_user', id });
      return viewUser(must(await readUser(tx, id)));
    });
  }

  private async find(id: string): Promise<UserRow> {
    const user = await this.unitOfWork.run({ kind: 'system' }, (tx) => readUser(tx, id));
    if (!user) throw new DomainError('not-found');
    return user;
  }

  /** The same in each other record that it concerns. `told` has it already. */
  private async tellOthers(
    caller: Caller,
    id: string,
    told: string,
    { from, to, was, is }: Moved,
  ): Promise<void> {
    const arrived = await chainOf(this.unitOfWork, to);
    const chains = new Set([await chainOf(this.unitOfWork, from), arrived]);
    chains.delete(told);
    for (const bureauId of chains) {
      const verb = bureauId === arrived ? 'user.arrive' : 'user.change';
      await this.unitOfWork.run({ kind: 'system', bureauId, userId: caller.person.id }, async (tx) =>
        audit(tx, caller, { verb, subject: 'app_user', id, before: was, after: is }),
      );
    }
  }

  /** Once under a key, in the scope of the bureau in whose record the change is written. */
  private async inChain<T>(caller: Caller, of: ChainParty, work: (tx: Tx) => Promise<T>): Promise<T> {
    const bureauId = await chainOf(this.unitOfWork, of);
    return this.commands.in(caller, bureauId, work, { kind: 'system', bureauId, userId: caller.person.id });
  }
}

/** What a change did, as the records tell it. */
interface Moved {
  from: PartyColumns;
  to: PartyColumns;
  was: AuditFacts;
  is: AuditFacts;
}

type ChainParty = Pick<PartyColumns, 'bureau_id' | 'provider_id'>;

const partyOf = (row: UserRow): PartyColumns => ({
  ...{ role: row.role, bureau_id: row.bureau_id, unit_id: row.unit_id, provider_id: row.provider_id },
  ...{ worker_id: row.worker_id, cadre_id: row.cadre_id },
});

/** What the record says of a user beside the name: role and parties. */
const facts = (party: PartyColumns): AuditFacts =>
  Object.fromEntries(Object.entries(party).filter(([, value]) => value !== null));

function must(user: UserRow | undefined): UserRow {
  if (!user) throw new Error('a user is gone in the transaction that wrote it');
  return user;
}

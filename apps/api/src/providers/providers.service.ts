import { Injectable } from '@nestjs/common';
import { DomainError, type Provider } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Person, systemFor } from '../access/person';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { given } from '../http/given';
import { maskAccount, officePhone } from '../http/mask';
import { equal, type Page, pageOf } from '../http/page';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import { codeOrName } from '../registers/name-keys';
import { providers } from '../registers/party-registers';
import type { Columns } from '../registers/register';
import { RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import { withAccountChanges } from './account-changes';
import type { NewProvider, ProviderAnswer, ProviderChange, ProviderQuery } from './providers.dto';

const SELECT = `t.provider_id, t.bureau_id, t.version, ${providers.select}`;
const SEERS = ['bureau', 'unit', 'provider', 'supervisor', 'auditor'] as const;

/** The firms that serve a bureau, each as the bureau's office has it on record. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  async list({ actor, person }: Caller, query: ProviderQuery): Promise<Page<ProviderAnswer>> {
    if (!isFor(actor, ...SEERS)) return NOTHING;
    const where = [codeOrName(query.query), equal('t.code', query.code)];
    const listing = { select: SELECT, from: providers.from, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, async (tx) => {
      const { items, nextCursor } = await pageOf(tx, listing, query, (c) => providerOf(c, person));
      return { items: await withAccountChanges(tx, person, items), nextCursor };
    });
  }

  async one({ actor, person }: Caller, id: string): Promise<ProviderAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => read(tx, id, person));
  }

  versions({ actor, language }: Caller, id: string): Promise<VersionsAnswer> {
    return this.unitOfWork.run(actor, async (tx) => {
      const versions = await versionsOf(tx, 'providers', id, language);
      for (const { content } of versions.items) {
        content.银行账号 = maskAccount(content.银行账号 ?? '');
        content.联系电话 = officePhone(content.联系电话 ?? '');
      }
      return versions;
    });
  }

  async create(caller: Caller, body: NewProvider): Promise<ProviderAnswer> {
    const { bureauId } = caller.actor;
    if (bureauId === undefined) throw new DomainError('forbidden');
    const { reason, effectiveOn, ...row } = body;
    const make = async (tx: Tx): Promise<ProviderAnswer> => {
      const known = await tx.query('select 1 from provider_link where code = $1 or credit_code = $2', [
        row.code,
        row.creditCode,
      ]);
      if (known.length > 0)
        throw new DomainError('conflict', {
          because: 'code-taken',
          facts: { code: `${row.code} / ${row.creditCode}` },
        });
      const store = await this.desk.load(tx, bureauId, { providers: [row.code] });
      await this.desk.record(tx, caller, store, { providers: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, store.shared('provider', row.creditCode), caller.person);
    };
    // A firm is one for all bureaus, and so a row of none.
    return this.commands.in(caller, bureauId, make, systemFor(caller.person, bureauId));
  }

  change(caller: Caller, id: string, body: ProviderChange): Promise<ProviderAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const { reason, effectiveOn, version, ...over } = body;
      const { code } = await read(tx, id, caller.person);
      const store = await this.desk.load(tx, bureauId, { providers: [code] });
      const row: Provider = { ...rowToChange(store, 'providers', code, { version }), ...given(over) };
      await this.desk.record(tx, caller, store, { providers: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, id, caller.person);
    });
  }
}

async function read(tx: Tx, id: string, person: Person): Promise<ProviderAnswer> {
  const [row] = await tx.query<Columns>(
    `select ${SELECT} from ${providers.from} where t.provider_id = $1 order by t.bureau_id limit 1`,
    [id],
  );
  if (!row) throw new DomainError('not-found');
  const [provider] = await withAccountChanges(tx, person, [providerOf(row, person)]);
  if (!provider) throw new DomainError('not-found');
  return provider;
}

function providerOf(c: Columns, { role }: Person): ProviderAnswer {
  const { phone, bankAccount, ...provider } = providers.read(c);
  return {
    id: String(c.provider_id),
    bureauId: String(c.bureau_id),
    ...provider,
    phone: officePhone(phone),
    bankAccount: role === 'bureau-finance' ? bankAccount : maskAccount(bankAccount),
    version: Number(c.version),
  };
}

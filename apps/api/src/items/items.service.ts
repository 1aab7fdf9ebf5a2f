import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { acrossBureaus, inEachBureau } from '../http/across';
import { Commands } from '../http/commands';
import { given } from '../http/given';
import { containing, equal, type Page, pageOf } from '../http/page';
import { items } from '../registers/agreement-registers';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import type { Columns } from '../registers/register';
import { RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import type { ItemAnswer, ItemChange, ItemQuery, NewItem } from './items.dto';

const SELECT = `t.id, t.version, ${items.select}`;

/** The menu of services. */
@Injectable()
export class ItemsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  list({ actor }: Caller, query: ItemQuery): Promise<Page<ItemAnswer>> {
    const where = [containing(query.query, 't.code', 't.name'), equal('t.code', query.code)];
    const listing = { select: SELECT, from: items.from, where, key: 't.code', id: 't.id' };
    const key = ({ code, id }: ItemAnswer) => [code, id] as const;
    return acrossBureaus(this.unitOfWork, actor, query, key, (tx) => pageOf(tx, listing, query, itemOf));
  }

  async one({ actor }: Caller, id: string): Promise<ItemAnswer> {
    for (const bound of await inEachBureau(this.unitOfWork, actor)) {
      const found = await this.unitOfWork.run(bound, (tx) => find(tx, id));
      if (found) return found;
    }
    throw new DomainError('not-found');
  }

  versions({ actor, language }: Caller, id: string): Promise<VersionsAnswer> {
    return this.unitOfWork.run(actor, (tx) => versionsOf(tx, 'items', id, language));
  }

  create(caller: Caller, body: NewItem): Promise<ItemAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const { reason, effectiveOn, ...row } = body;
      const store = await this.desk.load(tx, bureauId, { items: [row.code] });
      if (store.find('items', row.code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code: row.code } });
      await this.desk.record(tx, caller, store, { items: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, store.idOf('items', row.code));
    });
  }

  change(caller: Caller, id: string, body: ItemChange): Promise<ItemAnswer> {
    const { reason, effectiveOn, version, ...over } = body;
    return this.commands.on(caller, 'item', id, async (tx, bureauId) => {
      const { code } = await read(tx, id);
      const store = await this.desk.load(tx, bureauId, { items: [code] });
      const row = { ...rowToChange(store, 'items', code, { version }), ...given(over) };
      await this.desk.record(tx, caller, store, { items: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, id);
    });
  }
}

async function find(tx: Tx, id: string): Promise<ItemAnswer | undefined> {
  const [row] = await tx.query<Columns>(`select ${SELECT} from ${items.from} where t.id = $1`, [id]);
  return row && itemOf(row);
}

async function read(tx: Tx, id: string): Promise<ItemAnswer> {
  const found = await find(tx, id);
  if (!found) throw new DomainError('not-found');
  return found;
}

function itemOf(c: Columns): ItemAnswer {
  const { code, name, category, measure, standardMinutes, place, proofs, fundTypes } = items.read(c);
  return {
    ...{ id: String(c.id), code, name, category, measure, standardMinutes, place, proofs, fundTypes },
    version: Number(c.version),
  };
}

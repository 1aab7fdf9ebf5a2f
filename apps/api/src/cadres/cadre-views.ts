import { Injectable } from '@nestjs/common';
import { type Cadre, DomainError, dayOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Actor } from '../db/actor';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { alongWith, isFor, mergedPages } from '../http/across';
import { UUID } from '../http/fields';
import { seesHomes } from '../http/homes';
import { maskAddress, maskIdNumber, maskPhone } from '../http/mask';
import { type Condition, equal, idsOf, type Listing, type Page, pageOf } from '../http/page';
import { invalid } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { codeOrName } from '../registers/name-keys';
import { cadres } from '../registers/party-registers';
import type { Columns, RegisterContext } from '../registers/register';
import { keepSearch, personMeant } from './cadre-search';
import type { CadreAnswer, CadreQuery, StayAnswer } from './cadres.dto';
import { assertNobodyHas, othersWith } from './same-person';
import { servedEver } from './served-ever';

const SELECT = `t.id, t.bureau_id, t.version, original.id as unit_id, t.responsible_unit_id, ${cadres.select}`;
const FROM = `${cadres.from}
  left join unit original on original.bureau_id = t.bureau_id and original.code = t.unit_code`;

const MOST_IDS = 50;

/** A cadre as found, before stays are added. */
type Found = Omit<CadreAnswer, 'stays'> & { bureauId: string };

/**
 * Cadres for every kind of caller. Those with policies on the register read it; providers and workers have none: they
 * see whom their orders in force are for, found among their own orders and visits first.
 */
@Injectable()
export class CadreViews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: PersonalDataVault,
  ) {}

  async page(caller: Caller, query: CadreQuery): Promise<Page<CadreAnswer>> {
    const served = await this.served(caller);
    const { items, nextCursor } = served
      ? await this.servedPage(served, caller, query)
      : await this.unitOfWork.run(caller.actor, (tx) => this.list(tx, caller, query, null));
    await keepSearch(this.unitOfWork, caller, query.query, items.length);
    return { items: await this.withStays(items), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<CadreAnswer> {
    const served = await this.served(caller);
    const its = served?.find((row) => row.id === id);
    if (served && !its) throw new DomainError('not-found');
    const actor: Actor = its ? { kind: 'system', bureauId: its.bureauId } : caller.actor;
    const found = await this.unitOfWork.run(actor, (tx) => this.find(tx, caller, id));
    const [cadre] = await this.withStays([found]);
    if (!cadre) throw new DomainError('not-found');
    return cadre;
  }

  /**
   * A condition on the column of a paper that says whose it is: of whom this text means. Who reads no register finds
   * them among their own orders and visits, those that are over too.
   */
  async named(caller: Caller, text: string | undefined, column: string): Promise<Condition | null> {
    const { actor } = caller;
    const meant = personMeant(text, actor, this.vault);
    if (meant === null) return null;
    await keepSearch(this.unitOfWork, caller, text);
    const [condition, ...parameters] = meant;
    if (!isFor(actor, 'provider', 'worker'))
      return [`${column} in (select t.id from cadre t where ${condition})`, ...parameters];
    const own = await this.unitOfWork.run(actor, (tx) => servedEver(tx, actor));
    const ids = await alongWith(this.unitOfWork, own, async (tx, among) => {
      const where = [['t.id = any(?)', among] as const, codeOrName(text)];
      return idsOf(tx, 'cadre t', 't.id', where);
    });
    return [`${column} = any(?::uuid[])`, ids];
  }

  /** Within a command, whose transaction is bound to the bureau. */
  async read(tx: Tx, caller: Caller, id: string): Promise<CadreAnswer> {
    const found = await this.find(tx, caller, id);
    return withoutBureau(
      found,
      (await staysOf(tx, [id])).map(({ stay }) => stay),
    );
  }

  /** In full; whoever asks for it has said why. */
  async open(tx: Tx, id: string): Promise<Cadre> {
    const [row] = await tx.query<Columns>(`select ${SELECT} from ${FROM} where t.id = $1`, [id]);
    if (!row) throw new DomainError('not-found');
    return cadres.read(row, this.context(row));
  }

  /** Throws `conflict` with the code of who else has this ID number in the bureau. */
  assertNobodyHas(tx: Tx, idNumber: string, ownId: string | null = null): Promise<void> {
    return assertNobodyHas(tx, this.vault, idNumber, ownId);
  }

  private async find(tx: Tx, { actor }: Caller, id: string): Promise<Found> {
    const [row] = await tx.query<Columns>(`select ${SELECT} from ${FROM} where t.id = $1`, [id]);
    if (!row) throw new DomainError('not-found');
    return { ...this.cadreOf(row, actor), ...(await this.forStaff(tx, row, actor)) };
  }

  private list(tx: Tx, { actor }: Caller, query: CadreQuery, ids: string[] | null): Promise<Page<Found>> {
    const listing: Listing = {
      ...{ select: SELECT, from: FROM, key: 't.code', id: 't.id' },
      where: [
        ids && ['t.id = any(?)', ids],
        named(query.ids),
        equal('t.code', query.code),
        // Whom only their papers lead to a cadre has no units to name: one of them is like one that nobody has.
        query.unitId && ids ? ['false'] : equal('t.responsible_unit_id', query.unitId),
        equal('t.area', query.area),
        query.state ? [`t.deceased_on is ${query.state === 'living' ? '' : 'not '}null`] : null,
        personMeant(query.query, actor, this.vault),
      ],
    };
    return pageOf(tx, listing, query, (row) => this.cadreOf(row, actor));
  }

  private async servedPage(
    served: readonly { bureauId: string; id: string }[],
    caller: Caller,
    query: CadreQuery,
  ): Promise<Page<Found>> {
    const pages: Page<Found>[] = [];
    const bureaus = [...new Set(served.map(({ bureauId }) => bureauId))];
    for (const bureauId of bureaus) {
      const ids = served.filter((row) => row.bureauId === bureauId).map(({ id }) => id);
      pages.push(
        await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) => this.list(tx, caller, query, ids)),
      );
    }
    return mergedPages(pages, query, ({ code, id }) => [code, id]);
  }

  /** Whom this provider or worker has an order in force for; undefined for whoever reads the register itself. */
  private async served({ actor, at }: Caller): Promise<{ bureauId: string; id: string }[] | undefined> {
    if (!isFor(actor, 'provider', 'worker')) return undefined;
    const today = dayOf(Math.floor(at.getTime() / 1000));
    const orders = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureau_id: string; id: string }>(
        actor.kind === 'provider'
          ? 'select bureau_id, id from service_order where ends_on >= $1'
          : `select distinct bureau_id, order_id as id from visit
             where order_id is not null and day >= $1::date - interval '1 year'`,
        [today],
      ),
    );
    const found = orders.map(({ bureau_id: bureauId, id }) => ({ bureauId, id }));
    return alongWith(this.unitOfWork, found, async (tx, ids) => {
      const rows = await tx.query<{ bureau_id: string; id: string }>(
        `select distinct bureau_id, cadre_id as id from service_order
         where id = any($1) and status in ('approved', 'accepted', 'in-service') and ends_on >= $2`,
        [ids, today],
      );
      return rows.map(({ bureau_id: bureauId, id }) => ({ bureauId, id }));
    });
  }

  private async withStays(found: readonly Found[]): Promise<CadreAnswer[]> {
    const stays = await alongWith(this.unitOfWork, found, staysOf);
    return found.map((cadre) =>
      withoutBureau(
        cadre,
        stays.filter(({ cadreId }) => cadreId === cadre.id).map(({ stay }) => stay),
      ),
    );
  }

  private cadreOf(c: Columns, actor: Actor): Found {
    const { idNumber, phone, address, home, family: _, unit: __, ...cadre } = cadres.read(c, this.context(c));
    // A worker finds only those cadres whom they have an order in force for.
    const seesHome = seesHomes(actor, true);
    return {
      ...{ id: String(c.id), bureauId: String(c.bureau_id), ...cadre },
      birthYear: birthYearOf(idNumber),
      idNumber: maskIdNumber(idNumber),
      phone: maskPhone(phone),
      unitId: c.unit_id === null ? null : String(c.unit_id),
      responsibleUnitId: c.responsible_unit_id === null ? null : String(c.responsible_unit_id),
      address: seesHome ? address : maskAddress(address),
      latitude: seesHome ? home.latitude : null,
      longitude: seesHome ? home.longitude : null,
      version: Number(c.version),
    };
  }

  /** Whom the bureau's staff would ring, and who else has the ID number; only with the one cadre whom they look at. */
  private async forStaff(tx: Tx, c: Columns, { kind }: Actor): Promise<Partial<CadreAnswer>> {
    if (kind !== 'bureau') return {};
    const { family, idNumber } = cadres.read(c, this.context(c));
    const { bureauId } = this.context(c);
    const sameIdAs = await othersWith(tx, this.vault, { id: String(c.id), idNumber, bureauId });
    return { family: family && { ...family, phone: maskPhone(family.phone) }, sameIdAs };
  }

  private context(c: Columns): Pick<RegisterContext, 'bureauId' | 'vault'> {
    return { bureauId: String(c.bureau_id), vault: this.vault };
  }
}

/** A filter by ids: for whoever has a list of papers and wants the people on it. */
function named(ids: string | undefined): readonly [string, string[]] | null {
  if (ids === undefined) return null;
  const asked = ids.split(',');
  if (asked.length > MOST_IDS || !asked.every((id) => UUID.test(id)))
    throw invalid([{ path: 'ids', rule: 'id' }]);
  return ['t.id = any(?)', asked];
}

function withoutBureau({ bureauId: _, ...cadre }: Found, stays: StayAnswer[]): CadreAnswer {
  return { ...cadre, stays };
}

async function staysOf(tx: Tx, ids: string[]): Promise<{ cadreId: string; stay: StayAnswer }[]> {
  const rows = await tx.query<{
    cadre_id: string;
    kind: StayAnswer['kind'];
    from_at: Date;
    to_at: Date | null;
  }>('select cadre_id, kind, from_at, to_at from stay where cadre_id = any($1) order by from_at', [ids]);
  return rows.map(({ cadre_id: cadreId, kind, from_at: from, to_at: to }) => ({
    cadreId,
    stay: { kind, from: from.toISOString(), to: to?.toISOString() ?? null },
  }));
}

/** The cards of old have 15 digits and two of the year. */
function birthYearOf(idNumber: string): number {
  return Number(idNumber.length === 15 ? `19${idNumber.slice(6, 8)}` : idNumber.slice(6, 10));
}

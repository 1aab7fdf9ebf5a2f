import { Injectable } from '@nestjs/common';
import { assertAllowed, checkFundOwner, DomainError, type Fund, finding, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { containing, equal, type Page, type PageQuery, pageOf } from '../http/page';
import { assertDay, reasonOf } from '../registers/change.dto';
import { codeOf, RegisterDesk, rowWithId } from '../registers/register-desk';
import {
  FUNDS,
  fundOf,
  holdersOf,
  postingOf,
  postingsFor,
  readBalance,
  readFund,
  readLeastAvailable,
} from './fund-views';
import type {
  BalanceAnswer,
  BalanceQuery,
  BasisPart,
  FundAnswer,
  FundQuery,
  NewAllotment,
  NewFund,
  PostingAnswer,
} from './funds.dto';

const SEERS = ['bureau', 'unit', 'supervisor', 'auditor'] as const;
const basisText = ({ document, clause }: BasisPart): string => `${document} ${clause}`;

/** Funds and what was allotted to them. The bureau's finance keeps the bureau's, a unit's finance its own. */
@Injectable()
export class FundsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  async list({ actor }: Caller, query: FundQuery): Promise<Page<FundAnswer>> {
    if (!isFor(actor, ...SEERS)) return NOTHING;
    const where = [
      containing(query.query, 't.code'),
      equal('t.code', query.code),
      equal('t.type', query.type),
      equal('t.year::text', query.year),
    ];
    const listing = { ...FUNDS, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, fundOf));
  }

  async one({ actor }: Caller, id: string): Promise<FundAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => readFund(tx, id));
  }

  async postings({ actor }: Caller, id: string, query: PageQuery): Promise<Page<PostingAnswer>> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, async (tx) => {
      await readFund(tx, id);
      const where = [equal('j.fund_id', id)];
      const listing = { ...postingsFor(actor), where, key: 'j.seq', keyType: 'bigint', id: 'j.id' } as const;
      return pageOf(tx, listing, query, postingOf);
    });
  }

  async balance({ actor }: Caller, id: string, query: BalanceQuery): Promise<BalanceAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, async (tx) => {
      await readFund(tx, id);
      return readBalance(tx, id, query);
    });
  }

  async create(caller: Caller, body: NewFund): Promise<FundAnswer> {
    const { person } = caller;
    const ownerUnitId = body.ownerUnitId ?? person.unitId;
    if (!person.bureauId || (person.unitId && ownerUnitId !== person.unitId))
      throw new DomainError('forbidden');
    const { code, type, year, allotted, basis, effectiveOn } = body;
    return this.commands.in(caller, person.bureauId, async (tx) => {
      const owner = ownerUnitId ? await codeOf(tx, 'unit', ownerUnitId, 'ownerUnitId') : null;
      const part = { units: owner ? [owner] : [], funds: [code] };
      const store = await this.desk.load(tx, person.bureauId ?? '', part);
      if (store.find('funds', code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code } });
      const row: Fund = { code, type, owner, year, allotted: Money.of(allotted) };
      assertAllowed(checkFundOwner(row));
      const reason = basisText(basis);
      await this.desk.record(tx, caller, store, { funds: [row] }, reasonOf({ reason, effectiveOn }), reason);
      return readFund(tx, store.idOf('funds', code));
    });
  }

  /** A fund is cut as far as nobody has been promised its money, on each day from the one on which the cut counts. */
  allot(caller: Caller, id: string, { amount, basis, effectiveOn }: NewAllotment): Promise<FundAnswer> {
    return this.commands.on(caller, 'fund', id, async (tx, bureauId) => {
      const before = await readFund(tx, id);
      const reason = basisText(basis);
      const why = reasonOf({ reason, effectiveOn });
      assertDay(why, caller.at);
      const change = Money.of(amount);
      const isEarlier = change.isLessThan(Money.ZERO) && effectiveOn != null;
      const free = isEarlier ? await readLeastAvailable(tx, id, effectiveOn) : Money.of(before.available);
      if (free.plus(change).isLessThan(Money.ZERO)) {
        const { code: fund, expended, reserved } = before;
        const available = free.toString();
        const facts = {
          fund,
          amount,
          cut: Money.ZERO.minus(change).toString(),
          available,
          expended,
          reserved,
        };
        assertAllowed([finding('F01', { ...facts, ...(await holdersOf(tx, id)) })]);
      }
      const store = await this.desk.load(tx, bureauId, { units: 'all', funds: [before.code] });
      const stored = rowWithId(store, 'funds', before.code).row;
      const row: Fund = { ...stored, allotted: stored.allotted.plus(Money.of(amount)) };
      await this.desk.record(tx, caller, store, { funds: [row] }, why, reason);
      return readFund(tx, id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { OrderDecision } from '@songbai/billing';
import {
  dayOf,
  type Finding,
  Money,
  monthOf,
  noteOnApproval,
  type Order,
  quantity,
  yearOf,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { sayFinding } from '../http/problem.filter';
import { invalid } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { refuseBooked } from './booked-month';
import { fundingOf, orderAnswer } from './order-answer';
import { readOrderDetail } from './order-detail-store';
import { type Asked, type Draft, draftOf, storeOrders } from './order-draft';
import { judgeOrder } from './order-judge';
import { codeOf, type OrderWorld, readOrderWorld } from './order-world';
import type { NewOrder, OrderAnswer, OrderPreviewAnswer } from './orders.dto';

/** What would become of an order, by the codes of the bureau. */
export interface Foreseen {
  amount: Money;
  decision: OrderDecision;
  /** Said to who approves, without effect. */
  notes: Finding[];
}

/** Where orders are asked for. What would refuse one is said at once, and again, by the same rules, at its approval. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly vault: PersonalDataVault,
  ) {}

  /** What would become of it, without storing anything. */
  async preview(caller: Caller, body: NewOrder): Promise<OrderPreviewAnswer> {
    await this.checkSight(caller, body);
    return this.commands.own(caller, async (tx, bureauId) => {
      const { world, judgement } = await this.ask(tx, caller, bureauId, body);
      const { amount, decision } = judgement;
      return {
        amount: amount.toString(),
        funding: fundingOf(world.store, decision.funding),
        findings: decision.findings.map((finding) => sayFinding(finding, caller.language)),
        notes: notesNow(caller, body).map((note) => sayFinding(note, caller.language)),
      };
    });
  }

  /** The same of one that is asked for after others, as if those `above` had been approved. */
  async foresee(caller: Caller, body: NewOrder, above: readonly OrderDecision[]): Promise<Foreseen> {
    await this.checkSight(caller, body);
    return this.commands.own(caller, async (tx, bureauId) => {
      const { judgement } = await this.ask(tx, caller, bureauId, body, above);
      return { ...judgement, notes: notesNow(caller, body) };
    });
  }

  async request(caller: Caller, body: NewOrder): Promise<OrderAnswer> {
    await this.checkSight(caller, body);
    return this.commands.own(caller, async (tx, bureauId) => {
      const asked = await this.ask(tx, caller, bureauId, body);
      const draft = draftOf(this.vault, caller, body, asked);
      await storeOrders(tx, caller, [draft], await numbersFor(tx, bureauId, caller.at, 1));
      const answer = orderAnswer(await readOrderDetail(tx, draft.id), caller, this.vault);
      const { decision } = asked.judgement;
      return { ...answer, foreseenFunding: fundingOf(asked.world.store, decision.funding) };
    });
  }

  /**
   * All of these, in their order. From the first number on whoever else orders has to wait: so all are judged before
   * it is drawn, and stored at once after it. In between `check` may still throw: every order with a number is known.
   */
  async requestAll(caller: Caller, bodies: readonly NewOrder[], check: () => Promise<void>): Promise<void> {
    const drafts: Draft[] = [];
    for (const body of bodies) {
      await this.checkSight(caller, body);
      const draft = await this.commands.own(caller, async (tx, bureauId) =>
        draftOf(this.vault, caller, body, await this.ask(tx, caller, bureauId, body)),
      );
      drafts.push(draft);
    }
    const numbers = await this.commands.own(caller, (tx, bureauId) =>
      numbersFor(tx, bureauId, caller.at, drafts.length),
    );
    await check();
    await this.commands.own(caller, (tx) => storeOrders(tx, caller, drafts, numbers));
  }

  /** Whoever sees less than the bureau may name only what they see: their own cadres and funds. */
  private async checkSight({ actor }: Caller, { cadreId, fundIds }: NewOrder): Promise<void> {
    if (actor.kind === 'bureau') return;
    const [cadres, funds] = await this.unitOfWork.run(actor, async (tx) => [
      await tx.query('select id from cadre where id = $1', [cadreId]),
      await tx.query<{ id: string }>('select id from fund where id = any($1::uuid[])', [fundIds]),
    ]);
    const seen = new Set((funds as { id: string }[]).map(({ id }) => id));
    const faults = fundIds.flatMap((id, i) => (seen.has(id.toLowerCase()) ? [] : [`fundIds.${i}`]));
    if (cadres?.length === 0) faults.unshift('cadreId');
    if (faults.length > 0) throw invalid(faults.map((path) => ({ path, rule: 'known-id' })));
  }

  private async ask(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    body: NewOrder,
    above: readonly OrderDecision[] = [],
  ): Promise<Asked> {
    const { cadreId, contractId, itemCode, startsOn, endsOn } = body;
    const fundIds = body.fundIds.map((id) => id.toLowerCase());
    const now = secondsOf(caller.at);
    const named = {
      cadreId: cadreId.toLowerCase(),
      contractId: contractId.toLowerCase(),
      itemCode,
      fundIds,
      startsOn,
    };
    const world = await readOrderWorld(tx, bureauId, this.vault, named, monthOf(dayOf(now)));
    const codes = codesOf(world, { ...named, endsOn });
    await refuseBooked(tx, bureauId, endsOn, now);
    const order: Order = {
      // It gets its number when it is stored; a preview never does.
      ...{ number: '', ...codes, item: itemCode, startsOn, endsOn, quantity: quantity(body.quantity) },
      need: await needOf(tx, body.needId ?? null, named.cadreId),
      ...{ orderedBy: caller.person.username, approvedBy: null, approvedAt: now, unitApprovedBy: null },
    };
    const judgement = await judgeOrder(tx, world, order, above);
    // Quantity and price are each of a size that can be kept; what they make together need not be.
    if (judgement.amount.isMoreThan(Money.MOST)) {
      throw invalid([{ path: 'quantity', rule: 'too-much', limit: '12' }]);
    }
    return { world, order, judgement };
  }
}

/** The counter is shared by all who order, and theirs until they have stored: so it is asked late. */
async function numbersFor(tx: Tx, bureauId: string, at: Date, count: number): Promise<string[]> {
  const year = yearOf(dayOf(secondsOf(at)));
  const given = await tx.query<{ number: string }>(NUMBERS, [bureauId, year, count]);
  if (given.length !== count) throw new Error('numbers were asked for and not given');
  return given.map(({ number }) => number);
}

const NUMBERS = `select next_paper_number($1, 'order', $2) as number from generate_series(1, $3::int)`;

const notesNow = ({ at }: Caller, { startsOn }: NewOrder): Finding[] =>
  noteOnApproval(startsOn, dayOf(secondsOf(at)));

export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/**
 * The bureau's own codes of what a request names by id; all that it does not have, and a last day before
 * the first, are one 400.
 */
function codesOf(
  { store }: OrderWorld,
  {
    cadreId,
    contractId,
    itemCode,
    fundIds,
    startsOn,
    endsOn,
  }: Pick<NewOrder, 'cadreId' | 'contractId' | 'itemCode' | 'fundIds' | 'startsOn' | 'endsOn'>,
): { cadre: string; contract: string; funds: string[] } {
  const cadre = codeOf(store, 'cadres', cadreId);
  const contract = codeOf(store, 'contracts', contractId);
  const funds = fundIds.map((id) => codeOf(store, 'funds', id));
  const faults = [
    ...(cadre === undefined ? [{ path: 'cadreId', rule: 'known-id' }] : []),
    ...(contract === undefined ? [{ path: 'contractId', rule: 'known-id' }] : []),
    ...(store.find('items', itemCode) ? [] : [{ path: 'itemCode', rule: 'known-code', limit: itemCode }]),
    ...funds.flatMap((code, i) => (code === undefined ? [{ path: `fundIds.${i}`, rule: 'known-id' }] : [])),
    ...(endsOn < startsOn ? [{ path: 'endsOn', rule: 'order', limit: startsOn }] : []),
  ];
  if (faults.length > 0) throw invalid(faults);
  return { cadre: cadre ?? '', contract: contract ?? '', funds: funds.map((code) => code ?? '') };
}

/** The number of the need that an order rests on; it must be the cadre's own. */
async function needOf(tx: Tx, id: string | null, cadreId: string): Promise<string | null> {
  if (id === null) return null;
  const [need] = await tx.query<{ number: string }>(
    'select number from need where id = $1 and cadre_id = $2',
    [...[id, cadreId]],
  );
  if (!need) throw invalid([{ path: 'needId', rule: 'known-id' }]);
  return need.number;
}

import { Injectable } from '@nestjs/common';
import type { OrderDecision } from '@songbai/billing';
import {
  dayOf,
  type Finding,
  hundredths,
  Money,
  monthOf,
  noteOnApproval,
  type Order,
  quantity,
  yearOf,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { sayFinding } from '../http/problem.filter';
import { invalid } from '../http/request.pipe';
import { canonical } from '../intake';
import { PersonalDataVault } from '../personal-data/vault';
import { refuseBooked } from './booked-month';
import { fundingOf, orderAnswer } from './order-answer';
import { notePlace, readOrderDetail } from './order-detail-store';
import { type Judgement, judgeOrder } from './order-judge';
import { codeOf, type OrderWorld, readOrderWorld } from './order-world';
import type { NewOrder, OrderAnswer, OrderPreviewAnswer } from './orders.dto';

interface Asked {
  world: OrderWorld;
  order: Order;
  judgement: Judgement;
}

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
      const number = await nextNumber(tx, bureauId, caller.at);
      const id = uuid();
      await this.insert(tx, caller, id, body, { ...asked, order: { ...asked.order, number } });
      const { amount } = asked.judgement;
      audit(tx, caller, {
        ...{ verb: 'order.request', subject: 'service_order', id },
        after: { number, status: 'requested', amount: amount.toString() },
        ...(body.onBehalfOf && { onBehalfOf: body.onBehalfOf }),
      });
      const answer = orderAnswer(await readOrderDetail(tx, id), caller, this.vault);
      const { decision } = asked.judgement;
      return { ...answer, foreseenFunding: fundingOf(asked.world.store, decision.funding) };
    });
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

  private async insert(tx: Tx, caller: Caller, id: string, body: NewOrder, asked: Asked): Promise<void> {
    const { world, order, judgement } = asked;
    const { store, book } = world;
    const { bureauId } = store;
    const cadre = book.cadres.get(order.cadre);
    const unit = cadre ? book.responsibleUnit(cadre) : null;
    const provider = book.providers.get(book.contracts.get(order.contract)?.provider ?? '');
    await insertRows(tx, 'service_order', [
      {
        ...{ bureau_id: bureauId, id, number: order.number, status: 'requested', need: order.need },
        cadre_id: store.idOf('cadres', order.cadre),
        contract_id: store.idOf('contracts', order.contract),
        item_id: store.idOf('items', order.item),
        provider_id: store.shared('provider', provider?.creditCode ?? ''),
        unit_id: unit === null ? null : store.idOf('units', unit),
        ...{
          starts_on: order.startsOn,
          ends_on: order.endsOn,
          quantity_hundredths: hundredths(order.quantity),
        },
        ...{ amount_fen: judgement.amount.toFen(), findings: judgement.decision.findings },
        ...{ ordered_by: order.orderedBy, requested_at: caller.at, channel: body.channel },
        ...{ on_behalf_of: body.onBehalfOf ?? null, need_id: body.needId ?? null },
        note: body.note ? this.vault.seal(body.note, notePlace(bureauId, id)) : null,
        // As it was asked for: who approves is no part of that.
        filed: { ...canonical('orders', order), 审批人: null, 审批时间: null, 单位审批人: null },
      },
    ]);
    await insertRows(
      tx,
      'order_fund',
      order.funds.map((fund, position) => ({
        ...{ bureau_id: bureauId, order_id: id, position, fund_id: store.idOf('funds', fund) },
      })),
    );
  }
}

/** The counter is shared by all who order, so it is asked late. */
async function nextNumber(tx: Tx, bureauId: string, at: Date): Promise<string> {
  const year = yearOf(dayOf(secondsOf(at)));
  const [given] = await tx.query<{ number: string }>(`select next_paper_number($1, 'order', $2) as number`, [
    ...[bureauId, year],
  ]);
  if (!given) throw new Error('a number was asked for and none was given');
  return given.number;
}

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

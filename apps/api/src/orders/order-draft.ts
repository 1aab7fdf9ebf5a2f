import { hundredths, type Money, type Order } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows, type Row } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { PersonalDataVault } from '../personal-data/vault';
import { firstFund } from './first-fund';
import { notePlace } from './order-detail-store';
import type { Judgement } from './order-judge';
import type { OrderWorld } from './order-world';
import type { NewOrder } from './orders.dto';

/** What was asked for, and what the rules say of it. */
export interface Asked {
  world: OrderWorld;
  order: Order;
  judgement: Judgement;
}

/** An order that lacks nothing but its number, which is shared by all who order and so is drawn late. */
export interface Draft {
  id: string;
  order: Order;
  amount: Money;
  onBehalfOf: string | undefined;
  row: Row;
  funds: Row[];
}

export function draftOf(vault: PersonalDataVault, caller: Caller, body: NewOrder, asked: Asked): Draft {
  const { world, order, judgement } = asked;
  const { store, book } = world;
  const { bureauId } = store;
  const id = uuid();
  const cadre = book.cadres.get(order.cadre);
  const unit = cadre ? book.responsibleUnit(cadre) : null;
  const provider = book.providers.get(book.contracts.get(order.contract)?.provider ?? '');
  const { amount, decision } = judgement;
  const row = {
    ...{ bureau_id: bureauId, id, status: 'requested', need: order.need },
    cadre_id: store.idOf('cadres', order.cadre),
    contract_id: store.idOf('contracts', order.contract),
    item_id: store.idOf('items', order.item),
    provider_id: store.shared('provider', provider?.creditCode ?? ''),
    unit_id: unit === null ? null : store.idOf('units', unit),
    ...{ starts_on: order.startsOn, ends_on: order.endsOn, quantity_hundredths: hundredths(order.quantity) },
    ...{ amount_fen: amount.toFen(), findings: decision.findings },
    ...{ ordered_by: order.orderedBy, requested_at: caller.at, channel: body.channel },
    ...{ on_behalf_of: body.onBehalfOf ?? null, need_id: body.needId ?? null },
    ...firstFund(store, order.funds),
    note: body.note ? vault.seal(body.note, notePlace(bureauId, id)) : null,
  };
  const funds = order.funds.map((fund, position) => ({
    ...{ bureau_id: bureauId, order_id: id, position, fund_id: store.idOf('funds', fund) },
  }));
  return { id, order, amount, onBehalfOf: body.onBehalfOf ?? undefined, row, funds };
}

/** Stores them under these numbers, in their order, and enters each into the audit. */
export async function storeOrders(
  tx: Tx,
  caller: Caller,
  drafts: readonly Draft[],
  numbers: readonly string[],
): Promise<void> {
  const numbered = drafts.map((draft, i) => ({ ...draft, number: numbers[i] ?? '' }));
  const rows = numbered.map(({ number, order, row }) => ({
    ...{ ...row, number },
    // As it was asked for: who approves is no part of that.
    filed: { ...canonical('orders', { ...order, number }), 审批人: null, 审批时间: null, 单位审批人: null },
  }));
  await insertRows(tx, 'service_order', rows);
  await insertRows(
    tx,
    'order_fund',
    drafts.flatMap(({ funds }) => funds),
  );
  for (const { id, number, amount, onBehalfOf } of numbered) {
    audit(tx, caller, {
      ...{ verb: 'order.request', subject: 'service_order', id },
      after: { number, status: 'requested', amount: amount.toString() },
      ...(onBehalfOf && { onBehalfOf }),
    });
  }
}

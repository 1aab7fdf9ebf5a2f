import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Day, hundredths, type Money, type Month, type Quantity } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { DatabaseError, type DatabaseFault, toDatabaseError } from '../db/pg-error';
import { verb } from '../db/statement';
import type { Tx } from '../db/unit-of-work';

/** One call of a verb: for which bureau and month, by whom, and the key under which it happens once. */
export interface Batch {
  bureauId: string;
  period: Month;
  actor: string;
  at: Date;
  key: string;
}

export interface Allotment {
  fundId: string;
  /** May be negative. */
  difference: Money;
  effectiveOn: Day;
  document: string;
}

export interface ReservedShare {
  orderId: string;
  fundId: string;
  position: number;
  amount: Money;
}

export interface Expenditure {
  reservationId: string;
  amount: Money;
  effectiveOn: Day;
  document: string;
}

export interface Payout {
  fundId: string;
  amount: Money;
  effectiveOn: Day;
  document: string;
}

/** An expense that is taken back; `postingId` is its row in the journal. */
export interface Correction {
  postingId: string;
  effectiveOn: Day;
  document: string;
}

export interface PaidBack extends Correction {
  amount: Money;
}

export interface Recovery extends PaidBack {
  /** Deducted from the next bill, or returned. */
  manner: 'deducted' | 'returned';
}

/**
 * The verbs of the ledger, the only way to move money. Each is one SQL function that does all of a batch or
 * nothing; errors are those of `db/pg-error.ts`. The same key with the same content changes nothing.
 */
@Injectable()
export class Ledger {
  async openPeriod(tx: Tx, bureauId: string, month: Month): Promise<void> {
    await tx.query('select ledger.open_period($1, $2)', [bureauId, month]);
  }

  /** Changes allotments by differences; makes a fund's balance on first sight. */
  async allot(tx: Tx, batch: Batch, rows: readonly Allotment[]): Promise<void> {
    const content = rows.map(({ fundId, difference, effectiveOn }) => [fundId, difference, effectiveOn]);
    await tx.query('select ledger.allot($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ fundId }) => fundId),
      rows.map(({ difference }) => difference.toFen()),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Reserves the shares of stored, approved orders. Contract ceilings and limits are taken along. */
  async reserve(
    tx: Tx,
    batch: Batch,
    orders: readonly { id: string; effectiveOn: Day }[],
    shares: readonly ReservedShare[],
  ): Promise<void> {
    const content = shares.map(({ orderId, fundId, amount }) => [orderId, fundId, amount]);
    const [order, share] = [orders[0], shares[0]];
    if (orders.length === 1 && shares.length === 1 && order && share) {
      const asked = [order.id, order.effectiveOn, uuid(), share.fundId, share.position, share.amount.toFen()];
      // Nobody waits for this answer: what is asked after it has one only if it went through.
      const [bureau, , ...rest] = head(batch, [[order.id], content]);
      return tx.send(RESERVE_ORDER, [bureau, ...rest, ...asked]);
    }
    await tx.query('select ledger.reserve($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
      ...head(batch, [orders.map(({ id }) => id), content]),
      orders.map(({ id }) => id),
      orders.map(({ effectiveOn }) => effectiveOn),
      shares.map(() => uuid()),
      shares.map(({ orderId }) => orderId),
      shares.map(({ fundId }) => fundId),
      shares.map(({ position }) => position),
      shares.map(({ amount }) => amount.toFen()),
    ]);
  }

  /** Turns reserved money into expended money, one posting per row. */
  async expend(tx: Tx, batch: Batch, rows: readonly Expenditure[]): Promise<void> {
    const content = rows.map(({ reservationId, amount, document }) => [reservationId, amount, document]);
    await tx.query('select ledger.expend($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ reservationId }) => reservationId),
      rows.map(({ amount }) => amount.toFen()),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Gives reserved money back, and under limits in a quantity what of each order will not be used. */
  async release(
    tx: Tx,
    batch: Batch,
    rows: readonly Expenditure[],
    unused: readonly { orderId: string; quantity: Quantity }[],
  ): Promise<void> {
    const given = unused.filter(({ quantity }) => quantity.greaterThan(0));
    const content = [rows.map(({ reservationId, amount }) => [reservationId, amount]), given];
    await tx.query('select ledger.release($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ reservationId }) => reservationId),
      rows.map(({ amount }) => amount.toFen()),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
      given.map(({ orderId }) => orderId),
      given.map(({ quantity }) => hundredths(quantity)),
    ]);
  }

  /** What was expended is now paid, by fund and paper. */
  async pay(tx: Tx, batch: Batch, rows: readonly Payout[]): Promise<void> {
    if (rows.length === 0) return;
    const content = rows.map(({ fundId, amount, document }) => [fundId, amount, document]);
    await tx.query('select ledger.pay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ fundId }) => fundId),
      rows.map(({ amount }) => amount.toFen()),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Payments that came back: what they paid is expended and unpaid again. `postingId` is the payment's. */
  async unpay(tx: Tx, batch: Batch, rows: readonly PaidBack[]): Promise<void> {
    if (rows.length === 0) return;
    const content = rows.map(({ postingId, amount }) => [postingId, amount]);
    await tx.query('select ledger.unpay($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ postingId }) => postingId),
      rows.map(({ amount }) => amount.toFen()),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Takes unpaid expenses back whole: the money is reserved again. */
  async reverse(tx: Tx, batch: Batch, rows: readonly Correction[]): Promise<void> {
    const content = rows.map(({ postingId, document }) => [postingId, document]);
    await tx.query('select ledger.reverse($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ postingId }) => postingId),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Money back after payment, in whole or in part: it is neither expended nor paid any more. */
  async recover(tx: Tx, batch: Batch, rows: readonly Recovery[]): Promise<void> {
    const content = rows.map(({ postingId, amount, manner }) => [postingId, amount, manner]);
    await tx.query('select ledger.recover($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
      ...head(batch, content),
      rows.map(() => uuid()),
      rows.map(({ postingId }) => postingId),
      rows.map(({ amount }) => amount.toFen()),
      rows.map(({ manner }) => manner),
      rows.map(({ effectiveOn }) => effectiveOn),
      rows.map(({ document }) => document),
    ]);
  }

  /** Takes over the ceilings of contracts as the register has them now. */
  async setCeilings(tx: Tx, bureauId: string, contractIds: readonly string[]): Promise<void> {
    await tx.query('select ledger.set_ceilings($1, $2)', [bureauId, contractIds]);
  }

  /**
   * Waits for whoever posts in any month, and keeps others out until the transaction ends: for whoever decides over
   * many rows and posts all of it or nothing.
   */
  async keepOut(tx: Tx, bureauId: string): Promise<void> {
    await tx.query('select ledger.keep_out($1)', [bureauId]);
  }

  /** Counts every limit again; due when limits, items or fund types changed, before anything is posted. */
  async recountLimits(tx: Tx, bureauId: string): Promise<void> {
    await tx.query('select ledger.rebuild_limit_windows($1)', [bureauId]);
  }
}

const RESERVE_ORDER = verb('ledger.reserve_order', 11);

/** Refusals for which a rule stands before the ledger: where the rule said yes, somebody was faster. */
const OVERTAKEN: readonly DatabaseFault[] = [
  'funds-short',
  'limit-exceeded',
  'ceiling-exceeded',
  'reservation-short',
];

/** Whether this is the ledger's refusal of what a rule has allowed over rows read a moment before. */
export function isOvertaken(error: unknown): boolean {
  const refusal = toDatabaseError(error);
  return refusal instanceof DatabaseError && OVERTAKEN.includes(refusal.fault);
}

function head({ bureauId, key, period, actor, at }: Batch, content: unknown): unknown[] {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest();
  return [bureauId, key, hash, period, actor, at.toISOString()];
}

/** A key for a batch over these papers: the same papers give the same key. */
export function batchKey(verb: string, month: Month, papers: readonly string[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([...papers].sort()))
    .digest('hex');
  return `month/${month}/${verb}/${digest.slice(0, 32)}`;
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, Money, type Year } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';
import type { Batch } from './ledger';

/** What a fund has left of the money that was first allotted in a year. */
export interface AgedMoney {
  fundId: string;
  code: string;
  originYear: number;
  available: Money;
  /** The fund of the next year with the same type and owner, if there is one. */
  successorId: string | null;
  successor: string | null;
}

/** The turn of the year: what is carried into the next year's funds, and what is given up. */
@Injectable()
export class LedgerYears {
  /** A year in which the bureau had no fund has no books. Throws `not-found`. */
  async assertKept(tx: Tx, bureauId: string, year: Year): Promise<void> {
    const rows = await tx.query('select 1 from fund where bureau_id = $1 and year = $2 limit 1', [
      ...[bureauId, Number(year)],
    ]);
    if (rows.length === 0) throw new DomainError('not-found');
  }

  async left(tx: Tx, bureauId: string, year: Year): Promise<AgedMoney[]> {
    const rows = await tx.query<Record<string, string | null>>(
      `select f.id, f.code, g.origin_year, g.available, n.id as successor_id, n.code as successor
       from fund f
       cross join lateral ledger.ages(f.bureau_id, f.id) g
       left join lateral (select t.id, t.code from fund t where t.bureau_id = f.bureau_id and t.year = f.year + 1
         and t.type = f.type and t.owner_unit_id is not distinct from f.owner_unit_id order by t.code limit 1) n on true
       where f.bureau_id = $1 and f.year = $2 and g.available > 0 order by f.code, g.origin_year`,
      [bureauId, Number(year)],
    );
    return rows.map((row) => ({
      ...{ fundId: String(row.id), code: String(row.code), originYear: Number(row.origin_year) },
      available: Money.ofFen(String(row.available)),
      ...{ successorId: row.successor_id ?? null, successor: row.successor ?? null },
    }));
  }

  async carryOver(tx: Tx, batch: Batch, rows: readonly AgedMoney[], effectiveOn: string): Promise<void> {
    if (rows.length === 0) return;
    await tx.query('select ledger.carry_over($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)', [
      ...head(batch, rows),
      ...[rows.map(() => uuid()), rows.map(() => uuid())],
      ...[rows.map(({ fundId }) => fundId), rows.map(({ successorId }) => successorId)],
      ...columns(rows, effectiveOn, '结转'),
    ]);
  }

  async lapse(tx: Tx, batch: Batch, rows: readonly AgedMoney[], effectiveOn: string): Promise<void> {
    if (rows.length === 0) return;
    await tx.query('select ledger.lapse($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
      ...[...head(batch, rows), rows.map(() => uuid()), rows.map(({ fundId }) => fundId)],
      ...columns(rows, effectiveOn, '结余收回'),
    ]);
  }
}

function head({ bureauId, key, period, actor, at }: Batch, rows: readonly AgedMoney[]): unknown[] {
  const content = rows.map(({ fundId, originYear, available }) => [fundId, originYear, available.toFen()]);
  const hash = createHash('sha256').update(JSON.stringify(content)).digest();
  return [bureauId, key, hash, period, actor, at.toISOString()];
}

function columns(rows: readonly AgedMoney[], effectiveOn: string, word: string): unknown[] {
  return [
    rows.map(({ available }) => available.toFen()),
    rows.map(({ originYear }) => originYear),
    rows.map(() => effectiveOn),
    rows.map(({ code }) => `${word} ${code}`),
  ];
}

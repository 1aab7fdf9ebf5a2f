import { Injectable } from '@nestjs/common';
import { isInForce, windowStart } from '@songbai/billing';
import { type Day, DomainError, dayOf, twoDecimals } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor } from '../http/across';
import { limits } from '../registers/agreement-registers';
import type { Columns } from '../registers/register';
import type { CadreLimitAnswer, CadreLimitsAnswer } from './cadre-limits.dto';
import { LIMIT_SELECT, limitOf } from './limits.service';

const SEERS = ['bureau', 'unit', 'supervisor', 'auditor'] as const;

/**
 * What a cadre may still use under the limits of that year. Whoever sees the cadre may know it, so an order need not be
 * refused to learn it.
 */
@Injectable()
export class CadreLimits {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of({ actor, at }: Caller, cadreId: string, on?: Day): Promise<CadreLimitsAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    const [cadre] = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureau_id: string }>('select bureau_id from cadre where id = $1', [cadreId]),
    );
    if (!cadre) throw new DomainError('not-found');
    const day = on ?? dayOf(Math.floor(at.getTime() / 1000));
    // A unit has no policies on the windows, and may know those of its own cadres.
    return this.unitOfWork.run({ kind: 'system', bureauId: cadre.bureau_id }, (tx) => read(tx, cadreId, day));
  }
}

async function read(tx: Tx, cadreId: string, day: Day): Promise<CadreLimitsAnswer> {
  const starts = [windowStart('month', day), windowStart('year', day)];
  const rows = await tx.query<Columns>(
    `select ${LIMIT_SELECT}, coalesce(w.used, 0) as used
     from ${limits.from} left join ledger.limit_window w on w.bureau_id = t.bureau_id and w.limit_id = t.id
       and w.cadre_id = $1 and w.window_start = case t.window_kind when 'month' then $2::date else $3::date end
     where daterange(t.valid_from, t.valid_to, '[]') && daterange($3::date, ($3::date + interval '1 year')::date)
     order by t.code`,
    [cadreId, ...starts],
  );
  return { limits: rows.map((row) => limitLeft(row, day)) };
}

function limitLeft(row: Columns, day: Day): CadreLimitAnswer {
  const limit = limits.read(row);
  const { cap, window } = limit;
  const used = new Decimal(String(row.used)).dividedBy(100);
  return {
    ...limitOf(row),
    ...{ windowStart: windowStart(window, day), used: twoDecimals(used), left: twoDecimals(cap.minus(used)) },
    inForce: isInForce(limit, day),
  };
}

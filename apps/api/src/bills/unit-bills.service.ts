import { Injectable } from '@nestjs/common';
import { DomainError, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Actor } from '../db/actor';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { type Condition, type Page, pageOf } from '../http/page';
import type { BillAnswer } from './bill-answer.dto';
import { billListing } from './bill-listing';
import { toConfirm } from './bill-queue-store';
import { viewBills } from './bill-views';
import type { BillQuery } from './bills.dto';

type Unit = Extract<Actor, { kind: 'unit' }>;

/** What one unit pays of a bill: by line, and by adjustment. */
interface Part {
  lines: ReadonlyMap<number, Money>;
  adjustments: ReadonlyMap<string, Money>;
}

/**
 * The bills that a unit's funds pay, cut down to what they pay: the other lines are about other units' cadres. Found
 * under the unit's own policy, then read as the system, exactly these.
 */
@Injectable()
export class UnitBills {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list(actor: Unit, caller: Caller, query: BillQuery): Promise<Page<BillAnswer>> {
    // No amount waits for a unit's word.
    const further: Condition[] = [
      ['b.id = any(?)', await this.paid(actor)],
      ...(query.awaiting === 'me' ? toConfirm(caller.person, []) : []),
    ];
    const system = { kind: 'system', bureauId: actor.bureauId } as const;
    return this.unitOfWork.run(system, async (tx) => {
      const page = await pageOf(tx, billListing(query, further), query, ({ id }) => String(id));
      const views = await viewBills(tx, actor.bureauId, page.items, caller);
      const parts = await partsOf(tx, actor, page.items);
      const items = views.map((view) => partOf(view, actor.unitId, parts.get(view.id ?? '')));
      const isBrief = query.lines === 'none';
      return { ...page, items: isBrief ? items.map((item) => ({ ...item, lines: [] })) : items };
    });
  }

  async one(actor: Unit, caller: Caller, id: string): Promise<BillAnswer> {
    if (!(await this.paid(actor, id)).includes(id)) throw new DomainError('not-found');
    return this.unitOfWork.run({ kind: 'system', bureauId: actor.bureauId }, async (tx) => {
      const [view] = await viewBills(tx, actor.bureauId, [id], caller);
      if (!view) throw new DomainError('not-found');
      return partOf(view, actor.unitId, (await partsOf(tx, actor, [id])).get(id));
    });
  }

  private async paid(actor: Unit, id: string | null = null): Promise<string[]> {
    const rows = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ id: string }>(
        'select bill_id as id from bill_payer where $1::uuid is null or bill_id = $1',
        [id],
      ),
    );
    return rows.map((row) => row.id);
  }
}

async function partsOf(
  tx: Tx,
  { bureauId, unitId }: Unit,
  ids: readonly string[],
): Promise<Map<string, Part>> {
  const rows = await tx.query<{
    bill_id: string;
    line: number | null;
    adjustment_id: string | null;
    fen: string;
  }>(
    `select s.bill_id, s.line, null as adjustment_id, sum(s.amount_fen)::text as fen from line_share s
       join fund f on f.bureau_id = s.bureau_id and f.id = s.fund_id
       where s.bureau_id = $1 and s.bill_id = any($2) and f.owner_unit_id = $3 group by s.bill_id, s.line
     union all
     select s.bill_id, null, s.adjustment_id, sum(s.amount_fen)::text from bill_adjustment_share s
       join fund f on f.bureau_id = s.bureau_id and f.id = s.fund_id
       where s.bureau_id = $1 and s.bill_id = any($2) and f.owner_unit_id = $3 group by s.bill_id, s.adjustment_id`,
    [bureauId, ids, unitId],
  );
  return new Map(
    ids.map((id) => {
      const own = rows.filter((row) => row.bill_id === id);
      const lines = own.flatMap(({ line, fen }) =>
        line === null ? [] : [[line, Money.ofFen(fen)] as const],
      );
      const adjustments = own.flatMap(({ adjustment_id: adjustment, fen }) =>
        adjustment === null ? [] : [[adjustment, Money.ofFen(fen)] as const],
      );
      return [id, { lines: new Map(lines), adjustments: new Map(adjustments) }];
    }),
  );
}

const NO_PART: Part = { lines: new Map(), adjustments: new Map() };

/** Amounts are the unit's own; what is said of the bill as a whole would tell the others'. */
function partOf(view: BillAnswer, unitId: string, part: Part = NO_PART): BillAnswer {
  const lines = view.lines.filter(({ line }) => part.lines.has(line));
  const shares = view.shares.filter(({ payer }) => payer === unitId);
  const claimed = Money.sum(lines.map(({ amount }) => Money.of(amount))).toString();
  return {
    ...view,
    ...{ declared: claimed, claimed, approved: Money.sum([...part.lines.values()]).toString() },
    payable: Money.sum(shares.map(({ amount }) => Money.of(amount))).toString(),
    ...{
      codes: [...new Set(lines.flatMap(({ codes }) => codes))].sort(),
      findings: [],
      settled: [],
      outcomes: null,
    },
    ...{ lines, shares, invoice: null, returnReason: null },
    appeals: view.appeals.filter(({ line }) => part.lines.has(line)),
    adjustments: view.adjustments.flatMap((adjustment) => {
      const own = part.adjustments.get(adjustment.id);
      return own ? [{ ...adjustment, amount: own.toString() }] : [];
    }),
  };
}

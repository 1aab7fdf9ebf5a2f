import { type ContractStatus, Money, statusOn } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Tx } from '../db/unit-of-work';
import { isFor } from '../http/across';
import type { Listing } from '../http/page';
import type { Columns } from '../registers/register';
import { amended, nearlyUsed, returned } from './contract-queue-store';
import type { AmendmentAnswer, ContractAnswer, ContractQuery, PriceRow } from './contracts.dto';

const SELECT = `t.id, t.bureau_id, t.version, t.number, t.provider_id, link.credit_code as seller_code, t.buyer_name,
  t.buyer_code, t.starts_on::text, t.ends_on::text, t.ceiling_fen, t.areas, t.rounding_minutes,
  t.minimum_minutes, t.status`;
const FROM =
  'contract t join provider_link link on link.bureau_id = t.bureau_id and link.id = t.provider_link_id';

/** As statusOn has it, for filtering. */
const STATUS_ON = `case
  when t.status in ('approved', 'active', 'suspended') and t.ends_on < ?::date then 'expired'
  when t.status = 'approved' and t.starts_on <= ?::date then 'active' else t.status end = ?`;

/** A contract's own row; prices, commitment and papers are added by withDetails. */
export type ContractRow = Omit<ContractAnswer, keyof ContractDetails> & { bureauId: string };

type ContractDetails = Pick<
  ContractAnswer,
  | ('prices' | 'committed' | 'amendments' | 'budgetFundIds' | 'termReasons' | 'budgetDocument')
  | ('modelId' | 'madeBy' | 'submittedBy' | 'approvedBy' | 'findings')
  | ('madeAt' | 'submittedAt' | 'approvedAt')
>;

export function contractListing(asked: ContractQuery, today: string): Listing {
  const { query, number, status, providerId, endsBefore } = asked;
  const pattern = query && `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    select: SELECT,
    from: FROM,
    where: [
      pattern ? ['t.number ilike ? or link.name ilike ?', pattern, pattern] : null,
      number === undefined ? null : ['t.number = ?', number],
      status === undefined ? null : [STATUS_ON, today, today, status],
      providerId === undefined ? null : ['t.provider_id = ?', providerId],
      endsBefore === undefined ? null : ['t.ends_on < ?', endsBefore],
      asked.amendment === undefined ? null : amended('t'),
      asked.returned === undefined ? null : returned('t', asked.returned),
      asked.nearlyUsed === undefined ? null : nearlyUsed('t'),
    ],
    key: 't.number',
    id: 't.id',
  };
}

export async function readContractRow(tx: Tx, id: string, today: string): Promise<ContractRow | undefined> {
  const [row] = await tx.query<Columns>(`select ${SELECT} from ${FROM} where t.id = $1`, [id]);
  return row && contractRow(row, today);
}

export function contractRow(c: Columns, today: string): ContractRow {
  const [startsOn, endsOn] = [String(c.starts_on), String(c.ends_on)];
  return {
    ...{ id: String(c.id), bureauId: String(c.bureau_id), number: String(c.number) },
    status: statusOn({ status: c.status as ContractStatus, startsOn, endsOn }, today),
    ...{ providerId: String(c.provider_id), sellerCode: String(c.seller_code) },
    ...{ buyerName: String(c.buyer_name), buyerCode: String(c.buyer_code), startsOn, endsOn },
    ...{ ceiling: Money.ofFen(String(c.ceiling_fen)).toString(), areas: c.areas as string[] },
    ...{ roundingMinutes: Number(c.rounding_minutes), minimumMinutes: Number(c.minimum_minutes) },
    version: Number(c.version),
  };
}

/** Adds what stands in other tables, in a transaction that is bound to the bureau of all these rows. */
export async function withDetails(
  tx: Tx,
  { actor }: Caller,
  rows: readonly ContractRow[],
): Promise<ContractAnswer[]> {
  // The contract that it was written after is another firm's.
  const seesModel = isFor(actor, 'bureau', 'supervisor', 'auditor');
  const ids = rows.map(({ id }) => id);
  const prices = await readPrices(tx, ids);
  const amendments = await readAmendments(tx, ids);
  const files = await tx.query<Columns>(
    `select c.id, m.committed, f.* from contract c
     left join ledger.commitment m on m.bureau_id = c.bureau_id and m.contract_id = c.id
     left join contract_file f on f.bureau_id = c.bureau_id and f.contract_id = c.id where c.id = any($1)`,
    [ids],
  );
  return rows.map(({ bureauId: _, ...row }) => {
    const file = files.find(({ id }) => id === row.id);
    return {
      ...row,
      committed: Money.ofFen(String(file?.committed ?? '0')).toString(),
      prices: prices.filter(({ contractId }) => contractId === row.id).map(({ price }) => price),
      budgetFundIds: (file?.budget_fund_ids as string[] | null) ?? [],
      termReasons: (file?.term_reasons as ContractAnswer['termReasons'] | null) ?? [],
      budgetDocument: textOf(file?.budget_document),
      modelId: seesModel ? textOf(file?.model_id) : null,
      ...{ madeBy: textOf(file?.made_by), submittedBy: textOf(file?.submitted_by) },
      approvedBy: textOf(file?.approved_by),
      ...{ madeAt: momentOf(file?.made_at), submittedAt: momentOf(file?.submitted_at) },
      approvedAt: momentOf(file?.approved_at),
      amendments: amendments
        .filter(({ contractId }) => contractId === row.id)
        .map(({ amendment }) => amendment),
      findings: [],
    };
  });
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const momentOf = (value: unknown): string | null => (value instanceof Date ? value.toISOString() : null);

async function readPrices(tx: Tx, ids: string[]): Promise<{ contractId: string; price: PriceRow }[]> {
  const rows = await tx.query<Record<string, string> & { to_on: string | null }>(
    `select p.contract_id, item.code, p.unit_price_fen, p.from_on::text, p.to_on::text from price p
     join item on item.bureau_id = p.bureau_id and item.id = p.item_id
     where p.contract_id = any($1) order by item.code, p.from_on`,
    [ids],
  );
  return rows.map((row) => ({
    contractId: String(row.contract_id),
    price: {
      itemCode: String(row.code),
      unitPrice: Money.ofFen(String(row.unit_price_fen)).toString(),
      from: String(row.from_on),
      to: row.to_on,
    },
  }));
}

async function readAmendments(
  tx: Tx,
  ids: string[],
): Promise<{ contractId: string; amendment: AmendmentAnswer }[]> {
  const rows = await tx.query<Columns>(
    'select * from contract_amendment where contract_id = any($1) order by made_at, id',
    [ids],
  );
  return rows.map((c) => ({
    contractId: String(c.contract_id),
    amendment: {
      ...{ id: String(c.id), status: String(c.status), change: c.change as Record<string, unknown> },
      ...{ reason: String(c.reason), document: textOf(c.document) },
      ...{ madeBy: String(c.made_by), decidedBy: textOf(c.decided_by) },
      ...{ madeAt: momentOf(c.made_at), decidedAt: momentOf(c.decided_at) },
    },
  }));
}

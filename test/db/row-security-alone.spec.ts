import { tablesOf } from '@songbai/migrations';
import type { Actor } from '../../apps/api/src/db/actor';
import { abroad, attempt, KINDS, type Kind, mine, OWNERS, other } from './every-actor';
import { columnOwner, fillEveryTable, type Owner } from './every-table';
import { type Opened, openDatabase } from './world';

/**
 * The policies alone, with no filter of the application before them: in every table there is a row of mine, of another
 * party of my bureau, of another bureau, and of another bureau with my firm.
 */
let db: Opened;
const TABLES = tablesOf('bureau');

beforeAll(async () => {
  db = await openDatabase();
  await fillEveryTable(db.all, OWNERS);
});
afterAll(() => db.close());

/** Whose rows each class may see at all: all of the bureau's, or those that name it. */
const OWN: Record<Kind, keyof Owner> = {
  ...{ system: 'bureau', bureau: 'bureau', supervisor: 'bureau', auditor: 'bureau' },
  ...{ unit: 'unit', provider: 'provider', worker: 'worker', family: 'cadre' },
};

/** What everybody of a bureau may read, whoever the row names: the menu, and what a unit must know to order. */
const OPEN: Partial<Record<Kind, string[]>> = {
  ...{ provider: ['item'], worker: ['item'], family: ['item'] },
  unit: ['item', 'contract', 'price', 'provider_link', 'usage_limit', 'ledger.commitment'],
};

/** In which tables each class of party finds something of its own; the others find it in all, or nearly all. */
const SEEN: Partial<Record<Kind, string[]>> = {
  unit: [
    ...[
      'unit',
      'cadre',
      'provider_link',
      'item',
      'contract',
      'price',
      'fund',
      'usage_limit',
      'service_order',
      'visit',
    ],
    ...[
      'life_event',
      'payment_row',
      'bill_payer',
      'order_fund',
      'order_approval',
      'need',
      'ledger.balance',
      'ledger.commitment',
      'ledger.journal',
    ],
  ],
  provider: [
    ...['provider_link', 'worker_link', 'item', 'contract', 'price', 'service_order', 'visit', 'visit_photo'],
    ...[
      'visit_resolution',
      'visit_added_proof',
      'photo',
      'rating',
      'rating_reply',
      'bill',
      'bill_line',
      'tax_invoice',
      'payment_row',
      'bill_appeal',
      'bill_file',
    ],
    ...['bill_adjustment', 'contract_file', 'contract_amendment'],
  ],
  worker: ['worker_link', 'item', 'visit', 'visit_photo'],
  family: [
    ...[
      'cadre',
      'stay',
      'item',
      'service_order',
      'visit',
      'life_event',
      'rating',
      'rating_reply',
      'need',
      'card',
      'call_request',
    ],
  ],
};
const OF_OFFICE = [
  ...['audit_head', 'audit_log', 'paper_counter', 'visit_turn', 'ledger.period_gate'],
  ...['ledger.ready_limits', 'register_stamp'],
];

const isOwn = (kind: Kind, table: string, row: Record<string, unknown>): boolean => {
  if (OPEN[kind]?.includes(table)) return row.bureau_id === mine.bureau;
  const party = OWN[kind];
  return Object.keys(row).some(
    (column) => columnOwner(table, column) === party && row[column] === mine[party],
  );
};

describe.each(KINDS)('%s', (kind) => {
  test('sees its own rows in the tables that are for it, and no row of anybody else', async () => {
    const wrong: unknown[] = [];
    const seen: string[] = [];
    for (const table of TABLES) {
      const { rows } = await attempt(db.unitOfWork, kind, async (tx) => ({
        rows: await tx.query(`select * from ${table}`),
      }));
      const foreign = rows.filter((row) => !isOwn(kind, table, row));
      if (foreign.length > 0) wrong.push([table, foreign.length]);
      if (rows.length > 0) seen.push(table);
    }
    expect(wrong).toEqual([]);
    const hidden: Partial<Record<Kind, string[]>> = { supervisor: OF_OFFICE, auditor: OF_OFFICE.slice(2) };
    expect(seen.sort()).toEqual(
      (SEEN[kind] ?? TABLES.filter((name) => !hidden[kind]?.includes(name))).sort(),
    );
  });

  test('changes, deletes and adds nothing of another bureau, and moves nothing of its own there', async () => {
    const wrong: unknown[] = [];
    for (const table of TABLES) {
      const tries: [string, unknown[]][] = [
        [
          `update ${table} set bureau_id = bureau_id where bureau_id = any($1)`,
          [[other.bureau, abroad.bureau]],
        ],
        [`delete from ${table} where bureau_id = any($1)`, [[other.bureau, abroad.bureau]]],
        [`update ${table} set bureau_id = $1`, [other.bureau]],
        [`insert into ${table} select * from ${table} where bureau_id = $1`, [other.bureau]],
        [
          `insert into ${table} select r.* from ${table} t,
             lateral jsonb_populate_record(t, jsonb_build_object('bureau_id', $2::uuid)) r where t.bureau_id = $1`,
          [mine.bureau, other.bureau],
        ],
      ];
      for (const [sql, params] of tries) {
        const { changed, fault } = await attempt(db.unitOfWork, kind, async (tx) => ({
          changed: await tx.execute(sql, params),
        }));
        if (changed > 0) wrong.push([table, sql.slice(0, 40), changed]);
        // What was filed has a trigger besides, which may speak first.
        if (![undefined, 'forbidden', 'filed-is-final'].includes(fault))
          wrong.push([table, sql.slice(0, 40), fault]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('a supervisor reads every bureau of its tree, and none beside it', async () => {
  const bureauIds = [mine.bureau, other.bureau];
  const above: Actor = { kind: 'supervisor', bureauId: mine.bureau, bureauIds, userId: 'u' };
  for (const table of ['cadre', 'service_order', 'bill', 'fund', 'ledger.journal']) {
    const rows = await db.unitOfWork.run(above, (tx) =>
      tx.query<{ bureau: string }>(`select distinct bureau_id as bureau from ${table}`),
    );
    expect([table, rows.map(({ bureau }) => bureau).sort()]).toEqual([table, bureauIds.sort()]);
  }
});

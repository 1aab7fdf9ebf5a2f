import { attempt, KINDS, type Kind, type Outcome, OWNERS, other } from './every-actor';
import { fillEveryTable, makeOwner } from './every-table';
import { type Opened, openDatabase } from './world';

/** Functions that run with their owner's rights look past the policies of whoever calls: each must look for itself. */
let db: Opened;
beforeAll(async () => {
  db = await openDatabase();
  await fillEveryTable(db.all, OWNERS);
});
afterAll(() => db.close());

interface Fn {
  name: string;
  names: string[];
  types: string[];
  /** Whether it runs with its owner's rights. */
  definer: boolean;
}

/** Every function of ours that takes a bureau and that this class may call. */
async function functionsOf(kind: Kind): Promise<Fn[]> {
  return db.all.query(
    `select p.oid::regproc::text as name, p.prosecdef as definer, p.proargnames[1:p.pronargs] as names,
       array(select format_type(t, null) from unnest(p.proargtypes) with ordinality u (t, i) order by i) as types
     from pg_proc p where p.proargnames[1] = 'p_bureau'
       and has_function_privilege($1, p.oid, 'EXECUTE') order by 1`,
    [`songbai_act_${kind}`],
  );
}

/** What fits a parameter, whatever it means. */
function valueFor(name: string, type: string, bureau: string, fund: string): unknown {
  if (name === 'p_bureau') return bureau;
  if (type.endsWith('[]')) return name === 'p_funds' ? [fund] : [];
  if (name === 'p_month' || name === 'p_period') return '2026-10';
  const values: Record<string, unknown> = { uuid: fund, bytea: Buffer.from([1]), date: '2026-10-01' };
  return (
    values[type] ?? (type.startsWith('timestamp') ? '2026-10-01T00:00:00Z' : type === 'text' ? 'x' : 2026)
  );
}

describe('functions that take a bureau', () => {
  /** At least so many; a party has none, since what it does is written by the system. */
  const CALLABLE: Record<Kind, number> = {
    ...{ system: 28, bureau: 28, supervisor: 5, auditor: 5, unit: 0, provider: 0, worker: 0, family: 0 },
  };

  test.each(KINDS)(
    'tell %s of another one what they tell of none, and change nothing there',
    async (kind) => {
      const wrong: unknown[] = [];
      const functions = await functionsOf(kind);
      const [{ id: fund }] = await db.all.query('select id from fund where bureau_id = $1', [other.bureau]);
      for (const { name, names, types, definer } of functions) {
        const places = types.map((type, i) => `$${i + 1}::${type}`).join(', ');
        const ask = (bureau: string): Promise<Outcome> => {
          const params = types.map((type, i) => valueFor(names[i] ?? '', type, bureau, fund));
          return attempt(db.unitOfWork, kind, async (tx) => ({
            rows: await tx.query(`select * from ${name}(${places}) as answer`, params),
          }));
        };
        const [answer, ofNone] = [await ask(other.bureau), await ask(makeOwner().bureau)];
        if (JSON.stringify(answer) !== JSON.stringify(ofNone)) wrong.push([name, answer, ofNone]);
        const isVerb = definer && name.startsWith('ledger.');
        if (isVerb && answer.code !== 'LE401') wrong.push([name, answer.code]);
      }
      expect(wrong).toEqual([]);
      const least = CALLABLE[kind];
      expect(functions.length >= least && (least > 0 || functions.length === 0)).toBe(true);
    },
  );
});

import type { Columns, RegisterName } from './register';
import { REGISTERS } from './register-store';

/** Which rows of which registers, as a condition on `t` and the tables beside it. */
export type Picked = Partial<Record<RegisterName, string>>;

/** The rows of some registers, read in one go with others. */
export type PickedRows<P extends Picked> = Record<keyof P & RegisterName, Columns[]>;

const SHARED: Picked = { providers: ', t.provider_id as shared_id', workers: ', t.worker_id as shared_id' };

/** Rows as a JSON list, in a select list. */
export const listOf = (rows: string): string => `(select coalesce(json_agg(r), '[]') from (${rows}) r)`;

/** Rows of registers of the bureau $1, as one JSON object for `registerRows`. */
export function registersJson(picked: Picked): string {
  const parts = Object.entries(picked).map(([name, condition]) => {
    const { select, from } = REGISTERS[name as RegisterName];
    const shared = SHARED[name as RegisterName] ?? '';
    return `'${name}', ${listOf(`select t.id, t.version, ${select}${shared} from ${from}
      where t.bureau_id = $1 and ${condition}`)}`;
  });
  return `json_build_object(${parts.join(',\n    ')})`;
}

/** As `RegisterStore.of` takes them. bytea within JSON is "\\x…" in hexadecimal. */
export function registerRows<P extends Picked>(
  rows: PickedRows<P>,
): Partial<Record<RegisterName, Columns[]>> {
  const { cadres = [] } = rows as { cadres?: Columns[] };
  const opened = cadres.map((cadre) => ({
    ...cadre,
    personal: Buffer.from(String(cadre.personal).slice(2), 'hex'),
  }));
  return { ...rows, cadres: opened };
}

/** The columns of a cadre in the order in which `order_world` and `visit_world` answer them. */
export const CADRE_ROW = [
  ...[
    'id',
    'version',
    'code',
    'name',
    'gender',
    'unit_code',
    'area',
    'settlement',
    'deceased_on',
    'personal',
  ],
];

/** A row that comes as a list, by the names of its columns. */
export function named<T = Columns>(names: readonly string[], row: readonly unknown[]): T {
  const columns: Columns = {};
  for (let i = 0; i < names.length; i++) columns[names[i] ?? ''] = row[i];
  return columns as T;
}

import type { Tx } from '../db/unit-of-work';
import type { KnownCodes, Parsed, TableName } from '../intake';
import type { RegisterStore } from '../registers/register-store';

/** What is stored of all that a folder's rows refer to: registers whole, papers as far as the folder names them. */
export async function knownCodes(tx: Tx, store: RegisterStore, parsed: Parsed): Promise<KnownCodes> {
  const { bureauId } = store;
  const stored = async (table: string, numbers: string[]): Promise<Set<string>> => {
    const rows = await tx.query<{ number: string }>(
      `select number from ${table} where bureau_id = $1 and number = any($2)`,
      [bureauId, numbers],
    );
    return new Set(rows.map(({ number }) => number));
  };
  const named = (tables: TableName[], column: string): string[] => {
    const values = tables.flatMap((table) => parsed.tables[table].rows.map((row) => row.values[column]));
    return [...new Set(values.filter((value): value is string => typeof value === 'string'))];
  };
  return {
    units: store.keys('units'),
    cadres: store.keys('cadres'),
    providers: store.keys('providers'),
    workers: store.keys('workers'),
    items: store.keys('items'),
    contracts: store.keys('contracts'),
    funds: store.keys('funds'),
    orders: await stored('service_order', named(['visits'], '订单编号')),
    visits: await stored('visit', named(['billLines', 'ratings'], '记录号')),
    bills: await stored('bill', named(['billLines', 'taxInvoices'], '账单号')),
    prices: store.all('prices'),
  };
}

import { Injectable } from '@nestjs/common';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { PersonalDataVault } from '../personal-data/vault';
import type { RegisterName, RegisterRow, Stored } from './register';
import { RegisterStore } from './register-store';
import { type Picked, type PickedRows, registerRows, registersJson } from './registers-json';

/**
 * What of the agreement an order or a visit is about: contract and item, where they are known, and the units of the
 * cadres that an order may be judged with.
 */
export interface AgreementKeys {
  contractId: string | null;
  itemId: string | null;
  unitCodes: readonly string[];
}

/** The units of $4 and what those are under. */
const UNITS = `
  select u.code, u.supervisor_code from unit u where u.bureau_id = $1 and u.code = any ($4::text[])
  union
  select u.code, u.supervisor_code from above join unit u on u.bureau_id = $1 and u.code = above.supervisor_code`;

const PICKED = {
  units: 't.code = any (array(select code from above))',
  providers: 't.id = (select c.provider_link_id from contract c where c.bureau_id = $1 and c.id = $2)',
  items: 't.id = $3',
  contracts: 't.id = $2',
  prices: 't.contract_id = $2 and t.item_id = $3',
  limits: 'true',
} satisfies Picked;

/** The stamp is of the same moment as the rows; null within a transaction that has changed registers. */
const AGREEMENT = statement(
  'agreement',
  `with recursive above (code, supervisor_code) as (${UNITS})
  select (select s.stamp from register_stamp s where s.bureau_id = $1
      and coalesce(current_setting('app.registers', true), '') = '') as stamp,
    ${registersJson(PICKED)} as registers`,
);

interface AgreementRow {
  stamp: string | null;
  registers: PickedRows<typeof PICKED>;
}

type Entry<N extends RegisterName = RegisterName> = readonly [N, string, Stored<RegisterRow<N>>];

type Identity = readonly [creditCode: string, id: string];

/** What is remembered of one bureau while its stamp stands. A code that no unit has is remembered as such. */
interface Remembered {
  stamp: string;
  units: Map<string, Entry<'units'> | null>;
  services: Map<string, { entries: Entry[]; provider: Identity | undefined }>;
  limits: Entry<'limits'>[];
}

const MOST_BUREAUS = 200;
const MOST_SERVICES = 5000;

const serviceOf = ({ contractId, itemId }: AgreementKeys): string => `${contractId}/${itemId}`;

/**
 * Contracts with their prices, items, units and limits, remembered for the orders and visits that follow. Nothing is
 * decided on what is no longer so: whoever reads one reads the bureau's stamp at the same moment, and another stamp
 * makes all of that bureau be read anew. A transaction that changed registers itself has no stamp (''), and leaves
 * nothing here.
 */
@Injectable()
export class Agreements {
  private readonly bureaus = new Map<string, Remembered>();

  constructor(private readonly vault: PersonalDataVault) {}

  /** Puts what is asked about into `store`, as it was under this stamp; false where it is no longer known. */
  async fill(tx: Tx, store: RegisterStore, stamp: string, keys: AgreementKeys): Promise<boolean> {
    const { bureauId } = store;
    const known = this.bureaus.get(bureauId);
    if (known?.stamp === stamp && put(known, store, keys)) return true;
    const [row] = await tx.query<AgreementRow>(AGREEMENT, [
      ...[bureauId, keys.contractId, keys.itemId, keys.unitCodes],
    ]);
    if (!row) throw new Error('a row of lists is always there');
    const fresh = row.stamp === null ? blank('') : this.remembered(bureauId, row.stamp);
    remember(fresh, RegisterStore.of(bureauId, this.vault, registerRows(row.registers)), keys);
    return fresh.stamp === stamp && put(fresh, store, keys);
  }

  private remembered(bureauId: string, stamp: string): Remembered {
    const known = this.bureaus.get(bureauId);
    if (known?.stamp === stamp && known.services.size < MOST_SERVICES) return known;
    if (this.bureaus.size >= MOST_BUREAUS) this.bureaus.clear();
    const fresh = blank(stamp);
    this.bureaus.set(bureauId, fresh);
    return fresh;
  }
}

const blank = (stamp: string): Remembered => ({ stamp, units: new Map(), services: new Map(), limits: [] });

function remember(fresh: Remembered, read: RegisterStore, keys: AgreementKeys): void {
  const entriesOf = <N extends RegisterName>(name: N): Entry<N>[] =>
    [...read.keys(name)].flatMap((key): Entry<N>[] => {
      const stored = read.find(name, key);
      return stored ? [[name, key, stored]] : [];
    });
  const units = entriesOf('units');
  for (const code of keys.unitCodes) fresh.units.set(code, null);
  for (const [, , { row }] of units) if (row.supervisor !== null) fresh.units.set(row.supervisor, null);
  for (const unit of units) fresh.units.set(unit[1], unit);
  fresh.limits = entriesOf('limits');
  const [provider] = read.all('providers');
  fresh.services.set(serviceOf(keys), {
    entries: [
      ...entriesOf('providers'),
      ...entriesOf('items'),
      ...entriesOf('contracts'),
      ...entriesOf('prices'),
    ],
    provider: provider && [provider.creditCode, read.shared('provider', provider.creditCode)],
  });
}

/** False where something is not remembered. */
function put({ units, services, limits }: Remembered, store: RegisterStore, keys: AgreementKeys): boolean {
  const service = services.get(serviceOf(keys));
  if (!service) return false;
  for (const first of keys.unitCodes) {
    const seen = new Set<string>();
    for (let code: string | null = first; code !== null && !seen.has(code); ) {
      seen.add(code);
      const unit = units.get(code);
      if (unit === undefined) return false;
      if (unit) store.put(...unit);
      code = unit === null ? null : unit[2].row.supervisor;
    }
  }
  for (const entry of [...service.entries, ...limits]) store.put(...entry);
  if (service.provider) store.identify('provider', ...service.provider);
  return true;
}

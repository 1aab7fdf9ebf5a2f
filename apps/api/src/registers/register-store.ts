import { RegisterBook } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { rowKey } from '../intake';
import type { PersonalDataVault } from '../personal-data/vault';
import { contracts, funds, items, limits, prices } from './agreement-registers';
import { cadres, providers, stays, units, workers } from './party-registers';
import type { Columns, Register, RegisterContext, RegisterName, RegisterRow, Stored } from './register';

/** The registers in the order in which they are written: each refers to earlier ones only. */
export const REGISTERS: { [N in RegisterName]: Register<N> } = {
  units,
  cadres,
  stays,
  providers,
  workers,
  items,
  contracts,
  prices,
  funds,
  limits,
};

export const REGISTER_NAMES = Object.keys(REGISTERS) as RegisterName[];

/** Which rows of which registers somebody needs: all of one, or those of these codes. What is not named is not read. */
export type RegisterPart = Partial<Record<RegisterName, readonly string[] | 'all'>>;

const WHOLE = Object.fromEntries(REGISTER_NAMES.map((name) => [name, 'all'])) as RegisterPart;

/** The column of the code by which a part of a register is picked. */
const CODE_COLUMN: Record<RegisterName, string> = {
  units: 't.code',
  cadres: 't.code',
  stays: 'cadre.code',
  providers: 't.code',
  workers: 't.code',
  items: 't.code',
  contracts: 't.number',
  prices: 'contract.number',
  funds: 't.code',
  limits: 't.code',
};

type Rows = { [N in RegisterName]: Map<string, Stored<RegisterRow<N>>> };

/** The registers of one bureau as they are stored: rows by key, with their ids and versions. */
export class RegisterStore implements RegisterContext {
  private readonly identities = { provider: new Map<string, string>(), worker: new Map<string, string>() };

  private constructor(
    readonly bureauId: string,
    readonly vault: PersonalDataVault,
    private readonly rows: Rows,
  ) {}

  static async load(
    tx: Tx,
    bureauId: string,
    vault: PersonalDataVault,
    part: RegisterPart = WHOLE,
  ): Promise<RegisterStore> {
    const rows = Object.fromEntries(REGISTER_NAMES.map((name) => [name, new Map()])) as unknown as Rows;
    const store = new RegisterStore(bureauId, vault, rows);
    for (const name of REGISTER_NAMES) {
      const codes = part[name];
      if (codes !== undefined) await store.read(tx, name, codes);
    }
    await store.readIdentities(tx, part.workers);
    return store;
  }

  /** From rows that were read in one go with others; providers and workers bring their `shared_id`. */
  static of(
    bureauId: string,
    vault: PersonalDataVault,
    found: Partial<Record<RegisterName, readonly Columns[]>>,
  ): RegisterStore {
    const rows = Object.fromEntries(REGISTER_NAMES.map((name) => [name, new Map()])) as unknown as Rows;
    const store = new RegisterStore(bureauId, vault, rows);
    for (const name of REGISTER_NAMES) store.take(name, found[name] ?? []);
    for (const row of found.providers ?? [])
      store.identify('provider', String(row.credit_code), String(row.shared_id));
    for (const row of found.workers ?? []) store.identify('worker', String(row.code), String(row.shared_id));
    return store;
  }

  /** The rules' view of the registers. A new one after each change. */
  book(): RegisterBook {
    return new RegisterBook({
      units: this.all('units'),
      cadres: this.all('cadres'),
      stays: this.all('stays'),
      providers: this.all('providers'),
      workers: this.all('workers'),
      items: this.all('items'),
      contracts: this.all('contracts'),
      prices: this.all('prices'),
      funds: this.all('funds'),
      limits: this.all('limits'),
    });
  }

  all<N extends RegisterName>(register: N): RegisterRow<N>[] {
    return [...this.rows[register].values()].map(({ row }) => row);
  }

  keys(register: RegisterName): ReadonlySet<string> {
    return new Set(this.rows[register].keys());
  }

  find<N extends RegisterName>(register: N, key: string): Stored<RegisterRow<N>> | undefined {
    return this.rows[register].get(key);
  }

  stored<N extends RegisterName>(register: N, key: string): RegisterRow<N> | undefined {
    return this.find(register, key)?.row;
  }

  put<N extends RegisterName>(register: N, key: string, stored: Stored<RegisterRow<N>>): void {
    this.rows[register].set(key, stored);
  }

  idOf(register: RegisterName, key: string): string {
    const stored = this.rows[register].get(key);
    if (!stored) throw new Error(`${register} does not have ${key}`);
    return stored.id;
  }

  shared(kind: 'provider' | 'worker', key: string): string {
    const id = this.identities[kind].get(key);
    if (!id) throw new Error(`no shared ${kind} for ${key}`);
    return id;
  }

  knows(kind: 'provider' | 'worker', key: string): boolean {
    return this.identities[kind].has(key);
  }

  identify(kind: 'provider' | 'worker', key: string, id: string): void {
    this.identities[kind].set(key, id);
  }

  private async read<N extends RegisterName>(
    tx: Tx,
    name: N,
    codes: readonly string[] | 'all',
  ): Promise<void> {
    const register: Register<N> = REGISTERS[name];
    const picked = codes === 'all' ? '' : `and ${CODE_COLUMN[name]} = any($2)`;
    const found = await tx.query<Columns>(
      `select t.id, t.version, ${register.select} from ${register.from} where t.bureau_id = $1 ${picked}`,
      codes === 'all' ? [this.bureauId] : [this.bureauId, codes],
    );
    this.take(name, found);
  }

  private take<N extends RegisterName>(name: N, found: readonly Columns[]): void {
    const register: Register<N> = REGISTERS[name];
    for (const columns of found) {
      const row = register.read(columns, this);
      this.put(name, rowKey(name, row), { id: String(columns.id), version: Number(columns.version), row });
    }
  }

  private async readIdentities(tx: Tx, workers: readonly string[] | 'all' | undefined): Promise<void> {
    const providerRows = await tx.query<Columns>(
      'select credit_code as key, provider_id as id from provider_link where bureau_id = $1',
      [this.bureauId],
    );
    const workerRows = await tx.query<Columns>(
      `select code as key, worker_id as id from worker_link
       where bureau_id = $1 and ($2::text[] is null or code = any($2))`,
      [this.bureauId, workers === 'all' ? null : (workers ?? [])],
    );
    for (const { key, id } of providerRows) this.identify('provider', String(key), String(id));
    for (const { key, id } of workerRows) this.identify('worker', String(key), String(id));
  }
}

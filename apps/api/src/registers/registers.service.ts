import { Injectable } from '@nestjs/common';
import type { Day, RegisterRows } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows, updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { said } from '../http/given';
import { type CanonicalRow, canonical, differences, rowKey } from '../intake';
import { PersonalDataVault } from '../personal-data/vault';
import type { Columns, Register, RegisterName, RegisterRow } from './register';
import { REGISTER_NAMES, REGISTERS, type RegisterPart, RegisterStore } from './register-store';

/** Who changes registers, when and why. */
export interface Recording {
  at: Date;
  by: string;
  reason: string | null;
  /** The day of the paper that the change rests on. */
  effectiveOn?: Day | null;
}

/** A register row that was new or got another content. */
export interface RegisterChange {
  register: RegisterName;
  key: string;
  version: number;
}

/** Columns of a cadre that are sealed in the history too. */
const PERSONAL_COLUMNS = [
  '身份证号',
  '居住地址',
  '经度',
  '纬度',
  '联系电话',
  '家属姓名',
  '家属关系',
  '家属电话',
  '状况标签',
  '能力等级',
];

/** Keeps the registers of a bureau: the newest content in its table, every version beside it. */
@Injectable()
export class RegistersService {
  constructor(private readonly vault: PersonalDataVault) {}

  load(tx: Tx, bureauId: string, part?: RegisterPart): Promise<RegisterStore> {
    return RegisterStore.load(tx, bureauId, this.vault, part);
  }

  /**
   * Takes rows in: a new key is a first version, a known key with other content the next one, the same content
   * nothing. Changes `store` with the database. Answers what changed, in the order of the registers.
   */
  async record(
    tx: Tx,
    store: RegisterStore,
    rows: RegisterRows,
    recording: Recording,
  ): Promise<RegisterChange[]> {
    await tx.query('set constraints price_one_per_day deferred');
    const changes: RegisterChange[] = [];
    for (const name of REGISTER_NAMES) {
      if (name === 'providers') await this.identifyProviders(tx, store, rows.providers);
      if (name === 'workers') await this.identifyWorkers(tx, store, rows.workers);
      changes.push(...(await this.recordRegister(tx, store, REGISTERS[name], rows[name], recording)));
    }
    if (changes.some(({ register }) => register === 'units' || register === 'cadres')) {
      await this.assignUnits(tx, store);
    }
    return changes;
  }

  private async recordRegister<N extends RegisterName>(
    tx: Tx,
    store: RegisterStore,
    register: Register<N>,
    rows: readonly RegisterRow<N>[],
    recording: Recording,
  ): Promise<RegisterChange[]> {
    const { bureauId } = store;
    const inserted: Columns[] = [];
    const updated: Columns[] = [];
    const versions: Columns[] = [];
    const changes: RegisterChange[] = [];
    for (const given of rows) {
      const key = rowKey(register.name, given);
      const known = store.find(register.name, key);
      const row = known ? { ...known.row, ...said(given) } : given;
      const content = canonical(register.name, row);
      if (known && differences(canonical(register.name, known.row), content).length === 0) continue;
      const id = known?.id ?? uuid();
      const version = (known?.version ?? 0) + 1;
      store.put(register.name, key, { id, version, row });
      const columns = { bureau_id: bureauId, id, version, ...register.write(row, store, id) };
      (known ? updated : inserted).push(columns);
      versions.push(this.versionOf(register.name, key, version, content, bureauId, recording));
      changes.push({ register: register.name, key, version });
    }
    await insertRows(tx, register.table, inserted);
    await updateRows(tx, register.table, ['bureau_id', 'id'], updated);
    await insertRows(tx, 'register_version', versions);
    return changes;
  }

  private versionOf(
    register: RegisterName,
    key: string,
    version: number,
    content: CanonicalRow,
    bureauId: string,
    { at, by, reason, effectiveOn = null }: Recording,
  ): Columns {
    const id = uuid();
    return {
      bureau_id: bureauId,
      id,
      register,
      code: key,
      version,
      content: register === 'cadres' ? this.sealContent(content, bureauId, id) : content,
      recorded_at: at.toISOString(),
      recorded_by: by,
      reason,
      effective_on: effectiveOn,
    };
  }

  private sealContent(content: CanonicalRow, bureauId: string, rowId: string): Columns {
    const isPersonal = ([column]: [string, unknown]): boolean => PERSONAL_COLUMNS.includes(column);
    const entries = Object.entries(content);
    const personal = JSON.stringify(Object.fromEntries(entries.filter(isPersonal)));
    const place = { bureauId, table: 'register_version', column: 'content', rowId };
    return {
      ...Object.fromEntries(entries.filter((entry) => !isPersonal(entry))),
      sealed: this.vault.seal(personal, place).toString('base64'),
    };
  }

  /** A provider is one firm for all bureaus, known by its credit code. */
  private async identifyProviders(
    tx: Tx,
    store: RegisterStore,
    rows: RegisterRows['providers'],
  ): Promise<void> {
    const firms = new Map(rows.map(({ creditCode, name }) => [creditCode, name]));
    const codes = [...firms.keys()].filter((code) => !store.knows('provider', code));
    if (codes.length === 0) return;
    const fresh = codes.map((code) => ({ id: uuid(), code, name: firms.get(code) }));
    const found = await tx
      .query<{ id: string; credit_code: string }>(
        `insert into provider (id, credit_code, name)
       select * from unnest($1::uuid[], $2::text[], $3::text[])
       on conflict (credit_code) do nothing`,
        [fresh.map(({ id }) => id), codes, fresh.map(({ name }) => name)],
      )
      .then(() =>
        tx.query<{ id: string; credit_code: string }>(
          'select id, credit_code from provider where credit_code = any($1)',
          [codes],
        ),
      );
    for (const { id, credit_code: code } of found) store.identify('provider', code, id);
  }

  /** An office's tables do not say who a worker is elsewhere, so each code of a bureau is a person of its own. */
  private async identifyWorkers(tx: Tx, store: RegisterStore, rows: RegisterRows['workers']): Promise<void> {
    const fresh = rows
      .filter(({ code }) => !store.knows('worker', code))
      .map(({ code, name, provider }) => {
        const firm = store.stored('providers', provider);
        if (!firm) throw new Error(`providers does not have ${provider}`);
        return { code, row: { id: uuid(), provider_id: store.shared('provider', firm.creditCode), name } };
      });
    await insertRows(
      tx,
      'worker',
      fresh.map(({ row }) => row),
    );
    for (const { code, row } of fresh) store.identify('worker', code, row.id);
  }

  /** Each cadre's responsible unit, where a policy of the database can see it. */
  private async assignUnits(tx: Tx, store: RegisterStore): Promise<void> {
    const book = store.book();
    const cadres = store.all('cadres').map((cadre) => {
      const unit = book.responsibleUnit(cadre);
      return { id: store.idOf('cadres', cadre.code), unit: unit === null ? null : store.idOf('units', unit) };
    });
    await tx.query(
      `update cadre set responsible_unit_id = given.unit
       from unnest($2::uuid[], $3::uuid[]) as given (id, unit)
       where cadre.bureau_id = $1 and cadre.id = given.id and cadre.responsible_unit_id is distinct from given.unit`,
      [store.bureauId, cadres.map(({ id }) => id), cadres.map(({ unit }) => unit)],
    );
  }
}

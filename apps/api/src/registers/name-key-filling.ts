import { Injectable } from '@nestjs/common';
import { BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { nameKeys } from './name-keys';

const NAMED = ['unit', 'cadre', 'provider_link', 'worker_link'] as const;
const BATCH = 5_000;

/** Gives rows that were stored before there were keys of names theirs. Two processes may do it at once. */
@Injectable()
export class NameKeyFilling {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
  ) {}

  /** How many rows got theirs: none, but for the first start after an update. */
  async fill(): Promise<number> {
    let filled = 0;
    const bureaus = await this.unitOfWork.run({ kind: 'system' }, (tx) => this.bureaus.all(tx));
    for (const { id: bureauId } of bureaus) {
      for (const table of NAMED) {
        for (let batch = BATCH; batch === BATCH; filled += batch) {
          batch = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) => fillSome(tx, table));
        }
      }
    }
    return filled;
  }
}

/** A row whose name was changed meanwhile has got its keys with the change. */
async function fillSome(tx: Tx, table: (typeof NAMED)[number]): Promise<number> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select id, name from ${table} where name_keys is null limit ${BATCH}`,
  );
  if (rows.length === 0) return 0;
  await tx.execute(
    `update ${table} t set name_keys = given.keys
     from unnest($1::uuid[], $2::text[], $3::text[]) as given (id, name, keys)
     where t.id = given.id and t.name = given.name and t.name_keys is null`,
    [rows.map(({ id }) => id), rows.map(({ name }) => name), rows.map(({ name }) => nameKeys(name))],
  );
  return rows.length;
}

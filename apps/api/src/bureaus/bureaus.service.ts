import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../db/unit-of-work';

export interface BureauIdentity {
  id: string;
  creditCode: string;
  name: string;
}

/** The bureaus of the platform: each is a world of its own. */
@Injectable()
export class BureausService {
  /** The bureau with this credit code, or an identity for one that is not stored yet. */
  async findOrName(tx: Tx, creditCode: string, name: string): Promise<BureauIdentity> {
    const [found] = await tx.query<{ id: string; name: string }>(
      'select id, name from bureau where credit_code = $1',
      [creditCode],
    );
    return found ? { id: found.id, creditCode, name: found.name } : { id: uuid(), creditCode, name };
  }

  /** Stores the bureau where it is new, and holds it, so that two runs for one bureau take turns. */
  async hold(tx: Tx, { id, creditCode, name }: BureauIdentity): Promise<void> {
    await tx.query(
      `insert into bureau (id, credit_code, name, path) values ($1::uuid, $2, $3, $1::uuid::text || '.')
       on conflict (credit_code) do nothing`,
      [id, creditCode, name],
    );
    const held = await tx.query('select 1 from bureau where id = $1 for no key update', [id]);
    if (held.length === 0) throw new Error(`bureau ${creditCode} was made by another run at this moment`);
  }

  async all(tx: Tx): Promise<BureauIdentity[]> {
    const rows = await tx.query<{ id: string; credit_code: string; name: string }>(
      'select id, credit_code, name from bureau order by credit_code',
    );
    return rows.map(({ id, credit_code: creditCode, name }) => ({ id, creditCode, name }));
  }
}

import type { Caller } from '../access/caller';
import type { UnitOfWork } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import type { Reference } from './sheet';

const READ: Record<Reference, string> = {
  units: `select code, id, bureau_id, $1 in (code, id::text) as "isExact" from unit
    where lower(code) = lower($1) or id::text = $1 or name = $1`,
  providers: `select code, provider_id as id, bureau_id, $1 in (code, provider_id::text) as "isExact"
    from provider_link where lower(code) = lower($1) or provider_id::text = $1 or name = $1`,
};

/** A row of another register, by whatever a table calls it. */
interface Referred {
  code: string;
  id: string;
  bureau_id: string;
  /** By code or id, not by name or in another case. */
  isExact: boolean;
}

/** Rows of other registers, as the caller may see them. What is found stays; what is not may come with a later row. */
export class References {
  private readonly found = new Map<string, Referred>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
  ) {}

  /** By code, or by a name that only one has. Throws `invalid-request` at this field where there is none. */
  async one(register: Reference, text: string, field: string): Promise<Referred> {
    const row = await this.find(register, text);
    if (!row) throw invalid([{ path: field, rule: 'known-code', limit: text }]);
    return row;
  }

  /** Empty where the caller does not see it. */
  async codeOf(register: Reference, id: string): Promise<string> {
    return (await this.find(register, id))?.code ?? '';
  }

  private async find(register: Reference, text: string): Promise<Referred | undefined> {
    const key = `${register}/${text}`;
    const known = this.found.get(key);
    if (known) return known;
    const rows = await this.unitOfWork.run(this.caller.actor, (tx) =>
      tx.query<Referred>(READ[register], [text]),
    );
    const row = rows.find(({ isExact }) => isExact) ?? (rows.length === 1 ? rows[0] : undefined);
    if (row) this.found.set(key, row);
    return row;
  }
}

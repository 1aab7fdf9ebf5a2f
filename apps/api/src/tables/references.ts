import type { Caller } from '../access/caller';
import type { UnitOfWork } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import type { Reference } from './sheet';

const READ: Record<Reference, string> = {
  units: 'select code, id, bureau_id from unit where code = $1 or id::text = $1',
  providers: 'select code, provider_id as id, bureau_id from provider_link where code = $1 or provider_id::text = $1',
};

interface Row {
  code: string;
  id: string;
  bureau_id: string;
}

/** Codes for ids and back, as the caller may see them. What is found stays; what is not may come with a later row. */
export class References {
  private readonly found = new Map<string, Row>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
  ) {}

  /** Throws `invalid-request` at this field where there is none. */
  async idOf(register: Reference, code: string, field: string): Promise<string> {
    const row = await this.find(register, code);
    if (!row || row.code !== code) throw invalid([{ path: field, rule: 'known-code', limit: code }]);
    return row.id;
  }

  /** The bureau whose office calls it so, for a caller who works for several. */
  async bureauOf(register: Reference, code: string): Promise<string | undefined> {
    return this.caller.actor.bureauId === undefined ? (await this.find(register, code))?.bureau_id : undefined;
  }

  /** Empty where the caller does not see it. */
  async codeOf(register: Reference, id: string): Promise<string> {
    return (await this.find(register, id))?.code ?? '';
  }

  private async find(register: Reference, text: string): Promise<Row | undefined> {
    const key = `${register}/${text}`;
    const known = this.found.get(key);
    if (known) return known;
    const [row] = await this.unitOfWork.run(this.caller.actor, (tx) => tx.query<Row>(READ[register], [text]));
    if (row) this.found.set(key, row);
    return row;
  }
}

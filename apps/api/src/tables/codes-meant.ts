import { groupBy } from '@songbai/contracts';
import { RowRefused } from './row-refused';

/** Which registered code the rows of a file mean: codes that differ in case only are one to people. */
export class CodesMeant {
  private readonly registered: ReadonlySet<string>;
  private readonly alike: ReadonlyMap<string, readonly string[]>;
  /** How the rows have written them so far. */
  private readonly written = new Map<string, string>();

  constructor(
    codes: Iterable<string>,
    private readonly column: string | null,
  ) {
    this.registered = new Set(codes);
    this.alike = groupBy(this.registered, (code) => code.toLowerCase());
  }

  /** The code as it is registered. Throws where another row means the same one and writes it in another case. */
  of(text: string): string {
    const code = this.find(text);
    const place = this.registered.has(code) ? code : code.toLowerCase();
    const first = this.written.get(place);
    if (first !== undefined && first !== text)
      throw new RowRefused('code-twice', this.column, { code: first });
    this.written.set(place, text);
    return code;
  }

  /** Where the register has several that differ in case only, each is its own. */
  private find(text: string): string {
    if (this.registered.has(text)) return text;
    const [code = text, ...others] = this.alike.get(text.toLowerCase()) ?? [];
    return others.length === 0 ? code : text;
  }
}

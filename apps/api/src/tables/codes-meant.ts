import { groupBy, type Language, type Word } from '@songbai/contracts';
import { RowRefused, RowWrong } from './row-refused';
import type { RowFinding, Taken } from './sheet';

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

  /** Takes a row under the code that it means, and says so where that is written otherwise. */
  async taken(text: string, language: Language, take: (code: string) => Promise<Taken>): Promise<Taken> {
    const code = this.of(text);
    if (code === text) return take(code);
    const words: Word = {
      zh: `按已登记的编号 ${code} 办理（只差大小写）`,
      en: `taken as ${code}, which is registered: the case alone differs`,
    };
    const said: RowFinding = {
      ...{ column: this.column, code: 'code-as', message: words[language], remedy: null },
    };
    try {
      const { notes = [], ...taken } = await take(code);
      return { ...taken, notes: [said, ...notes] };
    } catch (error) {
      const { reasons, notes } = error instanceof RowWrong ? error : new RowWrong([error]);
      throw new RowWrong(reasons, [said, ...notes]);
    }
  }

  /** The code as it is registered. Throws where another row means the same one and writes it in another case. */
  private of(text: string): string {
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

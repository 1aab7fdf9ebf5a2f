/** So many at once; who comes later waits, in order. A long table must not take every connection there is. */
export class Lanes {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((go) => this.waiting.push(go));
    try {
      return await work();
    } finally {
      // The lane passes to the next, if there is one.
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

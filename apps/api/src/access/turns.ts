/**
 * Tries of one account from one place go one after another within this process: ten right sign-ins at once are ten
 * sign-ins, and not six guesses too many. What counts is in the database; this only keeps order.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Runs `work` once whatever was asked before under this key is over, however it ended. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.last.get(key) ?? Promise.resolve()).then(work);
    const over = mine.then(
      () => undefined,
      () => undefined,
    );
    this.last.set(key, over);
    over.then(() => {
      if (this.last.get(key) === over) this.last.delete(key);
    });
    return mine;
  }
}

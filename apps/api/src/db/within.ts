import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Within what a call is made, however many promises lie between. Following that makes every promise of the process
 * dearer, of an approval about a tenth of its work: so it is done while somebody is within something, and no longer.
 */
export class Within<T> {
  private readonly calls = new AsyncLocalStorage<T>();
  private count = 0;

  current(): T | undefined {
    return this.calls.getStore();
  }

  async run<R>(it: T, work: () => Promise<R>): Promise<R> {
    this.count++;
    try {
      return await this.calls.run(it, work);
    } finally {
      if (--this.count === 0) this.calls.disable();
    }
  }
}

import { setImmediate as aWhile } from 'node:timers/promises';
import { Within } from './within';

describe('what a call is made within', () => {
  test('is known behind every promise, to each call its own', async () => {
    const within = new Within<string>();
    const seen = async (it: string) =>
      within.run(it, async () => {
        await aWhile();
        return Promise.all([within.current(), aWhile().then(() => within.current())]);
      });
    expect(await Promise.all([seen('a'), seen('b')])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  test('is followed until the last is over, and no longer', async () => {
    const within = new Within<string>();
    let goOn = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const long = within.run('long', async () => {
      await over;
      return within.current();
    });
    const left: Promise<string | undefined>[] = [];
    await within.run('short', async () => {
      left.push(over.then(aWhile).then(() => within.current()));
    });
    goOn();
    expect(await long).toBe('long');
    // Nobody waited for it: when it looks, nothing is followed any more.
    expect(await left[0]).toBeUndefined();
  });

  test('is nothing outside, and nothing after a failure', async () => {
    const within = new Within<string>();
    await expect(within.run('it', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(within.current()).toBeUndefined();
  });
});

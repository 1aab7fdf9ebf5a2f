import { join } from 'node:path';

interface Environment {
  teardown(): Promise<void>;
}

const Realm = jest.requireActual<new () => Environment>(join(__dirname, '../support/realm.cjs'));

test('a file of specs leaves nothing behind in the worker that runs the next one', async () => {
  const shown = (): unknown => ({
    ours: Reflect.get(globalThis, 'ours'),
    clock: Date,
    hurried: Reflect.get(Reflect, 'hurried'),
    listed: Reflect.get(Array.prototype, 'listed'),
    environment: { ...process.env },
    exit: process.exit,
    listeners: process.listeners('SIGTERM'),
  });
  const before = shown();
  const realm = new Realm();
  Reflect.set(globalThis, 'ours', 1);
  globalThis.Date = new Proxy(Date, {});
  Reflect.set(Reflect, 'hurried', 1);
  Reflect.set(Array.prototype, 'listed', 1);
  process.env.OURS = 'yes';
  process.env.PATH = '';
  process.exit = (() => undefined) as never;
  process.on('SIGTERM', () => undefined);
  const between = shown();
  await realm.teardown();
  for (const name of Object.keys(before as object)) {
    expect([name, Reflect.get(between as object, name)]).not.toEqual([
      name,
      Reflect.get(before as object, name),
    ]);
  }
  expect(shown()).toEqual(before);
});

test('a module that was compiled before is run anew', () => {
  const load = (): unknown => {
    let made: unknown;
    jest.isolateModules(() => {
      made = jest.requireActual<{ momentOfRun: unknown }>('../support/run').momentOfRun;
    });
    return made;
  };
  expect(load()).toBeInstanceOf(Function);
  expect(load()).not.toBe(load());
});

test('it is the realm of the program: what a core module makes is what it says it is', () => {
  expect(Buffer.from('x') instanceof Uint8Array).toBe(true);
  expect(structuredClone(new Map()) instanceof Map).toBe(true);
});

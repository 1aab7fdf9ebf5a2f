'use strict';

const { createRequire } = require('node:module');

const { ModuleMocker } = createRequire(require.resolve('jest'))('jest-mock');

const SIGNS = ['beforeExit', 'exit', 'uncaughtException', 'unhandledRejection', 'warning'];
const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'];
/** What jest puts its own in the place of. */
const REPLACED = ['exit', 'getBuiltinModule'];

/**
 * Where a file of specs runs: in the realm of the worker itself, as the program does, not in a sandbox of its own,
 * where each look at a global takes a detour and no compiled code can be kept for the next file (runtime.cjs). Modules
 * are loaded anew for each file all the same. Whatever else one might leave behind is taken back when it ends: what it
 * added to globals and built-ins, the clock, the environment, and listeners of the process.
 */
module.exports = class Realm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);

  constructor() {
    this.globals = Object.getOwnPropertyDescriptors(globalThis);
    this.builtIns = builtIns().map((each) => [each, new Set(Reflect.ownKeys(each))]);
    this.environment = { ...process.env };
    this.process = Object.getOwnPropertyDescriptors(process);
    this.listeners = [...SIGNS, ...SIGNALS].map((name) => [name, new Set(process.rawListeners(name))]);
    // How long a test took is told by the clock of the machine.
    globalThis[Symbol.for('jest-native-now')] = Date.now.bind(Date);
  }

  /** Asked for where something is compiled; runtime.cjs does that without one. */
  getVmContext() {
    return this.global;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  async setup() {
    // Nothing: the realm is there.
  }

  /**
   * The clock first: how long a file took is worked out before it is torn down. Hooks may ask whether a test is red.
   */
  handleTestEvent({ name }) {
    if (name === 'test_start') globalThis.songbaiIsRed = false;
    if (name === 'test_fn_failure') globalThis.songbaiIsRed = true;
    if (name === 'teardown') Object.defineProperty(globalThis, 'Date', this.globals.Date);
  }

  async teardown() {
    for (const [each, keys] of [[globalThis, new Set(Reflect.ownKeys(this.globals))], ...this.builtIns]) {
      for (const key of Reflect.ownKeys(each)) if (!keys.has(key)) Reflect.deleteProperty(each, key);
    }
    for (const key of Reflect.ownKeys(this.globals)) {
      const before = this.globals[key];
      const now = Object.getOwnPropertyDescriptor(globalThis, key);
      if (now?.value !== before.value) Object.defineProperty(globalThis, key, before);
    }
    for (const name of Object.keys(process.env)) if (!(name in this.environment)) delete process.env[name];
    Object.assign(process.env, this.environment);
    for (const name of REPLACED)
      if (this.process[name]) Object.defineProperty(process, name, this.process[name]);
    for (const [name, before] of this.listeners) {
      for (const each of process.rawListeners(name)) if (!before.has(each)) process.off(name, each);
    }
  }
};

/** What packages add functions to: `Reflect` for one, to which each loading of its package adds another store. */
function builtIns() {
  const named = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]\w*[a-z]/.test(name));
  return named.flatMap((name) => {
    const { value } = Object.getOwnPropertyDescriptor(globalThis, name);
    return [value, value?.prototype].filter((each) => Object(each) === each);
  });
}

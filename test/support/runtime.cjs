'use strict';

const { createRequire } = require('node:module');
const { compileFunction, constants } = require('node:vm');

const { default: JestRuntime } = createRequire(require.resolve('jest'))('jest-runtime');

/** What this worker has compiled, by file. Running it makes a new module, so files of specs share no state. */
const compiled = new Map();

/** How jest loads modules, but for one thing: a worker compiles a module once, not anew for each file of specs. */
module.exports = class Runtime extends JestRuntime {
  constructor(...given) {
    super(...given);
    const { executor } = this;
    if (typeof executor?.compile !== 'function') throw new Error('this jest compiles elsewhere');
    executor.compile = (source, filename) => compile(source, filename, executor.injectedModuleParameters);
  }
};

function compile(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.run;
  const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const run = compileFunction(source, parameters, { filename, importModuleDynamically });
  compiled.set(filename, { source, run });
  return run;
}

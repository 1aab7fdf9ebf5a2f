'use strict';

/** What takes longest, so that no worker is left with it when the others have nothing more to do; longest first. */
const LONG = [
  'browser/pages.spec.ts',
  'e2e/server.spec.ts',
  'browser/pages-english.spec.ts',
  'browser/field-screens.spec.ts',
  'ledger/chaos.spec.ts',
  'browser/finance.spec.ts',
  'e2e/damaged-input.spec.ts',
  'browser/',
  'e2e/',
  'http/',
];

/** How soon a file of specs has its turn: those that are named first, then the larger ones. */
const turnOf = (path) => {
  const turn = LONG.findIndex((part) => path.replaceAll('\\', '/').includes(`/test/${part}`));
  return turn === -1 ? LONG.length : turn;
};

/** jest knows how long a file took where it ran before; this is the order of a first run, and of every other. */
module.exports = class LongestFirst {
  sort(tests) {
    const sized = [...tests].map((test) => ({
      test,
      turn: turnOf(test.path),
      size: test.context.hasteFS.getSize(test.path) ?? 0,
    }));
    return sized.sort((a, b) => a.turn - b.turn || b.size - a.size).map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // Nothing is kept: the order does not depend on the run before.
  }
};

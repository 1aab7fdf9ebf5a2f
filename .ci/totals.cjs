'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Prints "N passed, N failed" over the reports of jest in a folder and what failed outside of them. */
const [folder, failures] = process.argv.slice(2);
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
const sum = (count) => reports.map(count).reduce((a, b) => a + b, 0);
const passed = sum(({ numPassedTests }) => numPassedTests);
// A spec file that does not even load has no failed test, and a run that fails otherwise says so only as a whole.
const failed = sum(({ numFailedTests, numRuntimeErrorTestSuites, success }) => {
  const counted = numFailedTests + numRuntimeErrorTestSuites;
  return counted === 0 && !success ? 1 : counted;
});
process.stdout.write(`${passed} passed, ${failed + Number(failures)} failed\n`);

'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { scripts } = require('../../package.json');
const { startServer } = require('./ledger/server.cjs');
const { startProcess, load, cpuOf, cpuOfServer } = require('./api/processes.cjs');

/** The line of the issue: half of the bare server's rate, and at most twice its p99. */
const LEAST_RATIO = 0.5;
const MOST_P99 = 2;
const CONNECTIONS = 16;
/** What a bare server calls. */
const SAID = { bare: 'bare', writes: 'bare, what writes', ledger: 'bare, the ledger alone' };
const OPTIONS = {
  rounds: { type: 'string', default: '3' },
  count: { type: 'string', default: '3000' },
  'warm-up': { type: 'string', default: '500' },
  /** Of the first lot, not counted: a server that has just started spends half as much again on each request. */
  first: { type: 'string', default: '5000' },
  only: { type: 'string', default: 'hot,spread,finish' },
  dist: { type: 'string' },
  profile: { type: 'string' },
  /** The longest list to measure; 0 measures none. */
  rows: { type: 'string', default: '1000000' },
};

/**
 * `npm run bench -- api`: approve-order and finish-visit per second over HTTP, beside a bare server that calls the same
 * SQL functions, in rounds that begin with another target each; then pages of ever longer lists. Sets exit code 1 where
 * a ratio misses the line. What the platform reaches beside fewer of these functions is told as well.
 */
async function run(args) {
  const { values: options } = parseArgs({ args, options: OPTIONS });
  const site = await openSite(options);
  try {
    const results = [];
    await warm(site, options);
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const target of rotated(site.targets, round)) {
        const result = await measure(site, target, options);
        results.push({ round, ...target, ...result });
        process.stderr.write(`round ${round + 1}, ${target.label}: ${inWords(result)}\n`);
      }
    }
    if (!report(site.targets, results)) process.exitCode = 1;
    await site.quiet();
    const { measurePages } = require('./api/pages.cjs');
    if (Number(options.rows) > 0 && !(await measurePages(site, Number(options.rows)))) process.exitCode = 1;
  } finally {
    await site.close();
  }
}

async function openSite({ only, dist, profile }) {
  const { makeWorld, BUREAU, DIST } = require('./api/world.cjs');
  const { WORKS } = require('./api/works.cjs');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'songbai-bench-api-'));
  const keyFile = path.join(folder, 'personal-data.key');
  const { PersonalDataVault } = require(`${DIST}/personal-data/vault.js`);
  const { readKeyFile } = require(`${DIST}/personal-data/key-file.js`);
  const server = startServer();
  const started = [];
  const quiet = () => Promise.all(started.splice(0).map((each) => each.stop()));
  const close = async () => {
    await quiet();
    server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeWorld(server, 'songbai', new PersonalDataVault(readKeyFile(keyFile)));
    const url = server.url('songbai', 'songbai_app');
    const profiled = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
    const flags = [...flagsOfStart(), ...profiled];
    started.push(await startProcess('platform.cjs', [path.resolve(dist ?? DIST), url, keyFile], flags));
    const { poolSize } = require(`${DIST}/db/data-source.js`).dataSourceOptions(url);
    started.push(await startProcess('bare.cjs', [url, BUREAU, String(poolSize)], flagsOfStart()));
    const [platform, bare] = started;
    const targets = only
      .split(',')
      .filter(Boolean)
      .flatMap((name) => [
        ...Object.keys(WORKS[name].ask).map((kind) => ({
          ...{ work: name, kind, process: kind === 'platform' ? platform : bare },
          label: kind === 'platform' ? WORKS[name].name : `${WORKS[name].name}, ${SAID[kind]}`,
        })),
      ]);
    return { server, folder, keyFile, targets, tokenOf: tokens(keyFile), next: 1, close, quiet };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What `npm start` tells Node: both servers get it. */
const flagsOfStart = () => scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Access tokens as a sign-in issues them, for the users and sessions of the world. */
function tokens(keyFile) {
  const { DIST, KIND, uuidOf } = require('./api/world.cjs');
  const { AccessKeys } = require(`${DIST}/access/access-keys.js`);
  const { AccessTokens } = require(`${DIST}/access/access-tokens.js`);
  const issuer = new AccessTokens(AccessKeys.beside(keyFile));
  return (user) => `Bearer ${issuer.issue(uuidOf(KIND.user, user), uuidOf(KIND.session, user))}`;
}

const rotated = (list, by) => list.map((_, i) => list[(i + by) % list.length]);

/** A lot of each that is not counted: what is asked often is compiled, and first plans are made for empty tables. */
async function warm(site, options) {
  const { asSuper } = require('./api/world.cjs');
  for (const target of site.targets) await measure(site, target, { count: options.first, 'warm-up': '0' });
  await asSuper(site.server, 'songbai', (sql) => sql('vacuum analyze'));
}

/** Makes fresh papers, then sends a request for each. */
async function measure(site, { work, kind, process: target }, options) {
  const { asSuper } = require('./api/world.cjs');
  const { WORKS } = require('./api/works.cjs');
  const [count, warmUp] = [Number(options.count), Number(options['warm-up'])];
  const from = site.next;
  site.next += count + warmUp;
  await asSuper(site.server, 'songbai', async (sql) => {
    for (const statement of WORKS[work].prepare(from, count + warmUp, kind)) await sql(statement);
  });
  const lot = { from, count: count + warmUp, tokenOf: site.tokenOf };
  const ask = WORKS[work].ask[kind];
  const requests = Array.from({ length: lot.count }, (_, i) => ask({ ...lot, n: from + i }));
  const cpu = () => [cpuOf(target.pid), cpuOfServer(site.server)];
  const before = cpu();
  const figures = await load(site.folder, {
    port: target.port,
    connections: CONNECTIONS,
    warmUp,
    requests,
  });
  const [node, database] = cpu().map((seconds, i) => ((seconds - before[i]) * 1000) / requests.length);
  return { ...figures, node, database };
}

const inWords = ({ rate, p50, p99, node, database }) =>
  `${rate.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ` +
  `CPU ms each: server ${node.toFixed(2)}, database ${database.toFixed(2)}`;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rangeOf = (numbers) =>
  `${median(numbers).toFixed(0)} (${Math.min(...numbers).toFixed(0)}-${Math.max(...numbers).toFixed(0)})`;

/** Prints a table and answers whether the platform reaches the line beside each bare server that does the same. */
function report(targets, results) {
  const of = (work, kind) => results.filter((each) => each.work === work && each.kind === kind).sort(byRound);
  const rows = targets.map(({ work, kind, label }) => {
    const [mine, ours] = [of(work, kind), of(work, 'platform')];
    const ratios = ours.map(({ rate }, i) => rate / mine[i].rate);
    const p99 = median(mine.map((each) => each.p99));
    const slower = median(ours.map((each) => each.p99)) / p99;
    const meets = kind !== 'bare' || (median(ratios) >= LEAST_RATIO && slower <= MOST_P99);
    const isOurs = kind === 'platform';
    return {
      meets,
      row: {
        target: label,
        'ops/s': rangeOf(mine.map(({ rate }) => rate)),
        'p50 ms': median(mine.map(({ p50 }) => p50)).toFixed(1),
        'p99 ms': p99.toFixed(1),
        'platform beside it': isOurs ? '' : ratios.map((ratio) => ratio.toFixed(2)).join(' '),
        median: isOurs ? '' : median(ratios).toFixed(2),
        p99: isOurs ? '' : `${slower.toFixed(2)} x`,
        verdict: kind === 'bare' ? (meets ? 'ok' : 'MISSED') : '',
      },
    };
  });
  console.table(rows.map(({ row }) => row));
  return rows.every(({ meets }) => meets);
}

const byRound = (a, b) => a.round - b.round;

module.exports = { run };

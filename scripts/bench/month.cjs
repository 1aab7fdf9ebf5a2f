'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { repeatFolder } = require('./repeat-folder.cjs');

const SAMPLE = path.resolve(__dirname, '../../apps/api/samples/ningde-2026-10');
const MONTH = '2026-10';
const ROUNDS = 3;
const TIMES = 10;
const MEMORY_MB = 1024;

/** The stages that a visit goes through, by their words on stderr. */
const STAGES = {
  import: ['read', 'check', 'import'],
  verify: ['reserve orders', 'verify visits'],
  adjudicate: ['adjudicate bills'],
  write: ['assemble', 'write papers'],
};

/** Sample and ten times the sample, in turns, each on a fresh database: what a visit costs, and where the time goes. */
async function run() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'songbai-bench-'));
  const large = path.join(folder, 'large');
  repeatFolder(SAMPLE, large, TIMES);
  const sizes = [
    { name: 'sample', input: SAMPLE, runs: [] },
    { name: `x${TIMES}`, input: large, runs: [] },
  ];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const turn = round % 2 === 0 ? sizes : [...sizes].reverse();
      for (const size of turn)
        size.runs.push(await settle(size.input, path.join(folder, `${size.name}-${round}`)));
    }
    report(sizes);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** One month on a fresh embedded database: seconds by stage without the server's start, visits, most memory. */
async function settle(input, home) {
  const args = [
    path.join(__dirname, 'run-month.cjs'),
    'month',
    input,
    '--month',
    MONTH,
    '--out',
    path.join(home, 'out'),
  ];
  const started = process.hrtime.bigint();
  const { status, stderr } = await child(args, { ...process.env, SONGBAI_HOME: home, DATABASE_URL: '' });
  const whole = Number(process.hrtime.bigint() - started) / 1e9;
  if (status !== 0) throw new Error(stderr);
  const stages = {};
  for (const [, name, rows, seconds] of stderr.matchAll(/^\S+ ([a-z ]+): (\d+) 行 rows, ([\d.]+) s$/gm)) {
    stages[name] = { rows: Number(rows), seconds: Number(seconds) };
  }
  const rss = Number(/max-rss (\d+)/.exec(stderr)?.[1]) / 1024;
  fs.rmSync(home, { recursive: true, force: true });
  return { stages, whole, rss, visits: stages['verify visits'].rows };
}

function child(args, env) {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    process_.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    process_.on('error', reject).on('close', (status) => resolve({ status, stderr }));
  });
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const secondsOf = (run, names) => names.reduce((sum, name) => sum + (run.stages[name]?.seconds ?? 0), 0);
const all = Object.values(STAGES).flat();
const range = (values, places) =>
  `${median(values).toFixed(places)} (${Math.min(...values).toFixed(places)}-${Math.max(...values).toFixed(places)})`;

function report(sizes) {
  const say = (text) => process.stdout.write(`${text}\n`);
  for (const { name, runs } of sizes) {
    say(`\n${name}: ${runs[0].visits} visits, ${ROUNDS} rounds, median (range)`);
    for (const [stage, names] of Object.entries(STAGES)) {
      const share = median(runs.map((run) => secondsOf(run, names) / secondsOf(run, all)));
      say(
        `  ${stage.padEnd(11)} ${range(
          runs.map((run) => run.visits / secondsOf(run, names)),
          0,
        ).padStart(24)} visits/s  ` + `${(share * 100).toFixed(0).padStart(3)} % of the time`,
      );
    }
    say(
      `  all stages  ${range(
        runs.map((run) => run.visits / secondsOf(run, all)),
        0,
      ).padStart(24)} visits/s`,
    );
    say(
      `  whole command with the start of the database: ${range(
        runs.map(({ whole }) => whole),
        1,
      )} s`,
    );
    say(
      `  memory at most ${range(
        runs.map(({ rss }) => rss),
        0,
      )} MB`,
    );
  }
  const cost = (run) => secondsOf(run, all) / run.visits;
  const ratios = sizes[1].runs.map((run, i) => cost(run) / cost(sizes[0].runs[i]));
  const memory = Math.max(...sizes[1].runs.map(({ rss }) => rss));
  const isFlat = median(ratios) <= 1;
  say(
    `\ncost of a visit, x${TIMES} / sample: ${range(ratios, 2)}  ${isFlat ? 'ok' : 'TOO SLOW'} (at most 1)`,
  );
  say(
    `memory of x${TIMES}: ${memory.toFixed(0)} MB  ${memory <= MEMORY_MB ? 'ok' : 'TOO MUCH'} (at most ${MEMORY_MB})`,
  );
  if (!isFlat || memory > MEMORY_MB) process.exitCode = 1;
}

module.exports = { run };

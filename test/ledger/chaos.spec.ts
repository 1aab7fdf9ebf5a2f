import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A short run of `npm run chaos`, and the test of that test: broken on purpose, it must see it. */

interface Run {
  /** Everything it said, with its seed: the first thing that whoever sees this red wants to read. */
  said: string;
  mutant: string;
  right: boolean;
  replays: number;
  kills: number;
  done: number;
}

/** Runs with each of the mutants, one after another on one server. */
function chaos(driver: string, mutants: readonly string[], cut: string): Promise<Run[]> {
  const script = resolve(__dirname, '../../scripts/chaos.cjs');
  const words = ['--driver', driver, '--seconds', '3', '--cut', cut, '--mutant', mutants.join(',')];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    child.on('error', fail).on('close', (status) => {
      // With mutants among them they cannot all be right: 0 is as wrong as the 2 of a run that broke down.
      if (status !== 1) fail(new Error(`status ${status}: ${said}`));
      else done(said.split(/^(?=chaos: )/m).map(runOf));
    });
  });
}

function runOf(said: string): Run {
  const last = said.split('\n').findLast((line) => line.startsWith('{')) ?? '{}';
  return { ...JSON.parse(last), said };
}

const DRIVERS: [string, string, [string, RegExp][]][] = [
  [
    'sql',
    '0.1',
    [
      ['lost-commits', /the model has/],
      ['no-stable-key', /the model has/],
      ['no-check', /I21 every constraint/],
    ],
  ],
  ['http', '0.2', [['no-stable-key', /the model has/]]],
];

describe.each(DRIVERS)('through %s', (driver, cut, mutants) => {
  let runs: Run[];
  beforeAll(async () => {
    runs = await chaos(driver, ['none', ...mutants.map(([name]) => name)], cut);
  }, 240_000);

  const runWith = (name: string): Run | undefined => runs.find(({ mutant }) => mutant === name);

  test('killed, cut off and contended, the books stay right', () => {
    const run = runWith('none');
    const { right, done = 0, replays = 0, kills = 0 } = run ?? {};
    expect(right && done > 50 && replays > 0 && kills > 0 ? '' : (run?.said ?? runs)).toBe('');
  });

  test.each(mutants)('it sees %s', (name, word) => {
    const run = runWith(name);
    expect(run).toMatchObject({ right: false, said: expect.stringMatching(word) });
  });
});

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A short run of `npm run chaos`, and the test of that test: broken on purpose, it must see it. */

interface Outcome {
  status: number | null;
  said: string;
  right: boolean;
  replays: number;
  kills: number;
  done: number;
}

function chaos(...words: string[]): Promise<Outcome> {
  const script = resolve(__dirname, '../../scripts/chaos.cjs');
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.on('error', fail).on('close', (status) => {
      const last = said.split('\n').findLast((line) => line.startsWith('{')) ?? '{}';
      done({ ...JSON.parse(last), status, said });
    });
  });
}

const drivers: [string, ...string[]][] = [
  ['sql', '4', '0.1'],
  ['http', '4', '0.2'],
];
test.each(drivers)(
  'killed, cut off and contended, the books stay right: %s',
  async (driver, seconds = '', cut = '') => {
    const run = await chaos('--driver', driver, '--seconds', seconds, '--cut', cut);
    // What it said, with the seed, is the first thing that whoever sees this red wants to read.
    expect(run.right ? '' : run.said).toBe('');
    expect(run.status).toBe(0);
    expect(run.done).toBeGreaterThan(50);
    expect([run.replays, run.kills].every((count) => count > 0)).toBe(true);
  },
  90_000,
);

test('over HTTP too it sees a key that changes', async () => {
  const run = await chaos('--driver', 'http', '--seconds', '15', '--cut', '0.2', '--mutant', 'no-stable-key');
  expect(run).toMatchObject({ status: 1, said: expect.stringMatching(/the model has/) });
}, 90_000);

test.each([
  ['lost-commits', /the model has/],
  ['no-stable-key', /the model has/],
  ['no-check', /I21 every constraint/],
])(
  'it sees %s',
  async (mutant, word) => {
    const { status, said } = await chaos(
      '--driver',
      'sql',
      '--seconds',
      '20',
      '--cut',
      '0.1',
      '--mutant',
      mutant,
    );
    expect({ status, said }).toMatchObject({ status: 1, said: expect.stringMatching(word) });
  },
  90_000,
);

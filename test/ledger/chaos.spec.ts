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

test('killed, cut off and contended, the books stay right', async () => {
  const { status, said, done, replays, kills } = await chaos('--seconds', '4', '--cut', '0.1');
  expect({ status, said }).toMatchObject({ status: 0 });
  expect(done).toBeGreaterThan(50);
  expect([replays, kills].every((count) => count > 0)).toBe(true);
}, 90_000);

test.each([
  ['lost-commits', /the model has/],
  ['no-stable-key', /the model has/],
  ['no-check', /I21 every constraint/],
])(
  'it sees %s',
  async (mutant, word) => {
    const { status, said } = await chaos('--seconds', '20', '--cut', '0.1', '--mutant', mutant);
    expect({ status, said }).toMatchObject({ status: 1, said: expect.stringMatching(word) });
  },
  90_000,
);

import type { BrowserContext } from 'playwright-core';
import type { createServer } from '../../apps/api/src/http/server';

/**
 * `SONGBAI_SLOW=6 npx jest test/browser`: pages that compute so many times as slowly, and answers that take their time.
 */
const SLOWNESS = Number(process.env.SONGBAI_SLOW ?? 1);

/** How much longer than on a quiet machine something may take. */
export const patience = (milliseconds: number): number => milliseconds * Math.max(1, SLOWNESS / 2);

/** Every page of the context, those that are there and those that come. */
export async function slowPages(context: BrowserContext): Promise<void> {
  if (!(SLOWNESS > 1)) return;
  const slow = async (page: Parameters<BrowserContext['newCDPSession']>[0]): Promise<void> => {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
  };
  // A page that is closed before it hears of it needs no slowing.
  context.on('page', (page) => void slow(page).catch(() => undefined));
  await Promise.all(context.pages().map(slow));
}

/** What is asked later may be answered sooner: each answer waits up to so many times 50 ms, never twice the same. */
export function slowAnswers(app: Awaited<ReturnType<typeof createServer>>): void {
  if (!(SLOWNESS > 1)) return;
  let asked = 0;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, _reply, done) => {
      asked += 1;
      setTimeout(done, ((asked * 0.618) % 1) * SLOWNESS * 50);
    });
}

import { answerOf, api } from '../shared/session';
import { now } from './clock';
import { readMeta, store, writeMeta } from './store';

const KEEP_MS = 8 * 86_400_000;
/** Less may be the road's doing, and the length of a visit must not change with it. */
const SAME_CLOCK_MS = 30_000;

/** Takes the list anew from the server, with the decisions on what was sent. */
export async function refresh(): Promise<void> {
  const asked = Date.now();
  const { at, tasks, month } = await answerOf(api.GET('/api/v1/worksheet', {}));
  const measured = Math.round((asked + Date.now()) / 2 - Date.parse(at));
  const { skew: known = 0 } = await readMeta();
  const skew = Math.abs(measured - known) < SAME_CLOCK_MS ? known : measured;
  await store.transaction('rw', store.tasks, store.outbox, store.meta, async () => {
    await store.tasks.clear();
    await store.tasks.bulkPut(tasks.map((task) => ({ id: task.visit.id, task })));
    for (const { visit } of tasks) {
      const kept = await store.outbox.get(visit.id);
      // The decision may have come after its photos, or after somebody looked into it.
      if (kept?.kind === 'visit' && kept.step === 'sent' && visit.decision)
        await store.outbox.put({ ...kept, decision: visit.decision });
    }
    await store.outbox
      .where('step')
      .anyOf('sent', 'removed')
      .filter(({ madeAt }) => madeAt < now() - KEEP_MS)
      .delete();
    await writeMeta({ skew, month });
  });
}

import { Adapter } from '../../apps/api/src/http/adapter';
import { ProblemFilter } from '../../apps/api/src/http/problem.filter';
import { makeLog } from '../../apps/api/src/http/request-log';
import { watchStatuses } from '../support/statuses';

/** Every other spec is watched so (test/support/app.ts): this one shows that the watch sees. */
test('an answer whose status the document does not list for its call is seen, and nothing else', async () => {
  const server = new Adapter(new ProblemFilter(makeLog('silent')), false).getInstance();
  const unlisted = watchStatuses(server);
  const answer = (path: string, status: number) =>
    server.get(path, (_, reply) => void reply.code(status).send({}));
  answer('/api/v1/orders', 200);
  answer('/api/v1/orders/:id', 418);
  answer('/api/v1/bills/:id', 404);
  answer('/api/v1/bills', 500);
  answer('/elsewhere', 418);
  for (const url of [
    '/api/v1/orders',
    '/api/v1/orders/1',
    '/api/v1/bills/1',
    '/api/v1/bills',
    '/elsewhere',
    '/none',
  ]) {
    await server.inject({ url });
  }
  await server.close();
  expect(unlisted()).toEqual(['GET /api/v1/orders/{id}: 418']);
});

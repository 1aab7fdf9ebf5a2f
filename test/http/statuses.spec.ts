import { Adapter } from '../../apps/api/src/http/adapter';
import { ProblemFilter } from '../../apps/api/src/http/problem.filter';
import { makeLog } from '../../apps/api/src/http/request-log';
import { watchAnswers } from '../support/statuses';

/** Every other spec is watched so (test/support/app.ts): this one shows that the watch sees. */
test('an answer whose status or content the document does not list is seen, and nothing else', async () => {
  const server = new Adapter(new ProblemFilter(makeLog('silent')), {}).getInstance();
  const unlisted = watchAnswers(server);
  const answer = (path: string, status: number, body: object = {}) =>
    server.get(path, (_, reply) => void reply.code(status).send(body));
  answer('/api/v1/orders', 200, { items: [], nextCursor: null });
  answer('/api/v1/worklists', 200, { lists: [{ name: 'visits-held', count: '3', query: '', more: 1 }] });
  answer('/api/v1/funds', 200, { items: [] });
  answer('/api/v1/orders/:id', 418);
  answer('/api/v1/bills/:id', 404);
  answer('/api/v1/bills', 500);
  answer('/elsewhere', 418);
  for (const url of [
    '/api/v1/orders',
    '/api/v1/worklists',
    '/api/v1/funds',
    '/api/v1/orders/1',
    '/api/v1/bills/1',
    '/api/v1/bills',
    '/elsewhere',
    '/none',
  ]) {
    await server.inject({ url });
  }
  await server.close();
  expect(unlisted()).toEqual([
    'GET /api/v1/bills/{id}: 404 no application/json',
    "GET /api/v1/funds: 200 must have required property 'nextCursor'",
    'GET /api/v1/orders/{id}: 418',
    'GET /api/v1/worklists: 200 /lists/* must NOT have additional properties more',
    'GET /api/v1/worklists: 200 /lists/*/count must be integer',
    'GET /api/v1/worklists: 200 /lists/*/query must NOT have fewer than 1 characters',
  ]);
});

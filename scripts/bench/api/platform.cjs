'use strict';

require('reflect-metadata');
const path = require('node:path');

const [dist, databaseUrl, keyFile] = process.argv.slice(2);
const load = (name) => require(path.join(dist, name));

/** The platform as it is compiled, with its request log, on a port of its own. Tells the port to who started it. */
async function main() {
  const { createServer } = load('http/server.js');
  const { makeLog } = load('http/request-log.js');
  const app = await createServer({ databaseUrl, keyFile }, makeLog('info'));
  await app.listen(0, '127.0.0.1');
  app.get(load('health/readiness.js').Readiness).open();
  process.send({ port: app.getHttpServer().address().port });
  process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
}

main();

'use strict';

const { createServer } = require('node:net');

/** Prints a TCP port of this machine that nobody uses at this moment. */
const server = createServer().listen(0, '127.0.0.1', () => {
  process.stdout.write(`${server.address().port}\n`);
  server.close();
});

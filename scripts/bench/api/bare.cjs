'use strict';

const http = require('node:http');
const { Pool } = require('pg');

const [connectionString, bureau] = process.argv.slice(2);

/** What the platform's commands end with: the functions that write, in one statement. */
const CALLS = {
  '/reserve': {
    name: 'reserve',
    text: 'select ledger.reserve_order($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
  },
  '/finish': {
    name: 'finish',
    text: `select finish_visit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17),
      decide_visits($18, $19, $20, $21, $22, $23, $24, $25)`,
  },
};

/** A session of the bureau from the start: no sign-in, no rule, no transaction of its own. */
const pool = new Pool({
  connectionString,
  max: 10,
  idleTimeoutMillis: 600_000,
  options: `-c role=songbai_act_bureau -c app.bureau=${bureau}`,
});

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const values = JSON.parse(Buffer.concat(chunks).toString());
      const { rows } = await pool.query({ ...CALLS[request.url], values });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(rows[0]));
    } catch (error) {
      response.statusCode = 500;
      response.end(error.message);
    }
  });
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('SIGTERM', () => process.exit(0));

'use strict';

const http = require('node:http');
const { Pool } = require('pg');

const [connectionString, bureau, connections] = process.argv.slice(2);

/** What the platform's commands end with: the functions that write, in its order. */
const APPROVING = [
  ['add_approvals', 10],
  ['approve_order', 9],
  ['ledger.reserve_order', 11],
  ['append_audit', 3],
];
const FINISHING = [
  ['finish_visit', 17],
  ['decide_visits', 8],
  ['append_audit', 3],
];

/**
 * The functions of the database that a command calls, reading and writing, in one statement; those that write alone;
 * and of an approval the ledger's reservation alone.
 */
const CALLS = {
  approve: [['order_world', 3], ...APPROVING],
  'approve-writes': APPROVING,
  reserve: [['ledger.reserve_order', 11]],
  finish: [['hold_visit', 2], ['visit_world_now', 4], ...FINISHING],
  'finish-writes': FINISHING,
};

const STATEMENTS = Object.fromEntries(
  Object.entries(CALLS).map(([name, verbs]) => [`/${name}`, { name, text: textOf(verbs) }]),
);

function textOf(verbs) {
  let used = 0;
  const parameters = (count) => Array.from({ length: count }, () => `$${++used}`).join(', ');
  return `select ${verbs.map(([verb, count]) => `${verb}(${parameters(count)})`).join(', ')}`;
}

/**
 * A session of the bureau from the start: no sign-in, no rule, no transaction of its own.
 * As many as the platform opens.
 */
const pool = new Pool({
  connectionString,
  max: Number(connections),
  idleTimeoutMillis: 600_000,
  options: `-c role=songbai_act_bureau -c app.bureau=${bureau}`,
});

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const values = JSON.parse(Buffer.concat(chunks).toString());
      const { rows } = await pool.query({ ...STATEMENTS[request.url], values });
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

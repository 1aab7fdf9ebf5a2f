'use strict';

const fs = require('node:fs');
const http = require('node:http');

/**
 * A closed loop: each connection sends its next request when it has the answer to the one before. Takes the name of a
 * file {port, connections, warmUp, requests: [{method, path, headers, body, expects}]} and prints what it took.
 */
async function main(file) {
  const { port, connections, warmUp, requests } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const send = sender(agent, port);
  await inTurns(connections, requests.slice(0, warmUp), send);
  const began = process.hrtime.bigint();
  const times = await inTurns(connections, requests.slice(warmUp), send);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  process.stdout.write(
    JSON.stringify({ rate: times.length / seconds, p50: at(0.5), p99: at(0.99), seconds }),
  );
}

/** Milliseconds of each request. */
async function inTurns(connections, requests, send) {
  const times = [];
  let next = 0;
  const one = async () => {
    while (next < requests.length) {
      const request = requests[next++];
      const began = process.hrtime.bigint();
      await send(request);
      times.push(Number(process.hrtime.bigint() - began) / 1e6);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return times;
}

/** Whatever is not the answer that was expected ends the run: a quick refusal is no figure. */
const sender =
  (agent, port) =>
  ({ method, path, headers, body, expects }) =>
    new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const options = { agent, port, method, path, headers: { ...headers, ...length } };
      const request = http.request(options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200 && text.includes(expects)) resolve();
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 2000)}`));
        });
      });
      request.on('error', reject);
      request.end(body);
    });

main(process.argv[2]).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});

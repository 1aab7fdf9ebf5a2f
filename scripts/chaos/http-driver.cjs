'use strict';

const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

/** Nobody knows whether it was done, or the server says that it could not: asked again under the same key. */
const isTransient = ({ status, code }) => status >= 500 || status === 429 || code === 'conflict';
const MOST_CONFLICTS = 30;
/** API processes and database were killed, on a busy machine: longer than that it takes nobody to come back. */
const PATIENCE = 60_000;

/** One person's browser: a request is sent again under its key until its end is known. */
class HttpDriver {
  /** `port` is the proxy's; `kept` what it withheld, by key; `tally` counts; `wrong` takes what must not be. */
  constructor({ port, kept, tally, wrong, mutant }) {
    Object.assign(this, { port, kept, tally, wrong, mutant, known: [] });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  }

  /** The answer of 2xx, or nothing where it was refused. */
  async call(by, path, body, key) {
    const end = Date.now() + PATIENCE;
    for (let attempt = 0, conflicts = 0; ; attempt++) {
      if (Date.now() > end) throw new Error(`no end of ${path} in ${PATIENCE / 1000} seconds: ${this.last}`);
      const sent = this.mutant === 'no-stable-key' && attempt > 0 ? `${key}/${attempt}` : key;
      const answer = await this.send(by, path, body, sent).catch((error) => this.heard(error.message));
      if (answer) this.heard(`${answer.status} ${answer.code}`);
      if (!answer) this.tally.lost += 1;
      else if (isTransient(answer) && (answer.code !== 'conflict' || conflicts++ < MOST_CONFLICTS))
        this.tally.busy += 1;
      else return this.settled(answer, { by, path, body, key: sent });
      await sleep(20 + Math.min(attempt, 20) * 20);
    }
  }

  /** What came last, for whoever asks why there was no end. */
  heard(said) {
    this.last = said;
  }

  settled(answer, request) {
    this.compare(answer, request.key, this.kept.get(request.key));
    if (answer.status >= 300) {
      this.tally.refused[answer.code] = (this.tally.refused[answer.code] ?? 0) + 1;
      return undefined;
    }
    this.tally.done += 1;
    this.known.push({ ...request, text: answer.text });
    return JSON.parse(answer.text);
  }

  /** Asks once more for what was answered before. */
  async again(pick) {
    const { by, path, body, key, text } = this.known[pick % this.known.length] ?? {};
    if (!key) return;
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await this.send(by, path, body, key).catch(() => undefined);
      if (answer && !isTransient(answer)) return this.compare(answer, key, text);
      await sleep(50);
    }
  }

  /** The same key must be answered with the same bytes. */
  compare(answer, key, text) {
    if (answer.replayed) this.tally.replays += 1;
    if (text === undefined) return;
    this.tally.compared += 1;
    if (answer.text !== text || !answer.replayed)
      this.wrong.push(`${key}: ${answer.status} ${answer.text} after ${text}`);
  }

  send(by, path, body, key) {
    const text = JSON.stringify(body);
    const headers = {
      ...{ authorization: by, 'idempotency-key': key, 'content-type': 'application/json' },
      'content-length': Buffer.byteLength(text),
    };
    const options = { agent: this.agent, port: this.port, method: 'POST', path: `/api/v1${path}`, headers };
    return new Promise((resolve, reject) => {
      const request = http.request({ ...options, timeout: 15_000 }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
        response.on('aborted', () => reject(new Error('aborted')));
        response.on('end', () => resolve(answerOf(response, Buffer.concat(chunks).toString())));
      });
      request.on('timeout', () => request.destroy(new Error('timeout')));
      request.on('error', reject).end(text);
    });
  }

  close() {
    this.agent.destroy();
  }
}

function answerOf({ statusCode, headers }, text) {
  const isReplay = headers['idempotency-replayed'] === 'true';
  return { status: statusCode, text, replayed: isReplay, code: statusCode < 300 ? '' : codeIn(text) };
}

/** The finding that refused it, or the code of the problem. */
function codeIn(text) {
  try {
    const { code, findings } = JSON.parse(text);
    return code === 'refused' ? findings.map((finding) => finding.code).join('+') : code;
  } catch {
    return 'unreadable';
  }
}

module.exports = { HttpDriver };

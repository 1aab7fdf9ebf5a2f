'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { Client } = require('pg');

/** Nobody knows whether it was done. What has no SQLSTATE never came from the server, so it is of this kind too. */
const LOST = /^(08...|57P0.|53300|EPIPE)$/;
/** Longer than that no server takes to come back. */
const PATIENCE = 60_000;
const BUSY = /^(40001|40P01|55P03)$/;

/**
 * Speaks to the ledger's verbs as the application does: one transaction per command, retried under the same key where
 * the connection was lost or the row was busy. A driver over HTTP would have the same two methods, `call` and `close`.
 */
class SqlDriver {
  /** `tally` counts what happened; `mutant` breaks the driver on purpose. */
  constructor({ url, bureau, tally, mutant }) {
    Object.assign(this, { url, bureau, tally, mutant, client: null });
  }

  /** "done", or the code of the refusal: what the command came to in the end, however often it was sent. */
  async call(verb, key, args) {
    const end = Date.now() + PATIENCE;
    for (let attempt = 0; ; attempt++) {
      const sent = this.mutant === 'no-stable-key' && attempt > 0 ? `${key}/${attempt}` : key;
      try {
        await this.connect();
        if (attempt > 0 && (await this.wasDone(key))) this.tally.replays += 1;
        await this.once(verb, sent, args);
        this.tally.done += 1;
        return 'done';
      } catch (error) {
        const code = error.code ?? '';
        if (BUSY.test(code)) this.tally.busy += 1;
        else if (!/^[0-9A-Z]{5}$/.test(code) || LOST.test(code)) this.tally.lost += 1;
        else {
          await this.drop();
          this.tally.refused[code] = (this.tally.refused[code] ?? 0) + 1;
          return code || error.message;
        }
        await this.drop();
        if (Date.now() > end) throw error;
        await sleep(10 + attempt * 20);
      }
    }
  }

  async once(verb, key, args) {
    const { client } = this;
    await client.query('begin');
    await client.query(
      `select set_config('role', 'songbai_act_bureau', true), set_config('app.bureau', $1, true),
      set_config('lock_timeout', '5s', true)`,
      [this.bureau],
    );
    // An order is approved in the transaction that reserves for it, so that nobody finds it approved and unreserved.
    if (verb.approves) await client.query(APPROVE, [verb.approves]);
    const said = verb.keyed || verb.said ? ['\\x01', '2026-10', 'chaos', AT] : [];
    const params = [this.bureau, ...(verb.keyed ? [key] : []), ...said, ...args];
    const places = params.map((_, i) => `$${i + 1}`).join(', ');
    await client.query(`select ledger.${verb.name}(${places})`, params);
    await client.query('commit');
  }

  async wasDone(key) {
    const sql = `select from ledger.idempotency where bureau_id = $1 and key = $2`;
    await this.client.query('begin');
    await this.client.query(
      `select set_config('role', 'songbai_act_bureau', true), set_config('app.bureau', $1, true)`,
      [this.bureau],
    );
    const { rowCount } = await this.client.query(sql, [this.bureau, key]);
    await this.client.query('rollback');
    return rowCount > 0;
  }

  async connect() {
    if (this.client) return;
    const client = new Client({ connectionString: this.url(), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    this.client = client;
  }

  async drop() {
    const { client } = this;
    this.client = null;
    if (client) await Promise.race([client.end().catch(() => undefined), sleep(200)]);
  }

  close() {
    return this.drop();
  }
}

const APPROVE = `update service_order set status = 'approved', approved_by = 'b', approved_at = '2026-09-30'
  where id = any ($1)`;
const AT = '2026-10-31T08:00:00Z';

module.exports = { SqlDriver };

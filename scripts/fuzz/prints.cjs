'use strict';

const { Client } = require('pg');

/** Tries to sign in are counted, whatever comes of them: that is how guessing is slowed. */
const COUNTERS = new Set(['public.login_failure']);

/**
 * What a database holds, briefly: per table how many rows there are and the sum of the transactions that made them as
 * they are, so that no insert, change or removal goes unseen.
 */
class Prints {
  static async open(url) {
    const prints = new Prints();
    prints.client = new Client({ connectionString: url });
    await prints.client.connect();
    const { rows } = await prints.client.query(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('public', 'ledger') order by 1`,
    );
    prints.tables = rows.map(({ name }) => name).filter((name) => !COUNTERS.has(name));
    prints.sql = prints.tables
      .map(
        (name) =>
          `select '${name}' as name, count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) as print from ${name}`,
      )
      .join(' union all ');
    return prints;
  }

  async take() {
    const { rows } = await this.client.query(this.sql);
    return new Map(rows.map(({ name, print }) => [name, print]));
  }

  /** The tables in which two prints differ. */
  differences(one, other) {
    return this.tables.filter((name) => one.get(name) !== other.get(name));
  }

  close() {
    return this.client.end();
  }
}

module.exports = { Prints };

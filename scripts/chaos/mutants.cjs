'use strict';

/**
 * Ways to break the ledger or the harness on purpose, each of which a run must see: what is done to the database, and
 * what undoes it before the next. Servers are killed where it takes that to see it.
 */
const MUTANTS = {
  none: { sql: [], kills: true },
  /** Acknowledged and then lost: the server tells before it has written. */
  'lost-commits': {
    kills: true,
    sql: [
      'alter role songbai_app set synchronous_commit = off',
      `alter system set wal_writer_delay = '10s'`,
      'select pg_reload_conf()',
    ],
    undo: [
      'alter role songbai_app reset synchronous_commit',
      'alter system reset wal_writer_delay',
      'select pg_reload_conf()',
    ],
  },
  /** Sent again under another key: done twice. In the driver. */
  'no-stable-key': { sql: [] },
  /** A fence taken down. */
  'no-check': {
    sql: ['alter domain ledger.fund_part drop constraint balance_covered'],
    undo: ['alter domain ledger.fund_part add constraint balance_covered check (value >= 0)'],
  },
};

module.exports = { MUTANTS };

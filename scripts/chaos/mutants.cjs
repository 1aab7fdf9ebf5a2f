'use strict';

/** Ways to break the ledger or the harness on purpose, each of which a run must see: what is done to the database. */
const MUTANTS = {
  /** Acknowledged and then lost: the server tells before it has written. */
  'lost-commits': [
    'alter role songbai_app set synchronous_commit = off',
    `alter system set wal_writer_delay = '10s'`,
    'select pg_reload_conf()',
  ],
  /** Sent again under another key: done twice. In the driver. */
  'no-stable-key': [],
  /** A fence taken down. */
  'no-check': ['alter table ledger.balance drop constraint balance_covered'],
};

module.exports = { MUTANTS };

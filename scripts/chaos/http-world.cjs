'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { Client } = require('pg');
const { idOf, uuidOf, fillWorld, usersOf, workersOf, signedIn } = require('../bench/api/world.cjs');
const { BUREAU, DIST, HOME, KIND, MONTH, PROVIDER, SIZES, TODAY } = require('../bench/api/world.cjs');

const FUNDS = 4;
const CADRES = 12;
/** Each contract is billed once, by whoever has served under it; the first are for orders that are only approved. */
const SHARED_CONTRACTS = 20;
const ALLOTTED = 40_000;
const AMOUNT = 1_000;
const ATTEMPTS = 100;
const USER = { finance: 200, finance2: 201, clerk: 210, manager: 220, worker: 1000 };

/**
 * A bureau with people who are signed in, over four funds that run short; orders of 10.00 that wait for approval, half
 * of them under contracts of their own, to be served, billed and paid.
 */
class HttpWorld {
  static async make(server, keyFile) {
    const { PersonalDataVault } = require(`${DIST}/personal-data/vault.js`);
    const { readKeyFile } = require(`${DIST}/personal-data/key-file.js`);
    const world = new HttpWorld();
    Object.assign(world, { server, filed: 0, served: 0, contracts: SHARED_CONTRACTS, bureau: BUREAU });
    world.funds = Array.from({ length: FUNDS }, (_, n) => uuidOf(KIND.fund, n));
    world.headers = tokens(keyFile);
    await world.ask(async (sql) => {
      await fillWorld(sql, new PersonalDataVault(readKeyFile(keyFile)), ALLOTTED);
      await sql(`update usage_limit set cap_hundredths = 90000 where code = 'XE-1'`);
      await sql(usersOf('finance', 'bureau-finance', 2, USER.finance));
      await sql(usersOf('clerk', 'bureau-clerk', 1, USER.clerk));
      await sql(MANAGER);
      for (const statement of workersOf(USER.worker, CADRES)) await sql(statement);
    });
    return world;
  }

  /** Past all policies, in one transaction; again until the server is there to do it. */
  async ask(work) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt === ATTEMPTS || isRefusal(error.code ?? '')) throw error;
        await sleep(100);
      }
    }
  }

  async once(work) {
    const client = new Client({ connectionString: this.server.embedded.superUrl('songbai') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('begin');
      const answer = await work(async (text) => (await client.query(text)).rows);
      await client.query('commit');
      return answer;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Who this is in a request. */
  by(name, turn = 0) {
    return this.headers((USER[name] ?? 0) + (USER[name] ? 0 : turn % SIZES.approvers));
  }

  /** Orders that wait to be approved; every second one is under a contract of its own while there are any. */
  async fileOrders(count) {
    const orders = Array.from({ length: count }, () => {
      const n = this.filed++;
      const own = n % 2 === 0 && this.contracts < SIZES.contracts;
      const contract = own ? this.contracts++ : n % SHARED_CONTRACTS;
      return { n, id: uuidOf('00', n), fund: n % FUNDS, contract, own, amount: AMOUNT };
    });
    const list = (name) => `array[${orders.map((order) => order[name]).join(', ')}]`;
    const rows = `unnest(${list('n')}::int[], ${list('contract')}::int[], ${list('fund')}::int[]) as u (n, c, f)`;
    await this.ask(async (sql) => {
      await sql(`insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id, unit_id,
          starts_on, ends_on, quantity_hundredths, ordered_by, status, amount_fen, filed, channel, requested_at)
        select '${BUREAU}', ${idOf('00', 'n')}, 'DD' || n, ${idOf(KIND.cadre, `n % ${CADRES}`)},
          ${idOf(KIND.contract, 'c')}, ${idOf(KIND.item, '0')}, ${PROVIDER}, ${idOf(KIND.unit, '0')}, '${MONTH}-01',
          '${TODAY}', 100, 'clerk', 'requested', ${AMOUNT}, '{}', 'phone', now() from ${rows} on conflict do nothing`);
      await sql(`insert into order_fund (bureau_id, order_id, position, fund_id)
        select '${BUREAU}', ${idOf('00', 'n')}, 0, ${idOf(KIND.fund, 'f')} from ${rows} on conflict do nothing`);
    });
    return orders;
  }

  /**
   * An approved order is under way: its worker has begun an hour that nobody else has, and is asked to finish it.
   * Nothing where that would have been last month, on the first days of this one.
   */
  async begin(order) {
    const turn = this.served++;
    const [worker, hours] = [USER.worker + (turn % CADRES), Math.floor(turn / CADRES) + 2];
    const begun = new Date(Math.floor(Date.now() / 1000) * 1000 - hours * 3600_000);
    if (dayOf(begun) < `${MONTH}-01`) return undefined;
    await this.ask(async (sql) => {
      await sql(`update service_order set status = 'in-service' where id = '${order.id}'`);
      await sql(`insert into visit (bureau_id, id, number, order_number, order_id, cadre_id, item_id, unit_id,
          provider_id, worker_code, worker_link_id, worker_id, signed, day, filed, status, started_at, start_longitude,
          start_latitude, method, started_by, uploaded_at)
        select o.bureau_id, ${idOf('10', order.n)}, 'FW' || ${order.n}, o.number, o.id, o.cadre_id, o.item_id,
          o.unit_id, o.provider_id, 'W${worker}', ${idOf(KIND.workerLink, worker)}, ${idOf(KIND.worker, worker)}, false,
          ('${begun.toISOString()}'::timestamptz at time zone 'Asia/Shanghai')::date, '{}', 'started',
          '${begun.toISOString()}', ${HOME.longitude}, ${HOME.latitude}, 'mobile', 'worker', now()
        from service_order o where o.id = '${order.id}' on conflict do nothing`);
    });
    const endedAt = new Date(begun.getTime() + 3600_000).toISOString();
    return { id: uuidOf('10', order.n), by: this.headers(worker), endedAt, order };
  }

  contractId(order) {
    return uuidOf(KIND.contract, order.contract);
  }
}

/** A lost connection has no SQLSTATE, or one of these two classes. */
const isRefusal = (code) => /^[0-9A-Z]{5}$/.test(code) && !/^(08|57)/.test(code);

const dayOf = (date) => new Date(date.getTime() + 8 * 3600_000).toISOString().slice(0, 10);

const MANAGER = `
  with people as (
    insert into app_user (id, username, display_name, role, provider_id, password_hash, created_at)
    values (${idOf(KIND.user, USER.manager)}, 'manager', 'manager', 'provider-manager', ${PROVIDER}, 'x', now())
    returning id, substr(id::text, 3) as rest)
  ${signedIn('people')}`;

/** Access tokens as a sign-in issues them. */
function tokens(keyFile) {
  const { AccessKeys } = require(`${DIST}/access/access-keys.js`);
  const { AccessTokens } = require(`${DIST}/access/access-tokens.js`);
  const issuer = new AccessTokens(AccessKeys.beside(keyFile));
  return (user) => `Bearer ${issuer.issue(uuidOf(KIND.user, user), uuidOf(KIND.session, user))}`;
}

module.exports = { HttpWorld, AMOUNT, HOME, MONTH, TODAY };

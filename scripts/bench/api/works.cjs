'use strict';

const { createHash } = require('node:crypto');
const { SIGNATURE } = require('../../drawing.cjs');
const { BUREAU, SIZES, PROVIDER_ID, HOME, KIND, TODAY, MONTH, uuidOf } = require('./world.cjs');
const { fileOrders, beginVisits, visitOf, fundOf } = require('./papers.cjs');

const json = { 'content-type': 'application/json' };
const post = (path, headers, body, expects) => ({
  ...{ method: 'POST', path, headers: { ...json, ...headers }, body: JSON.stringify(body), expects },
});
const hashOf = (text) => `\\x${createHash('sha256').update(text).digest('hex')}`;

/**
 * Approving an order that the bureau pays: by sixteen persons, from one hot fund or from five thousand. The bare server
 * reserves orders that stand as approved.
 */
const approve = (funds) => ({
  name: `approve-order, ${funds === 'hot' ? 'one hot fund' : `${SIZES.funds} funds`}`,
  prepare: (from, count, isBare) =>
    fileOrders({ from, count, funds, status: isBare ? 'approved' : 'requested' }),
  ask: ({ n, tokenOf }) =>
    post(
      `/api/v1/orders/${uuidOf('00', n)}/approve`,
      { authorization: tokenOf(n % SIZES.approvers), 'idempotency-key': `approve-${n}` },
      ...[{}, '"status":"approved"'],
    ),
  askBare: ({ n }) =>
    post(
      ...['/reserve', {}],
      [
        ...[BUREAU, `bare-${n}`, hashOf(String(n)), MONTH, 'bench', new Date().toISOString()],
        ...[uuidOf('00', n), TODAY, uuidOf('01', n), fundOf(funds, n), 0, 1000],
      ],
      'orders',
    ),
});

/** Finishing a visit with a signature, by its worker: judged at once, payable. The bare server stores that it is. */
const finish = {
  name: 'finish-visit',
  prepare: (from, count) => beginVisits({ from, count }),
  ask: ({ n, from, count, tokenOf }) => {
    const { worker, endedAt } = visitOf(from, count, n);
    return post(
      `/api/v1/visits/${uuidOf('10', n)}/finish`,
      { authorization: tokenOf(worker), 'idempotency-key': `finish-${n}` },
      ...[{ endedAt, location: HOME, signature: SIGNATURE, photos: [] }, '"status":"payable"'],
    );
  },
  askBare: ({ n, from, count }) => {
    const { worker, endedAt } = visitOf(from, count, n);
    const id = uuidOf('10', n);
    const ended = [
      endedAt,
      HOME.longitude,
      HOME.latitude,
      null,
      true,
      'mobile',
      null,
      'worker',
      new Date(),
      null,
    ];
    const parties = [PROVIDER_ID, uuidOf(KIND.worker, worker)];
    return post(
      ...['/finish', {}],
      [
        ...[
          BUREAU,
          id,
          'photo-pending',
          ...ended,
          ...parties,
          [],
          `\\x${'00'.repeat(SIGNATURE.length + 33)}`,
        ],
        ...[BUREAU, [id], ['payable'], [TODAY], [50], [500], ['[]'], [true]],
      ],
      'finish_visit',
    );
  },
};

module.exports = { WORKS: { hot: approve('hot'), spread: approve('spread'), finish } };

'use strict';

const { createHash } = require('node:crypto');
const { v7: newId } = require('uuid');
const { SIGNATURE } = require('../../drawing.cjs');
const { BUREAU, SIZES, PROVIDER_ID, HOME, KIND, TODAY, MONTH, uuidOf } = require('./world.cjs');
const { fileOrders, beginVisits, visitOf, fundOf } = require('./papers.cjs');

const json = { 'content-type': 'application/json' };
const post = (path, headers, body, expects) => ({
  ...{ method: 'POST', path, headers: { ...json, ...headers }, body: JSON.stringify(body), expects },
});
const hashOf = (text) => `\\x${createHash('sha256').update(text).digest('hex')}`;

/** Entries of the chain as the platform makes them, ready: [verb, before, after]. */
const audited = (subject, id, ...acts) => [
  ...[BUREAU, acts.map(() => newId())],
  acts.map(([verb, before, after]) =>
    JSON.stringify({
      ...{
        at: new Date().toISOString(),
        actor: uuidOf(KIND.user, 1),
        role: 'bureau-approver',
        verb,
        subject,
        id,
      },
      ...{ before: { status: before }, after, request: newId() },
    }),
  ),
];

const reserved = (funds, n) => [
  ...[BUREAU, hashOf(String(n)), MONTH, 'bench', new Date().toISOString()],
  ...[uuidOf('00', n), TODAY, uuidOf('01', n), fundOf(funds, n), 0, 1000],
];

const approved = (funds, n) => {
  const [id, at] = [uuidOf('00', n), new Date().toISOString()];
  const after = { status: 'approved', amount: '10.00', approvals: ['bureau'] };
  return [
    ...[BUREAU, id, 'clerk', ['bureau'], [BUREAU], ['approver'], ['审批人'], [at], [null], [null]],
    ...[BUREAU, id, 'approved', 'approver', at, null, 1000, [fundOf(funds, n)], [1000]],
    ...reserved(funds, n),
    ...audited('service_order', id, ['order.approve', 'requested', after]),
  ];
};

/** Approving an order that the bureau pays: by sixteen persons, from one hot fund or from five thousand. */
const approve = (funds) => ({
  name: `approve-order, ${funds === 'hot' ? 'one hot fund' : `${SIZES.funds} funds`}`,
  prepare: (from, count, kind) =>
    fileOrders({ from, count, funds, status: kind === 'ledger' ? 'approved' : 'requested' }),
  ask: {
    platform: ({ n, tokenOf }) =>
      post(
        `/api/v1/orders/${uuidOf('00', n)}/approve`,
        { authorization: tokenOf(n % SIZES.approvers), 'idempotency-key': `approve-${n}` },
        ...[{}, '"status":"approved"'],
      ),
    bare: ({ n }) => {
      const values = [BUREAU, MONTH, uuidOf('00', n), ...approved(funds, n)];
      return post('/approve', {}, values, 'reserve_order');
    },
    writes: ({ n }) => post('/approve-writes', {}, approved(funds, n), 'reserve_order'),
    ledger: ({ n }) => post('/reserve', {}, reserved(funds, n), 'reserve_order'),
  },
});

const finished = (id, worker, endedAt) => [
  ...[
    BUREAU,
    id,
    'photo-pending',
    endedAt,
    HOME.longitude,
    HOME.latitude,
    null,
    true,
    'mobile',
    null,
    'worker',
  ],
  ...[
    new Date(),
    null,
    PROVIDER_ID,
    uuidOf(KIND.worker, worker),
    [],
    `\\x${'00'.repeat(SIGNATURE.length + 33)}`,
  ],
  ...[BUREAU, [id], ['payable'], [TODAY], [50], [500], ['[]'], [true]],
  ...audited(...['visit', id, ['visit.finish', 'started', { status: 'photo-pending', photos: 0 }]], [
    'visit.judge',
    'photo-pending',
    { status: 'payable', quantity: '0.50', codes: [] },
  ]),
];

/** Finishing a visit with a signature, by its worker: judged at once, payable. */
const finish = {
  name: 'finish-visit',
  prepare: (from, count) => beginVisits({ from, count }),
  ask: {
    platform: ({ n, from, count, tokenOf }) => {
      const { worker, endedAt } = visitOf(from, count, n);
      return post(
        `/api/v1/visits/${uuidOf('10', n)}/finish`,
        { authorization: tokenOf(worker), 'idempotency-key': `finish-${n}` },
        ...[{ endedAt, location: HOME, signature: SIGNATURE, photos: [] }, '"status":"payable"'],
      );
    },
    bare: ({ n, from, count }) => {
      const { worker, endedAt } = visitOf(from, count, n);
      const id = uuidOf('10', n);
      const world = [id, endedAt, new Date().toISOString(), '2 hours'];
      const values = [BUREAU, id, ...world, ...finished(id, worker, endedAt)];
      return post('/finish', {}, values, 'finish_visit');
    },
    writes: ({ n, from, count }) => {
      const { worker, endedAt } = visitOf(from, count, n);
      return post('/finish-writes', {}, finished(uuidOf('10', n), worker, endedAt), 'finish_visit');
    },
  },
};

module.exports = { WORKS: { hot: approve('hot'), spread: approve('spread'), finish } };

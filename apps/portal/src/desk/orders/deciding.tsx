import { Button } from 'antd';
import { useState } from 'react';
import { newId } from '../../shared/new-id';
import { answerOf, api, SongbaiProblem } from '../../shared/session';
import { CadreName, Findings, Money, queryClient, Section, SmallTable, useRegister } from '../kit';
import { k } from '../kit/kit-words';
import { isAfterTheFact, type Order, TOUCHED } from './order-data';
import { o } from './orders-words';

export interface Done {
  order: Order;
  /** What became of it, in words. */
  outcome: string;
  problem?: unknown;
}

type Send = (order: Order, key: string) => Promise<string>;

/** One key for each order and kind of decision, kept until the server has answered: a second press is the same one. */
const keys = new Map<string, string>();

function keyOf(name: string): string {
  const known = keys.get(name) ?? newId();
  keys.set(name, known);
  return known;
}

async function decideOne(order: Order, name: string, send: Send): Promise<Done> {
  const known = `${name} ${order.id}`;
  try {
    const outcome = await send(order, keyOf(known));
    keys.delete(known);
    return { order, outcome };
  } catch (problem) {
    if (problem instanceof SongbaiProblem) keys.delete(known);
    return { order, outcome: o.failed(), problem };
  }
}

interface HowApproved {
  seal?: { document: string; scan?: string };
  /** Kept with those of them that are approved after the fact. */
  reason?: string;
}

/** Decides one after the other, since they may share a fund; each row says what became of it. */
export function useDeciding() {
  const [isRunning, setRunning] = useState(false);
  const all = async (orders: readonly Order[], name: string, send: Send): Promise<Done[]> => {
    if (isRunning) return [];
    setRunning(true);
    const done: Done[] = [];
    for (const order of orders) done.push(await decideOne(order, name, send));
    await Promise.all(TOUCHED.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    setRunning(false);
    return done;
  };
  return {
    isRunning,
    approve: (orders: readonly Order[], { seal, reason = '' }: HowApproved = {}) =>
      all(orders, `approve ${JSON.stringify([seal, reason])}`, async (order, key) => {
        const { status } = await answerOf(
          api.POST('/api/v1/orders/{id}/approve', {
            params: { path: { id: order.id }, header: { 'Idempotency-Key': key } },
            body: { ...(seal && { seal }), ...(reason !== '' && isAfterTheFact(order) && { reason }) },
          }),
        );
        return status === 'requested' ? o.okPartly() : o.okResult();
      }),
    refuse: (orders: readonly Order[], reason: string) =>
      all(orders, `refuse ${reason}`, async ({ id }, key) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } };
        await answerOf(api.POST('/api/v1/orders/{id}/refuse', { params, body: { reason } }));
        return o.refused();
      }),
  };
}

/** What became of each of them; the findings of those that were not done below their rows. */
export function Results({ done, clear }: { done: readonly Done[]; clear: () => void }) {
  const items = useRegister('items').byCode;
  const itemName = (code: string): string => items.get(code)?.name ?? code;
  if (done.length === 0) return null;
  return (
    <Section title={o.results()} actions={<Button onClick={clear}>{k.ok()}</Button>}>
      <div role="status">
        <SmallTable<Done>
          rows={done}
          rowKey={({ order }) => order.id}
          rowLink={({ order }) => `/orders/${order.id}`}
          below={({ problem }) => (problem ? <Why problem={problem} /> : null)}
          columns={[
            { key: 'number', title: o.number(), text: ({ order }) => order.number },
            {
              ...{ key: 'cadre', title: o.cadre(), text: ({ order }) => order.cadreId },
              render: ({ order }) => <CadreName id={order.cadreId} />,
            },
            { key: 'item', title: o.item(), text: ({ order }) => itemName(order.itemCode) },
            {
              ...{ key: 'amount', title: o.amount(), isNumber: true, text: ({ order }) => order.amount },
              render: ({ order }) => <Money value={order.amount} />,
            },
            {
              ...{ key: 'outcome', title: o.results(), text: ({ outcome }) => outcome },
              render: ({ outcome, problem }) => (
                <span className={problem ? 'tag tag-bad' : 'tag tag-good'}>
                  {problem ? '▲' : '●'} {outcome}
                </span>
              ),
            },
          ]}
        />
      </div>
    </Section>
  );
}

function Why({ problem }: { problem: unknown }) {
  if (!(problem instanceof SongbaiProblem)) return <p>{k.offline()}</p>;
  const { detail, findings = [] } = problem.problem;
  return findings.length > 0 ? <Findings findings={findings} /> : <p>{detail}</p>;
}

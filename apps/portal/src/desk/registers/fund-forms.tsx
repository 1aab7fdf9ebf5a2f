import { Money } from '@songbai/contracts';
import { App } from 'antd';
import { useRef } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { type FormField, LoadedPage, NewPage, Only, RegisterForm, useForm } from '../forms';
import {
  BalanceBar,
  moneyText,
  PlainPage,
  Section,
  todayText,
  useCommand,
  useQuestion,
  useRead,
} from '../kit';
import { basisFields, FUND_KEEPERS, fundRoom } from './fund-room';
import type { Fund } from './register-data';
import { r } from './registers-words';

export const NewFundPage = () => <NewPage room={fundRoom} />;

export function AllotPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['funds', id], () => fundRoom.read(id));
  return (
    <Only roles={FUND_KEEPERS} title={r.allotment()}>
      <LoadedPage read={read} title={r.allotment()}>
        {(fund) => <AllotForm fund={fund} />}
      </LoadedPage>
    </Only>
  );
}

const allotFields = (): FormField[] => [
  { name: 'amount', label: r.amount(), kind: 'signed-money' },
  ...basisFields(),
];

/** More for a fund, or less of it: a posting with its paper, never a change of what was posted. */
function AllotForm({ fund }: { fund: Fund }) {
  const fields = allotFields();
  const form = useForm(fields, {}, true, { name: `allot ${fund.id}` });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const isSure = useAsked(fund);
  const back = (): void => void navigate(`/funds/${fund.id}`);
  const allot = useCommand(
    (body: Schemas['NewAllotment'], key) =>
      answerOf(
        api.POST('/api/v1/funds/{id}/allotments', {
          params: { path: { id: fund.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ).catch((problem: unknown) => {
        // The whole of it, with the orders that hold the money, stands once below the form.
        form.tell(problem, { F01: 'amount' }, ({ available }) =>
          r.cutAtMost({ available: moneyText(String(available)) }),
        );
        throw problem;
      }),
    [['funds'], ['worklists'], ['overview']],
  );
  const send = async (): Promise<void> => {
    if (!form.check()) return;
    const body = form.body() as unknown as Schemas['NewAllotment'];
    if (!(await isSure(body))) return;
    const after = await allot.run(body);
    if (after === undefined) return;
    form.settle();
    void message.success(r.afterwards(inWords(after)));
    back();
  };
  const { allotted, reserved, expended, available } = fund;
  return (
    <PlainPage title={`${fund.code} · ${r.allotment()}`}>
      <Section title={r.use()}>
        <BalanceBar {...{ allotted, reserved, expended, left: available }} />
      </Section>
      <RegisterForm
        {...{ groups: [{ fields }], form, isNew: true, isSending: allot.isRunning, problem: allot.problem }}
        {...{ send: () => void send(), cancel: back, submitLabel: r.allot() }}
        sum={<Afterwards fund={fund} amount={form.values.amount} />}
      />
    </PlainPage>
  );
}

/** One person changes what may be spent, at once: what stood there and what will stand there is seen first. */
function useAsked(fund: Fund): (body: Schemas['NewAllotment']) => Promise<boolean> {
  const question = useQuestion();
  const isAsking = useRef(false);
  return async (body) => {
    if (isAsking.current) return false;
    isAsking.current = true;
    try {
      return await question({
        ...{ title: `${fund.code} · ${r.allotment()}`, content: <WhatChanges fund={fund} body={body} /> },
        ...{ okText: r.allot(), isGrave: true },
      });
    } finally {
      isAsking.current = false;
    }
  };
}

function WhatChanges({
  fund,
  body: { amount, basis, effectiveOn },
}: {
  fund: Fund;
  body: Schemas['NewAllotment'];
}) {
  const [stood, change] = [Money.of(fund.allotted), Money.of(amount)];
  const facts = { from: moneyText(fund.allotted), to: moneyText(stood.plus(change).toString()) };
  return (
    <>
      <p className="is-strong">{r.allotFromTo(facts)}</p>
      <p>{r.allotBasis({ document: basis.document, clause: basis.clause })}</p>
      <p>{r.allotCountsFrom({ day: effectiveOn || todayText(), month: todayText().slice(0, 7) })}</p>
      {!stood.isZero() && stood.isLessThan(change) && (
        <p className="is-negative">{r.allotMoreThanDouble()}</p>
      )}
      <p>{r.allotAtOnce()}</p>
    </>
  );
}

const inWords = ({ allotted, available }: Pick<Fund, 'allotted' | 'available'>) => ({
  ...{ allotted: moneyText(allotted), available: moneyText(available) },
});

function Afterwards({ fund, amount }: { fund: Fund; amount: unknown }) {
  const text = String(amount ?? '').trim();
  if (!/^-?\d{1,12}(\.\d{1,2})?$/.test(text)) return null;
  const plus = (value: string): string => Money.of(value).plus(Money.of(text)).toString();
  return (
    <p role="status">
      {r.afterwards(inWords({ allotted: plus(fund.allotted), available: plus(fund.available) }))}
    </p>
  );
}

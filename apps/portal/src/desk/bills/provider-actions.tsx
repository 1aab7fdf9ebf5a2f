import { Input } from 'antd';
import { useState } from 'react';
import { useMay } from '../app/access';
import { CommandButton, moneyText, ProblemBox, useKeptDraft } from '../kit';
import { openAppeals } from './appeal-groups';
import { a } from './appeal-words';
import { type Bill, type ProviderStep, useProviderStep } from './bill-data';
import { t } from './bills-words';
import { owedText } from './upheld-notice';

interface Offer {
  step: ProviderStep;
  label: string;
  ask: string;
  /** Said on the button where something is given up by it. */
  gravely?: string;
  hotkey?: string;
  isMain?: boolean;
}

const OFFERED: Record<string, ProviderStep[]> = {
  draft: ['withdraw', 'submit'],
  submitted: ['withdraw'],
  returned: ['submit'],
  adjudicated: ['confirm'],
  disputed: ['confirm'],
};

function offersFor(bill: Bill): Offer[] {
  const all: Record<ProviderStep, Offer> = {
    submit: { step: 'submit', label: t.submit(), ask: t.submitAsk(), hotkey: 'ctrl+Enter', isMain: true },
    withdraw: { step: 'withdraw', label: t.withdraw(), ask: t.withdrawAsk() },
    confirm: confirmationOf(bill),
  };
  return (OFFERED[bill.status] ?? []).map((step) => all[step]);
}

/** With appeals still open it gives them up: it says how many and how much, and has no key. */
function confirmationOf(bill: Bill): Offer {
  const { count, cut } = openAppeals(bill);
  const offer: Offer = {
    ...{ step: 'confirm', label: t.confirm() },
    ask: [owedText(bill), t.confirmAsk({ payable: moneyText(bill.payable) })].join(' ').trim(),
  };
  if (count === 0) return { ...offer, hotkey: 'ctrl+Enter', isMain: true };
  const ask = `${a.withdrawAsk({ count, cut: moneyText(cut) })} ${offer.ask}`;
  return { ...offer, ask, gravely: a.withdrawDo({ count }) };
}

/** For whom staff take a step, and what shows it; kept while it is not sent. */
function useBehalf(billId: string) {
  const [behalf, setBehalf] = useState('');
  const [evidence, setEvidence] = useState('');
  const typed = (behalf + evidence).trim() === '' ? undefined : { behalf, evidence };
  const takeUp = (former: { behalf: string; evidence: string }): void => {
    setBehalf(former.behalf);
    setEvidence(former.evidence);
  };
  const draft = useKeptDraft(`behalf ${billId}`, typed, takeUp, false, 'tab');
  return { behalf, setBehalf, evidence, setEvidence, draft };
}

type Behalf = ReturnType<typeof useBehalf>;

const BehalfFields = ({ of, isConfirmed }: { of: Behalf; isConfirmed: boolean }) => (
  <>
    {of.draft.offer}
    <Input
      className="behalf"
      value={of.behalf}
      onChange={({ target }) => of.setBehalf(target.value)}
      placeholder={t.behalf()}
      aria-label={t.behalf()}
      maxLength={100}
    />
    {isConfirmed && (
      <Input
        className="behalf"
        value={of.evidence}
        onChange={({ target }) => of.setEvidence(target.value)}
        placeholder={t.behalfEvidence()}
        aria-label={t.behalfEvidence()}
        maxLength={1000}
      />
    )}
  </>
);

/** The provider's steps. Staff take them only for somebody, who is named; a liaison, the confirmation alone. */
export function ProviderActions({ bill }: { bill: Bill }) {
  const may = useMay();
  const step = useProviderStep(bill.id ?? '');
  const said = useBehalf(bill.id ?? '');
  const isStaff = may('bureau-clerk', 'liaison');
  const offers = offersFor(bill).filter((offer) => !may('liaison') || offer.step === 'confirm');
  const behalf = said.behalf.trim();
  const take = async (name: ProviderStep): Promise<void> => {
    const whose = isStaff && { onBehalfOf: behalf, evidence: said.evidence.trim() };
    if (await step.run({ step: name, ...whose })) said.draft.filed();
  };
  if (offers.length === 0) return null;
  return (
    <>
      <ProblemBox error={step.problem} />
      {isStaff && (
        <BehalfFields of={said} isConfirmed={offers.some(({ step: name }) => name === 'confirm')} />
      )}
      {offers.map(({ step: name, label, ask, gravely, hotkey, isMain }) => (
        <CommandButton
          key={name}
          label={label}
          hotkey={hotkey}
          kind={isMain ? 'primary' : 'default'}
          isDisabled={isStaff && behalf === ''}
          isRunning={step.isRunning}
          confirm={<p>{ask}</p>}
          gravely={gravely}
          run={() => take(name)}
        />
      ))}
    </>
  );
}

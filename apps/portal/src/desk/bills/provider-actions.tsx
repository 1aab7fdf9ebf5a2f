import { Input } from 'antd';
import { useState } from 'react';
import { useMay } from '../app/access';
import { CommandButton, moneyText, ProblemBox } from '../kit';
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

/** The provider's steps. Staff take them only for somebody, who is named; a liaison, the confirmation alone. */
export function ProviderActions({ bill }: { bill: Bill }) {
  const may = useMay();
  const step = useProviderStep(bill.id ?? '');
  const [behalf, setBehalf] = useState('');
  const [evidence, setEvidence] = useState('');
  const isStaff = may('bureau-clerk', 'liaison');
  const offers = offersFor(bill).filter((offer) => !may('liaison') || offer.step === 'confirm');
  if (offers.length === 0) return null;
  return (
    <>
      <ProblemBox error={step.problem} />
      {isStaff && (
        <Input
          className="behalf"
          value={behalf}
          onChange={({ target }) => setBehalf(target.value)}
          placeholder={t.behalf()}
          aria-label={t.behalf()}
          maxLength={100}
        />
      )}
      {isStaff && offers.some(({ step: name }) => name === 'confirm') && (
        <Input
          className="behalf"
          value={evidence}
          onChange={({ target }) => setEvidence(target.value)}
          placeholder={t.behalfEvidence()}
          aria-label={t.behalfEvidence()}
          maxLength={1000}
        />
      )}
      {offers.map(({ step: name, label, ask, gravely, hotkey, isMain }) => (
        <CommandButton
          key={name}
          label={label}
          hotkey={hotkey}
          kind={isMain ? 'primary' : 'default'}
          isDisabled={isStaff && behalf.trim() === ''}
          isRunning={step.isRunning}
          confirm={<p>{ask}</p>}
          gravely={gravely}
          run={() =>
            step.run({ step: name, ...(isStaff && { onBehalfOf: behalf.trim(), evidence: evidence.trim() }) })
          }
        />
      ))}
    </>
  );
}

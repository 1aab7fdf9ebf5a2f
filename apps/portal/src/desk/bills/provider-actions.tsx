import { Input } from 'antd';
import { useState } from 'react';
import { useMay } from '../app/access';
import { CommandButton, moneyText, ProblemBox } from '../kit';
import { type Bill, type ProviderStep, useProviderStep } from './bill-data';
import { t } from './bills-words';

interface Offer {
  step: ProviderStep;
  label: string;
  ask: string;
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

function offersFor({ status, payable }: Bill): Offer[] {
  const all: Record<ProviderStep, Offer> = {
    submit: { step: 'submit', label: t.submit(), ask: t.submitAsk(), hotkey: 'ctrl+Enter', isMain: true },
    withdraw: { step: 'withdraw', label: t.withdraw(), ask: t.withdrawAsk() },
    confirm: {
      ...{
        step: 'confirm',
        label: t.confirm(),
        ask: t.confirmAsk({ payable: moneyText(payable) }),
        hotkey: 'ctrl+Enter',
      },
      isMain: status === 'adjudicated',
    },
  };
  return (OFFERED[status] ?? []).map((step) => all[step]);
}

/** The provider's steps. The bureau's clerk takes them only for somebody, who is named. */
export function ProviderActions({ bill }: { bill: Bill }) {
  const may = useMay();
  const step = useProviderStep(bill.id ?? '');
  const [behalf, setBehalf] = useState('');
  const isClerk = may('bureau-clerk');
  const offers = offersFor(bill);
  if (offers.length === 0) return null;
  return (
    <>
      <ProblemBox error={step.problem} />
      {isClerk && (
        <Input
          className="behalf"
          value={behalf}
          onChange={({ target }) => setBehalf(target.value)}
          placeholder={t.behalf()}
          aria-label={t.behalf()}
          maxLength={100}
        />
      )}
      {offers.map(({ step: name, label, ask, hotkey, isMain }) => (
        <CommandButton
          key={name}
          label={label}
          hotkey={hotkey}
          kind={isMain ? 'primary' : 'default'}
          isDisabled={isClerk && behalf.trim() === ''}
          isRunning={step.isRunning}
          confirm={<p>{ask}</p>}
          run={() => step.run({ step: name, ...(isClerk && { onBehalfOf: behalf.trim() }) })}
        />
      ))}
    </>
  );
}

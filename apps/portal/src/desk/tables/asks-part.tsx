import { BILL_KINDS } from '@songbai/contracts';
import { Checkbox, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { CLERK, useMay } from '../app/access';
import { Field, optionsOf, Section, useRegister } from '../kit';
import type { Said, Table } from './table-data';
import { t } from './tables-words';

const MONTHS = 12;

interface AsksProps {
  table: Table;
  said: Said;
  change: (said: Said) => void;
}

/** A bill is of a month that is over; an order is for this one or one to come. */
const monthsFor = ({ name }: Table): Choices =>
  Array.from({ length: MONTHS }, (_, i) => {
    const month = dayjs()
      .add(name === 'orders' ? i : -i, 'month')
      .format('YYYY-MM');
    return { value: month, label: month };
  });

/** What may be said of the whole file: of a bill its contract, month, kind and for whom it is filed, say. */
export function AsksPart({ table, said, change }: AsksProps) {
  const { rows: contracts } = useRegister('contracts');
  const isClerk = useMay()(...CLERK);
  const asks = (name: string): boolean => table.asks.includes(name as Table['asks'][number]);
  const isOrders = table.name === 'orders';
  const put = (name: string, value: string | undefined): void => {
    const { [name]: _, ...others } = said;
    change(value ? { ...others, [name]: value } : others);
  };
  const choice = (name: string, label: string, options: Choices, hint = t.asInFile()) =>
    asks(name) && (
      <Choice {...{ name, label, options, hint }} value={said[name]} change={(value) => put(name, value)} />
    );
  return (
    <Section>
      <div className="import-head">
        {choice(
          'contract',
          t.contract(),
          contracts.map(({ number }) => ({ value: number, label: number })),
          isOrders ? t.asRowsSay() : undefined,
        )}
        {isOrders
          ? choice('month', t.serviceMonth(), monthsFor(table), t.asWritten())
          : choice('month', t.month(), monthsFor(table))}
        {asks('kind') && (
          <Choice
            {...{ name: 'kind', label: t.kind(), options: optionsOf(BILL_KINDS), hint: '' }}
            value={said.kind || 'regular'}
            change={(value) => put('kind', value)}
          />
        )}
        {asks('onBehalfOf') && (isClerk || isOrders) && (
          <Behalf
            {...{ value: said.onBehalfOf, hint: isOrders ? t.orderBehalfHint() : t.behalfHint() }}
            change={(value) => put('onBehalfOf', value)}
          />
        )}
      </div>
      {asks('despite') && (
        <Despite isOn={said.despite === 'yes'} change={(isOn) => put('despite', isOn ? 'yes' : undefined)} />
      )}
    </Section>
  );
}

const Despite = ({ isOn, change }: { isOn: boolean; change: (isOn: boolean) => void }) => (
  <Checkbox className="import-despite" checked={isOn} onChange={({ target }) => change(target.checked)}>
    {t.despite()}
  </Checkbox>
);

interface BehalfProps {
  value: string | undefined;
  hint: string;
  change: (value: string) => void;
}

const Behalf = ({ value, hint, change }: BehalfProps) => (
  <Field id="ask-behalf" label={t.behalf()}>
    <Input
      id="ask-behalf"
      className="ask"
      maxLength={100}
      placeholder={hint}
      defaultValue={value}
      onBlur={({ target }) => change(target.value.trim())}
      onPressEnter={({ currentTarget }) => currentTarget.blur()}
    />
  </Field>
);

type Choices = { value: string; label: string }[];

interface ChoiceProps {
  name: string;
  label: string;
  options: Choices;
  hint: string;
  value: string | undefined;
  change: (value: string | undefined) => void;
}

const Choice = ({ name, label, options, hint, value, change }: ChoiceProps) => (
  <Field id={`ask-${name}`} label={label}>
    <Select
      id={`ask-${name}`}
      className="ask"
      allowClear
      showSearch
      placeholder={hint}
      value={value}
      options={options}
      onChange={(next?: string) => change(next)}
    />
  </Field>
);

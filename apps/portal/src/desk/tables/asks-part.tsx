import { BILL_KINDS } from '@songbai/contracts';
import { Input, Select } from 'antd';
import dayjs from 'dayjs';
import { CLERK, useMay } from '../app/access';
import { Field, optionsOf, Section, useRegister } from '../kit';
import type { Said } from './table-data';
import { t } from './tables-words';

const MONTHS = 12;

interface AsksProps {
  said: Said;
  change: (said: Said) => void;
}

/** Of a bill: its contract, its month, which kind it is, and of staff for whom they file it. */
export function AsksPart({ said, change }: AsksProps) {
  const { rows: contracts } = useRegister('contracts');
  const isClerk = useMay()(...CLERK);
  const put = (name: string, value: string | undefined): void => {
    const { [name]: _, ...others } = said;
    change(value ? { ...others, [name]: value } : others);
  };
  const months = Array.from({ length: MONTHS }, (_, i) => dayjs().subtract(i, 'month').format('YYYY-MM'));
  const choice = (name: string, label: string, options: Choices) => (
    <Choice {...{ name, label, options }} value={said[name]} change={(value) => put(name, value)} />
  );
  return (
    <Section>
      <div className="import-head">
        {choice(
          'contract',
          t.contract(),
          contracts.map(({ number }) => ({ value: number, label: number })),
        )}
        {choice(
          'month',
          t.month(),
          months.map((month) => ({ value: month, label: month })),
        )}
        <Choice
          {...{ name: 'kind', label: t.kind(), options: optionsOf(BILL_KINDS) }}
          value={said.kind || 'regular'}
          change={(value) => put('kind', value)}
        />
        {isClerk && (
          <Field id="ask-behalf" label={t.behalf()}>
            <Input
              id="ask-behalf"
              className="ask"
              maxLength={100}
              placeholder={t.behalfHint()}
              defaultValue={said.onBehalfOf}
              onBlur={({ target }) => put('onBehalfOf', target.value.trim())}
              onPressEnter={({ currentTarget }) => currentTarget.blur()}
            />
          </Field>
        )}
      </div>
    </Section>
  );
}

type Choices = { value: string; label: string }[];

interface ChoiceProps {
  name: string;
  label: string;
  options: Choices;
  value: string | undefined;
  change: (value: string | undefined) => void;
}

const Choice = ({ name, label, options, value, change }: ChoiceProps) => (
  <Field id={`ask-${name}`} label={label}>
    <Select
      id={`ask-${name}`}
      className="ask"
      allowClear
      showSearch
      placeholder={t.asInFile()}
      value={value}
      options={options}
      onChange={(next?: string) => change(next)}
    />
  </Field>
);

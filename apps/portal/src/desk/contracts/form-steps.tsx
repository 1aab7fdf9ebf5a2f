import { FUND_TYPES, TERM_REASONS } from '@songbai/contracts';
import { Checkbox, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import { moneyTyped } from '../../shared/plain';
import { FIND, optionsOf, useRegister, wordOf } from '../kit';
import type { Answers } from './answers';
import type { Contract } from './contract-data';
import { c } from './contracts-words';
import { DayRange, daysInOrder } from './day-range';
import { PriceLines } from './price-lines';
import { areasRule, moneyRules } from './typed';

const required = () => [{ required: true, message: c.needed() }];
const money = () => [...required(), ...moneyRules()];

export function PartiesStep({ former }: { former: Contract | undefined }) {
  const isNew = former === undefined;
  const providers = useRegister('providers');
  return (
    <div className="fields">
      <Form.Item name="number" label={c.number()} rules={required()}>
        <Input disabled={!isNew} maxLength={64} autoFocus={isNew} />
      </Form.Item>
      <Form.Item name="providerId" label={c.provider()} rules={required()} className="is-wide">
        <Select
          disabled={!isNew}
          showSearch={FIND}
          options={providers.rows.map(({ id, name, code }) => ({ value: id, label: `${code} ${name}` }))}
        />
      </Form.Item>
      <Form.Item name="term" label={c.term()} rules={[daysInOrder(false)]} className="is-wide">
        <DayRange />
      </Form.Item>
      <Form.Item
        {...{ name: 'areas', label: c.areas(), rules: [...required(), areasRule(former?.areas)] }}
        extra={c.areasHint()}
        className="is-wide"
      >
        <Input />
      </Form.Item>
    </div>
  );
}

export function MoneyStep() {
  const funds = useRegister('funds');
  return (
    <div className="fields">
      <Form.Item name="ceiling" label={c.ceiling()} rules={money()} normalize={moneyTyped}>
        <Input inputMode="decimal" />
      </Form.Item>
      <Form.Item name="roundingMinutes" label={c.rounding()} rules={required()}>
        <InputNumber min={1} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="minimumMinutes" label={c.minimum()} rules={required()}>
        <InputNumber min={0} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="budgetFundIds" label={c.budgetFunds()} className="is-wide">
        <Select
          mode="multiple"
          showSearch={FIND}
          options={funds.rows
            .filter(({ ownerUnitId }) => !ownerUnitId)
            .map(({ id, code, type }) => ({ value: id, label: `${code} ${wordOf(FUND_TYPES, type)}` }))}
        />
      </Form.Item>
      <Form.Item name="budgetDocument" label={c.budgetDocument()} className="is-wide">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="termReasons" label={c.termReasons()} className="is-wide">
        <Checkbox.Group options={optionsOf(TERM_REASONS)} />
      </Form.Item>
    </div>
  );
}

/** One line for each price and its days; a new line begins where the contract does. */
export function PricesStep({ form }: { form: FormInstance<Answers> }) {
  const [from] = (form.getFieldValue('term') as Answers['term'] | undefined) ?? [];
  return <PriceLines from={from} isNeeded />;
}

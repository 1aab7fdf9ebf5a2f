import { FUND_TYPES, TERM_REASONS } from '@songbai/contracts';
import { Button, Checkbox, DatePicker, Form, type FormInstance, Input, InputNumber, Select } from 'antd';
import type { RangePickerProps } from 'antd/es/date-picker';
import { moneyTyped } from '../../shared/plain';
import { FIND, optionsOf, useRegister, wordOf } from '../kit';
import { MONEY } from './amendments';
import type { Answers } from './answers';
import { c } from './contracts-words';

/** As they may be typed. */
const DAYS = ['YYYY-MM-DD', 'YYYYMMDD'];
const required = () => [{ required: true, message: c.needed() }];
const money = () => [...required(), { pattern: MONEY, message: c.notMoney() }];

export function PartiesStep({ isNew }: { isNew: boolean }) {
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
      <Form.Item name="term" label={c.term()} rules={required()} className="is-wide">
        <DatePicker.RangePicker format={DAYS} />
      </Form.Item>
      <Form.Item name="areas" label={c.areas()} rules={required()} extra={c.areasHint()} className="is-wide">
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

/** The last day may be left open: then the price counts as long as the contract. */
const PriceDays = (props: Omit<RangePickerProps, 'format' | 'allowEmpty' | 'placeholder'>) => (
  <DatePicker.RangePicker
    {...props}
    {...{ format: DAYS, allowEmpty: [false, true], placeholder: [c.from(), c.openEnd()] }}
  />
);

/** One line for each price and its days; a new line begins where the contract does. */
export function PricesStep({ form }: { form: FormInstance<Answers> }) {
  const items = useRegister('items');
  const options = items.rows.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  const [from] = (form.getFieldValue('term') as Answers['term'] | undefined) ?? [];
  return (
    <Form.List
      name="prices"
      rules={[
        {
          validator: async (_, rows) =>
            rows?.length ? undefined : Promise.reject(new Error(c.pricesNeeded())),
        },
      ]}
    >
      {(rows, { add, remove }, { errors }) => (
        <div className="stack-tight">
          {rows.map(({ key, name }) => (
            <div key={key} className="row-wrap price-row">
              <Form.Item name={[name, 'itemCode']} rules={required()}>
                <Select
                  aria-label={c.item()}
                  placeholder={c.item()}
                  showSearch={FIND}
                  options={options}
                  style={{ width: 220 }}
                />
              </Form.Item>
              <Form.Item name={[name, 'unitPrice']} rules={money()} normalize={moneyTyped}>
                <Input
                  aria-label={c.price()}
                  placeholder={c.price()}
                  inputMode="decimal"
                  style={{ width: 130 }}
                />
              </Form.Item>
              <Form.Item name={[name, 'days']} rules={required()}>
                <PriceDays />
              </Form.Item>
              <Button type="text" aria-label={c.removePrice({ n: name + 1 })} onClick={() => remove(name)}>
                ✕
              </Button>
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button onClick={() => add({ days: from ? [from, null] : undefined })}>{c.addPrice()}</Button>
        </div>
      )}
    </Form.List>
  );
}

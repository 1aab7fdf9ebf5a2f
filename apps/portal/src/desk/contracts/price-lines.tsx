import { Button, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { moneyTyped } from '../../shared/plain';
import type { Schemas } from '../../shared/session';
import { FIND, useRegister } from '../kit';
import type { PriceTyped } from './answers';
import { c } from './contracts-words';
import { DayRange, daysInOrder } from './day-range';
import { moneyOf, moneyRules } from './typed';

const ISO = 'YYYY-MM-DD';
const required = () => [{ required: true, message: c.needed() }];

/** As the server takes them; a day that is left open is left out. */
export const pricesOf = (prices: readonly PriceTyped[]): NonNullable<Schemas['NewContract']['prices']> =>
  prices.map(({ itemCode, unitPrice, days: [from, to] }) => ({
    ...{ itemCode, unitPrice: moneyOf(unitPrice), from: from.format(ISO) },
    ...(to && { to: to.format(ISO) }),
  }));

const atLeastOne = {
  validator: async (_: unknown, rows: unknown[] | undefined) =>
    rows?.length ? undefined : Promise.reject(new Error(c.pricesNeeded())),
};

/** One line for each price and its days; a new line begins `from` that day. Within a form, as its `prices`. */
export function PriceLines({ from, isNeeded = false }: { from?: Dayjs | undefined; isNeeded?: boolean }) {
  return (
    <Form.List name="prices" rules={isNeeded ? [atLeastOne] : []}>
      {(rows, { add, remove }, { errors }) => (
        <div className="stack-tight">
          {rows.map(({ key, name }) => (
            <PriceLine key={key} name={name} remove={() => remove(name)} />
          ))}
          <Form.ErrorList errors={errors} />
          <div>
            <Button onClick={() => add({ days: from ? [from, null] : undefined })}>{c.addPrice()}</Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

function PriceLine({ name, remove }: { name: number; remove: () => void }) {
  const items = useRegister('items');
  return (
    <div className="row-wrap price-row">
      <Form.Item name={[name, 'itemCode']} rules={required()}>
        <Select
          aria-label={c.item()}
          placeholder={c.item()}
          showSearch={FIND}
          options={items.rows.map(({ code, name: said }) => ({ value: code, label: `${code} ${said}` }))}
          style={{ width: 220 }}
        />
      </Form.Item>
      <Form.Item name={[name, 'unitPrice']} rules={[...required(), ...moneyRules()]} normalize={moneyTyped}>
        <Input aria-label={c.price()} placeholder={c.price()} inputMode="decimal" style={{ width: 130 }} />
      </Form.Item>
      <Form.Item name={[name, 'days']} rules={[daysInOrder(true)]}>
        <DayRange openEnd={c.openEnd()} />
      </Form.Item>
      <Button type="text" aria-label={c.removePrice({ n: name + 1 })} onClick={remove}>
        ✕
      </Button>
    </div>
  );
}

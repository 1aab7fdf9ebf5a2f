import { Button, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
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

/**
 * One line for each price and its days; a new line begins `from` that day. Within a form, as its `prices`. A line that
 * is added takes the focus; of one that is removed the way to the next has it.
 */
export function PriceLines({ from, isNeeded = false }: { from?: Dayjs | undefined; isNeeded?: boolean }) {
  const [isAdding, setAdding] = useState(false);
  const adds = useRef<HTMLButtonElement>(null);
  return (
    <Form.List name="prices" rules={isNeeded ? [atLeastOne] : []}>
      {(rows, { add, remove }, { errors }) => (
        <div className="stack-tight">
          {rows.map(({ key, name }, index) => (
            <PriceLine
              key={key}
              {...{ name, isNew: isAdding && index === rows.length - 1 }}
              remove={() => {
                remove(name);
                adds.current?.focus();
              }}
            />
          ))}
          <Form.ErrorList errors={errors} />
          <div>
            <Button
              ref={adds}
              onClick={() => {
                setAdding(true);
                add({ days: from ? [from, null] : undefined });
              }}
            >
              {c.addPrice()}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

interface PriceLineProps {
  name: number;
  /** It was just added. */
  isNew: boolean;
  remove: () => void;
}

function PriceLine({ name, isNew, remove }: PriceLineProps) {
  const items = useRegister('items');
  return (
    <div className="row-wrap price-row">
      <Form.Item name={[name, 'itemCode']} rules={required()}>
        <Select
          autoFocus={isNew}
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

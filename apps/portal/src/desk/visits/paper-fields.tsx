import { Checkbox, Form, type FormInstance, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { searchText } from '../../shared/plain';
import type { Schemas } from '../../shared/session';
import { useContract } from '../contracts/contract-data';
import {
  DatePicker,
  daysText,
  FIND,
  readableDay,
  readClock,
  todayText,
  useCadre,
  useRead,
  useRegister,
} from '../kit';
import { CadreSearch } from '../orders/cadre-search';
import { fetchOrders, type Order, useOrder, useSettled } from '../orders/order-data';
import { SignatureScan } from './signature-scan';
import { type Span, spanOf } from './span';
import { v } from './visits-words';

/** What is typed from the sheet; the times as they stand there. */
export interface Answers {
  orderId: string;
  worker: string;
  day: Dayjs;
  from: string;
  to: string;
  unrecorded?: boolean;
  signature?: string;
  note?: string;
}

const REQUIRED = () => ({ required: true, message: v.needed() });

const isClock = () => ({
  validator: (_: unknown, typed?: string) =>
    !typed || readClock(typed) ? Promise.resolve() : Promise.reject(new Error(v.noClock())),
});

/** Once the visit is begun its order, its worker and its beginning stand fast. */
export function PaperFields({ form, isBegun }: { form: FormInstance<Answers>; isBegun: boolean }) {
  const [cadre, setCadre] = useState<Schemas['CadreAnswer']>();
  const pickCadre = (picked: Schemas['CadreAnswer']): void => {
    setCadre(picked);
    form.resetFields(['orderId', 'worker']);
  };
  return (
    <div className="fields">
      {!isBegun && (
        <Form.Item label={v.cadre()} htmlFor="paper-cadre">
          <CadreSearch id="paper-cadre" value={cadre} onPick={pickCadre} autoFocus />
        </Form.Item>
      )}
      <Form.Item name="orderId" label={v.paperOrder()} rules={[REQUIRED()]} className="is-wide">
        <OrderSearch cadreId={cadre?.id} disabled={isBegun} />
      </Form.Item>
      <Form.Item name="worker" label={v.paperWorker()} rules={[REQUIRED()]}>
        <WorkerSelect orderId={Form.useWatch('orderId', form)} disabled={isBegun} />
      </Form.Item>
      <Form.Item name="day" label={v.paperDay()} rules={[REQUIRED(), readableDay()]}>
        <DatePicker maxDate={dayjs(todayText())} disabled={isBegun} />
      </Form.Item>
      <Times form={form} isBegun={isBegun} />
      <Form.Item name="unrecorded" valuePropName="checked" label=" ">
        <Checkbox disabled={isBegun}>{v.paperUnrecorded()}</Checkbox>
      </Form.Item>
      <Form.Item
        {...{ name: 'signature', label: v.paperSignature(), extra: v.paperSignatureHint() }}
        className="is-wide"
      >
        <SignatureScan />
      </Form.Item>
      <Form.Item name="note" label={v.note()} className="is-wide">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </div>
  );
}

function typedSpan({ day, from = '', to = '' }: Partial<Answers>): Span | undefined {
  const [began, ended] = [readClock(from), readClock(to)];
  return began && ended && day?.isValid() ? spanOf(day.format('YYYY-MM-DD'), began, ended) : undefined;
}

/** Both times as typed; below the second how long that was, and whether it went over midnight. */
function Times({ form, isBegun }: { form: FormInstance<Answers>; isBegun: boolean }) {
  const day = Form.useWatch('day', form);
  const span = typedSpan({ day, from: Form.useWatch('from', form), to: Form.useWatch('to', form) });
  const said = { hours: Math.floor((span?.minutes ?? 0) / 60), minutes: (span?.minutes ?? 0) % 60 };
  const isOver = () => ({
    validator: () => {
      // As typed at this moment: what was watched is of the last time that the page was drawn.
      const typed = typedSpan(form.getFieldsValue());
      return typed && Date.parse(typed.endedAt) > Date.now()
        ? Promise.reject(new Error(v.notOver()))
        : Promise.resolve();
    },
  });
  const swallow = (event: { preventDefault: () => void }): void => event.preventDefault();
  const input = { inputMode: 'numeric', placeholder: '08:30', onPressEnter: swallow } as const;
  return (
    <>
      <Form.Item name="from" label={v.paperFrom()} rules={[REQUIRED(), isClock()]} validateTrigger="onBlur">
        <Input {...input} disabled={isBegun} />
      </Form.Item>
      <Form.Item
        {...{ name: 'to', label: v.paperTo(), rules: [REQUIRED(), isClock(), isOver()] }}
        validateTrigger="onBlur"
        extra={span && (span.isOverMidnight ? v.spanOverMidnight(said) : v.span(said))}
      >
        <Input {...input} />
      </Form.Item>
    </>
  );
}

interface FieldProps<Value> {
  id?: string;
  value?: Value;
  onChange?: (value: Value) => void;
  disabled: boolean;
}

/** The workers of the provider whose contract the order is of; all, until there is an order. */
function WorkerSelect({ orderId, ...field }: FieldProps<string> & { orderId: string | undefined }) {
  const workers = useRegister('workers');
  const order = useOrder(orderId ?? '', orderId !== undefined).data;
  const contract = useContract(order?.contractId ?? '', order !== undefined).data;
  const own = workers.rows.filter(({ providerId }) => !contract || providerId === contract.providerId);
  return (
    <Select
      {...field}
      showSearch={FIND}
      options={own.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
    />
  );
}

/**
 * The cadre's orders, by what is done and when, since the name is the same in all of them;
 * without a cadre those of a number, while one types.
 */
function OrderSearch({ cadreId, ...field }: FieldProps<string> & { cadreId: string | undefined }) {
  const [text, setText] = useState('');
  const asked = useSettled(searchText(text), 200);
  const found = useRead(['orders', 'search', cadreId ?? '', asked], () =>
    fetchOrders(undefined, {
      ...{ limit: cadreId ? '50' : '20' },
      ...(cadreId && { cadreId }),
      ...(asked && { query: asked }),
    }),
  );
  // One that was chosen before, and is not among those found.
  const chosen = useOrder(field.value ?? '', Boolean(field.value)).data;
  const rows = found.data?.items ?? [];
  const shown = !chosen || rows.some(({ id }) => id === chosen.id) ? rows : [chosen, ...rows];
  return (
    <Select
      {...field}
      placeholder={v.searchOrder()}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={shown.map((order) => ({
        ...{ value: order.id, label: <OrderLabel order={order} hasName={!cadreId} /> },
      }))}
    />
  );
}

function OrderLabel({ order, hasName }: { order: Order; hasName: boolean }) {
  const item = useRegister('items').byCode.get(order.itemCode);
  return (
    <>
      {item?.name ?? order.itemCode} · {daysText(order)}
      {hasName && <OrderOf cadreId={order.cadreId} />} · {order.number}
    </>
  );
}

function OrderOf({ cadreId }: { cadreId: string }) {
  return <> · {useCadre(cadreId)?.name}</>;
}

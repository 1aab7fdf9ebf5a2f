import { MEASURES, ORDER_CHANNELS } from '@songbai/contracts';
import { Button, Input, type InputRef, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { RefObject } from 'react';
import { hasText } from '../../shared/plain';
import { answerOf, api } from '../../shared/session';
import {
  DatePicker,
  FIND,
  Field,
  moneyText,
  optionsOf,
  quantityText,
  Section,
  useRead,
  useRegister,
  wordOf,
} from '../kit';
import type { Barred } from './barred';
import { type Draft, endsBefore, type Offer, quantityFault } from './draft';
import { FundField } from './fund-field';
import type { Fund, Order } from './order-data';
import { o } from './orders-words';

interface OrderFormProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  offers: Offer[];
  funds: Fund[];
  barred: Barred | undefined;
  cadreId: string | undefined;
  again: { order: Order; offer: Offer } | undefined;
  itemRef: RefObject<{ focus: () => void } | null>;
  quantityRef: RefObject<InputRef | null>;
}

/** What is wanted, top to bottom with Tab; a choice leads on to the next field. */
export function OrderForm(props: OrderFormProps) {
  const { draft, change, offers, again, itemRef, quantityRef } = props;
  const options = useOptions(offers);
  const chosen = offers.find(({ key }) => key === `${draft.contractId}|${draft.itemCode}`);
  const pick = (key: string): void => {
    const offer = offers.find((each) => each.key === key);
    if (offer === undefined) return;
    change({ contractId: offer.contract.id, itemCode: offer.item.code });
    setTimeout(() => quantityRef.current?.focus({ cursor: 'all' }), 0);
  };
  const repeat = ({ order, offer }: NonNullable<typeof again>): void => {
    const known = order.fundIds.filter((id) => props.funds.some((fund) => fund.id === id));
    change({
      ...{ contractId: offer.contract.id, itemCode: offer.item.code, quantity: quantityText(order.quantity) },
      ...(known.length > 0 && { fundIds: known }),
    });
    setTimeout(() => quantityRef.current?.focus({ cursor: 'all' }), 0);
  };
  return (
    <Section>
      <div className="fields">
        <div className="is-wide">
          <Field id="order-item" label={o.itemAndContract()}>
            <Select
              id="order-item"
              ref={itemRef as never}
              aria-label={o.itemAndContract()}
              value={chosen?.key}
              placeholder={o.pickItem()}
              showSearch={FIND_ITEM}
              options={options}
              onSelect={pick}
            />
          </Field>
          {again && (
            <Button type="link" size="small" onClick={() => repeat(again)}>
              {o.again({ item: again.offer.item.name, quantity: quantityText(again.order.quantity) })}
            </Button>
          )}
        </div>
        <QuantityField {...props} measure={chosen?.item.measure} />
        <DayFields draft={draft} change={change} />
      </div>
      <div className="fields below">
        <FundField {...props} item={chosen?.item} />
        <MoreFields {...props} />
      </div>
    </Section>
  );
}

function useOptions(offers: readonly Offer[]) {
  const { byId: providers } = useRegister('providers');
  return offers.map((offer) => ({
    value: offer.key,
    item: itemText(offer),
    label: offerText(offer, providers.get(offer.contract.providerId)?.name),
  }));
}

const itemText = ({ item }: Offer): string => `${item.code} ${item.name}`;

/** What is named so comes before what only a firm of that name sells: Enter takes the first. */
const FIND_ITEM = {
  ...FIND,
  filterSort: (
    a: { item?: string },
    b: { item?: string },
    { searchValue }: { searchValue: string },
  ): number => Number(hasText(b.item, searchValue)) - Number(hasText(a.item, searchValue)),
};

/** The same item at the same price is offered by several firms: the firm tells them apart. */
function offerText(offer: Offer, provider: string | undefined): string {
  const { item, contract, price } = offer;
  const each = o.price({ price: moneyText(price), measure: wordOf(MEASURES, item.measure) });
  return [itemText(offer), each, provider, contract.number].filter(Boolean).join(' · ');
}

function QuantityField({
  draft,
  change,
  quantityRef,
  measure,
}: OrderFormProps & { measure: string | undefined }) {
  const fault = quantityFault(draft.quantity);
  return (
    <Field id="order-quantity" label={o.quantity()} error={fault}>
      <Input
        id="order-quantity"
        ref={quantityRef}
        inputMode="decimal"
        autoComplete="off"
        status={fault && 'error'}
        value={draft.quantity}
        suffix={wordOf(MEASURES, measure)}
        onChange={({ target }) => change({ quantity: target.value })}
      />
    </Field>
  );
}

function DayFields({ draft, change }: Pick<OrderFormProps, 'draft' | 'change'>) {
  const day = (id: string, label: string, key: 'startsOn' | 'endsOn') => (
    <Field id={id} label={label} error={key === 'endsOn' && endsBefore(draft) ? o.endsBefore() : undefined}>
      <DatePicker
        id={id}
        value={draft[key] ? dayjs(draft[key]) : null}
        near={key === 'endsOn' && draft.startsOn ? dayjs(draft.startsOn) : undefined}
        onChange={(value) => change({ [key]: value?.isValid() ? value.format('YYYY-MM-DD') : '' })}
      />
    </Field>
  );
  return (
    <>
      {day('order-from', o.startsOn(), 'startsOn')}
      {day('order-to', o.endsOn(), 'endsOn')}
    </>
  );
}

function NeedField({ draft, change, cadreId }: OrderFormProps) {
  const needs = useRead(
    ['needs', 'of', cadreId],
    () =>
      answerOf(api.GET('/api/v1/needs', { params: { query: { cadreId: cadreId ?? '', status: 'open' } } })),
    { enabled: cadreId !== undefined },
  );
  return (
    <div className="is-wide">
      <Field id="order-need" label={o.need()}>
        <Select
          id="order-need"
          aria-label={o.need()}
          allowClear
          value={draft.needId}
          onChange={(needId) => change({ needId })}
          options={needs.data?.items.map(({ id, number, text }) => ({
            value: id,
            label: `${number} ${text}`,
          }))}
        />
      </Field>
    </div>
  );
}

function MoreFields(props: OrderFormProps) {
  const { draft, change } = props;
  return (
    <>
      <NeedField {...props} />
      <div className="is-wide">
        <Field id="order-channel" label={o.channel()}>
          <Radio.Group
            id="order-channel"
            aria-label={o.channel()}
            value={draft.channel}
            options={optionsOf(ORDER_CHANNELS)}
            onChange={({ target }) => change({ channel: target.value })}
          />
        </Field>
      </div>
      <Field id="order-behalf" label={o.onBehalfOf()}>
        <Input
          id="order-behalf"
          value={draft.onBehalfOf}
          maxLength={100}
          onChange={({ target }) => change({ onBehalfOf: target.value })}
        />
      </Field>
      <div className="is-wide">
        <Field id="order-note" label={o.note()}>
          <Input.TextArea
            id="order-note"
            rows={2}
            maxLength={1000}
            value={draft.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        </Field>
      </div>
    </>
  );
}

import { LIFE_EVENTS, orderMachine } from '@songbai/contracts';
import { Button, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../../shared/session';
import { ORDERING, useMay } from '../app/access';
import {
  CommandButton,
  DatePicker,
  Dialog,
  Loaded,
  Moment,
  Money,
  momentText,
  moneyText,
  optionsOf,
  ProblemBox,
  readableDay,
  Section,
  SmallTable,
  StatusTag,
  useCadre,
  useCommand,
  useFormDraft,
  useHotkeys,
  useQuestion,
  useRead,
  wordOf,
} from '../kit';
import { k } from '../kit/kit-words';
import { type LifeEvent, TOUCHED } from './cadre-data';
import { c } from './cadres-words';

/** What happened in a life, and what it did to orders and visits. */
export function LifeEvents({ cadreId }: { cadreId: string }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState<LifeEvent>();
  const read = useRead(['cadres', cadreId, 'events'], () =>
    answerOf(api.GET('/api/v1/cadres/{id}/events', { params: { path: { id: cadreId } } })),
  );
  const cadre = useCadre(cadreId);
  /** A death that was entered by mistake stays in the list, and says so. */
  const kindText = ({ kind }: LifeEvent): string =>
    kind === 'death' && cadre && !cadre.deceasedOn
      ? `${wordOf(LIFE_EVENTS, kind)} (${c.corrected()})`
      : wordOf(LIFE_EVENTS, kind);
  const action = may(...ORDERING) && <CommandButton label={c.newEvent()} run={() => setOpen(true)} />;
  return (
    <Section title={c.events()} actions={action}>
      {done && <WhatItDid event={done} />}
      <Loaded read={read}>
        {({ items }) => (
          <SmallTable<LifeEvent>
            rows={items}
            rowKey={({ id }) => id}
            empty={c.noEvents()}
            columns={[
              { key: 'kind', title: c.kind(), text: kindText },
              { key: 'at', title: c.at(), text: ({ at }) => at, render: ({ at }) => <Moment value={at} /> },
              { key: 'source', title: c.source(), text: ({ source }) => source },
              { key: 'by', title: c.recordedBy(), text: (row) => row.recordedByName ?? row.recordedBy },
            ]}
          />
        )}
      </Loaded>
      {isOpen && <EventDialog cadreId={cadreId} close={() => setOpen(false)} tell={setDone} />}
    </Section>
  );
}

/** An event takes effect at once, so its effects are shown at once. */
function WhatItDid({ event }: { event: LifeEvent }) {
  const { orders, visits, released } = event;
  return (
    <div className="did" role="status">
      <b>{c.didTitle()}</b> {wordOf(LIFE_EVENTS, event.kind)}
      {orders.length + visits.length === 0 && <p>{c.didNothing()}</p>}
      {orders.length > 0 && <p>{c.released({ amount: moneyText(released) })}</p>}
      <ul>
        {orders.map(({ id, number, status, released: amount }) => (
          <li key={id}>
            {number} <StatusTag machine="order" status={status} /> <Money value={amount} />
          </li>
        ))}
        {visits.map(({ id, number, status, codes }) => (
          <li key={id}>
            {number} <StatusTag machine="visit" status={status} /> {codes.join(' ')}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Answers {
  kind: LifeEvent['kind'];
  at: Dayjs;
  source: string;
}

interface EventDialogProps {
  cadreId: string;
  close: () => void;
  tell: (event: LifeEvent) => void;
}

const useEntering = (cadreId: string) =>
  useCommand(
    (body: Schemas['NewLifeEvent'], key) =>
      answerOf(
        api.POST('/api/v1/cadres/{id}/events', {
          params: { path: { id: cadreId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    TOUCHED,
  );

/** Of a death somebody is asked once, with the name and what would stop: no way leads back from it. */
function useDeathQuestion(cadreId: string): () => Promise<boolean> {
  const question = useQuestion();
  const name = useCadre(cadreId)?.name ?? '';
  const orders = useRead(['orders', 'standing', cadreId], () =>
    answerOf(api.GET('/api/v1/orders', { params: { query: { cadreId, limit: 200 } } })),
  );
  const count = orders.data?.items.filter(({ status }) => orderMachine.allows(status, 'cancel')).length ?? 0;
  return async () =>
    await question({
      ...{ title: c.deathSure({ name }), content: c.deathStops({ count }) },
      ...{ okText: c.deathEnter(), cancelText: k.cancel(), isGrave: true, isDanger: true },
    });
}

function EventDialog({ cadreId, close, tell }: EventDialogProps) {
  const [form] = Form.useForm<Answers>();
  const draft = useFormDraft(`life-event ${cadreId}`, form);
  const command = useEntering(cadreId);
  const isSure = useDeathQuestion(cadreId);
  const send = async ({ kind, at, source }: Answers): Promise<void> => {
    if (kind === 'death' && !(await isSure())) return;
    const event = await command.run({
      kind,
      source: source.trim(),
      at: `${at.format('YYYY-MM-DDTHH:mm')}:00+08:00`,
    });
    if (!event) return;
    draft.filed();
    tell(event);
    close();
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const choose = (source: string): void => {
    form.setFieldsValue({ source });
    draft.changed();
  };
  return (
    <Dialog
      {...{ open: true, title: c.newEvent(), onCancel: close, onOk: () => form.submit() }}
      {...{ okText: k.submit(), cancelText: k.cancel(), confirmLoading: command.isRunning, draft }}
    >
      <p className="faint">{c.eventHint()}</p>
      <ProblemBox error={command.problem} />
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        initialValues={{ at: dayjs(momentText(new Date().toISOString())) }}
        onFinish={(answers: Answers) => void send(answers)}
      >
        <EventFields choose={choose} />
      </Form>
    </Dialog>
  );
}

/** What, when, and who told it; the usual sources are a tap away. */
function EventFields({ choose }: { choose: (source: string) => void }) {
  const required = [{ required: true, message: c.needed() }];
  return (
    <>
      <Form.Item name="kind" label={c.kind()} rules={required}>
        <Radio.Group options={optionsOf(LIFE_EVENTS)} />
      </Form.Item>
      <Form.Item name="at" label={c.at()} rules={[...required, readableDay()]}>
        <DatePicker withTime />
      </Form.Item>
      <Form.Item name="source" label={c.source()} extra={c.sourceHint()} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="row-wrap">
        {[c.usual1(), c.usual2(), c.usual3()].map((text) => (
          <Button key={text} size="small" onClick={() => choose(text)}>
            {text}
          </Button>
        ))}
      </div>
    </>
  );
}

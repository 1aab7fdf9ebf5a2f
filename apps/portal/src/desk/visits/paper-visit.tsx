import { Button, Checkbox, DatePicker, Form, Input, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { searchText } from '../../shared/plain';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  daysText,
  FIND,
  Findings,
  KeyCap,
  PlainPage,
  ProblemBox,
  ResultPage,
  Section,
  useCadre,
  useCommand,
  useHotkeys,
  useRead,
  useRegister,
} from '../kit';
import { fetchOrders, type Order, useSettled } from '../orders/order-data';
import { TOUCHED, type Visit } from './visit-data';
import { v } from './visits-words';

interface Answers {
  orderId: string;
  worker: string;
  day: Dayjs;
  times: [Dayjs, Dayjs];
  unrecorded?: boolean;
  note?: string;
}

/** The bureau's clock is Shanghai's. */
const instant = (day: Dayjs, time: Dayjs): string =>
  `${day.format('YYYY-MM-DD')}T${time.format('HH:mm')}:00+08:00`;

/** Begins the visit and ends it; the key of the attempt is the visit's id, so a retry is the same visit. */
async function enter({ orderId, worker, day, times, unrecorded, note }: Answers, id: string): Promise<Visit> {
  const header = (step: string) => ({ 'Idempotency-Key': `${id}-${step}` });
  await answerOf(
    api.POST('/api/v1/visits', {
      params: { header: header('begin') },
      body: {
        ...{ id, orderId, startedAt: instant(day, times[0]), method: 'manual', onBehalfOf: worker.trim() },
        ...(unrecorded && { unrecorded }),
      },
    }),
  );
  return answerOf(
    api.POST('/api/v1/visits/{id}/finish', {
      params: { path: { id }, header: header('finish') },
      body: { endedAt: instant(day, times[1]), photos: [], ...(note?.trim() && { note: note.trim() }) },
    }),
  );
}

/** For those who keep paper: somebody enters what the worker wrote down and the cadre signed. */
export function PaperVisit() {
  useLanguage();
  const [done, setDone] = useState<Visit>();
  if (done) return <Entered visit={done} another={() => setDone(undefined)} />;
  return <PaperForm tell={setDone} />;
}

function Entered({ visit, another }: { visit: Visit; another: () => void }) {
  useHotkeys({ n: another });
  const findings = visit.decision?.findings ?? [];
  return (
    <ResultPage
      kind={findings.length > 0 ? 'warning' : 'success'}
      title={v.paperDone()}
      number={visit.number}
      next={
        <Button type="primary" onClick={another}>
          {v.paperNext()}
          <KeyCap name="n" />
        </Button>
      }
      links={[
        { to: `/visits/${visit.id}`, label: v.open() },
        { to: '/visits', label: v.toList() },
      ]}
    >
      <Findings findings={findings} />
    </ResultPage>
  );
}

function PaperForm({ tell }: { tell: (visit: Visit) => void }) {
  const [form] = Form.useForm<Answers>();
  const command = useCommand(enter, TOUCHED);
  const send = async (answers: Answers): Promise<void> => {
    const visit = await command.run(answers);
    if (visit) tell(visit);
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() });
  return (
    <PlainPage title={v.paperTitle()}>
      <Section>
        <p className="faint">{v.paperHint()}</p>
        <ProblemBox error={command.problem} />
        <Form
          form={form}
          layout="vertical"
          initialValues={{ day: dayjs() }}
          onFinish={(answers) => void send(answers)}
        >
          <PaperFields />
          <Button type="primary" htmlType="submit" loading={command.isRunning}>
            {v.save()}
            <KeyCap name="ctrl+Enter" />
          </Button>
        </Form>
      </Section>
    </PlainPage>
  );
}

function PaperFields() {
  const workers = useRegister('workers');
  const required = [{ required: true, message: v.needed() }];
  return (
    <div className="fields">
      <Form.Item name="orderId" label={v.paperOrder()} rules={required} className="is-wide">
        <OrderSearch />
      </Form.Item>
      <Form.Item name="worker" label={v.paperWorker()} rules={required}>
        <Select
          showSearch={FIND}
          options={workers.rows.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
      </Form.Item>
      <Form.Item name="day" label={v.paperDay()} rules={required}>
        <DatePicker maxDate={dayjs()} />
      </Form.Item>
      <Form.Item name="times" label={`${v.paperFrom()} – ${v.paperTo()}`} rules={required}>
        <TimePicker.RangePicker format="HH:mm" needConfirm={false} />
      </Form.Item>
      <Form.Item name="unrecorded" valuePropName="checked" label=" ">
        <Checkbox>{v.paperUnrecorded()}</Checkbox>
      </Form.Item>
      <Form.Item name="note" label={v.note()} className="is-wide">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </div>
  );
}

/** By number, while one types. */
function OrderSearch({
  id,
  value,
  onChange,
}: {
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}) {
  const [text, setText] = useState('');
  const asked = useSettled(searchText(text), 200);
  const found = useRead(['orders', 'search', asked], () =>
    fetchOrders(undefined, { limit: '20', ...(asked && { query: asked }) }),
  );
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      placeholder={v.searchOrder()}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={found.data?.items.map((order) => ({ value: order.id, label: <OrderLabel order={order} /> }))}
    />
  );
}

function OrderLabel({ order }: { order: Order }) {
  const cadre = useCadre(order.cadreId);
  const item = useRegister('items').byCode.get(order.itemCode);
  return (
    <>
      {order.number} · {cadre?.name} · {item?.name} · {daysText(order)}
    </>
  );
}

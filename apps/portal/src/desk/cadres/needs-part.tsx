import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { ORDERING, useMay } from '../app/access';
import {
  CommandButton,
  Dialog,
  Loaded,
  Moment,
  ProblemBox,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useCommand,
  useFormDraft,
  useHotkeys,
  useRead,
} from '../kit';
import { k } from '../kit/kit-words';
import { type Need, TOUCHED } from './cadre-data';
import { c } from './cadres-words';

const channels = (): { value: Need['channel']; label: string }[] => [
  { value: 'phone', label: c.channelPhone() },
  { value: 'paper', label: c.channelPaper() },
  { value: 'visit', label: c.channelVisit() },
  { value: 'card', label: c.channelCard() },
  { value: 'online', label: c.channelOnline() },
];

/** What was asked for, and what became of it; an order names the need that it rests on. */
export function Needs({ cadreId }: { cadreId: string }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const read = useRead(['needs', 'of', cadreId, 'all'], () =>
    answerOf(api.GET('/api/v1/needs', { params: { query: { cadreId, limit: 20 } } })),
  );
  const action = may(...ORDERING) && <CommandButton label={c.newNeed()} run={() => setOpen(true)} />;
  return (
    <Section title={c.needs()} actions={action}>
      <Loaded read={read}>
        {({ items }) => (
          <SmallTable<Need>
            rows={items}
            rowKey={({ id }) => id}
            empty={c.noNeeds()}
            columns={[
              { key: 'number', title: c.number(), width: 190, text: ({ number }) => number },
              { key: 'text', title: c.need(), text: ({ text }) => text },
              {
                key: 'at',
                title: c.at(),
                text: ({ recordedAt }) => recordedAt,
                render: (row) => <Moment value={row.recordedAt} />,
              },
              {
                ...{ key: 'status', title: c.status(), text: ({ status }) => statusText('need', status) },
                render: ({ status, reason }) => (
                  <>
                    <StatusTag machine="need" status={status} />
                    {reason && <div className="faint">{reason}</div>}
                  </>
                ),
              },
              { key: 'settle', title: '', text: () => '', render: (need) => <Settle need={need} /> },
            ]}
          />
        )}
      </Loaded>
      {isOpen && <NeedDialog cadreId={cadreId} close={() => setOpen(false)} />}
    </Section>
  );
}

function Settle({ need }: { need: Need }) {
  const may = useMay();
  const command = useCommand(
    ({ status, reason }: { status: Need['status']; reason?: string }) =>
      answerOf(
        api.PATCH('/api/v1/needs/{id}', {
          params: { path: { id: need.id } },
          body: { status, version: need.version, ...(reason && { reason }) },
        }),
      ),
    TOUCHED,
  );
  if (!may(...ORDERING)) return null;
  if (need.status !== 'open') {
    return (
      <>
        <CommandButton
          label={c.reopen()}
          isRunning={command.isRunning}
          run={() => command.run({ status: 'open' })}
        />
        <ProblemBox error={command.problem} />
      </>
    );
  }
  return (
    <div className="row-wrap">
      <CommandButton
        {...{ label: c.met(), confirm: <p>{c.metAsk({ text: need.text })}</p>, isRunning: command.isRunning }}
        run={() => command.run({ status: 'met' })}
      />
      <CommandButton
        {...{ label: c.unmet(), confirm: <p>{c.unmetHint()}</p>, asksReason: true, about: need.id }}
        isRunning={command.isRunning}
        run={(reason) => command.run({ status: 'unmet', reason })}
      />
      <Link to={`/needs/${need.id}/edit`}>{c.correct()}</Link>
      <ProblemBox error={command.problem} />
    </div>
  );
}

type Entered = Pick<Schemas['NewNeed'], 'text' | 'channel'>;

function NeedDialog({ cadreId, close }: { cadreId: string; close: () => void }) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`need ${cadreId}`, form);
  const command = useCommand(
    (body: Schemas['NewNeed'], key) =>
      answerOf(api.POST('/api/v1/needs', { params: { header: { 'Idempotency-Key': key } }, body })),
    TOUCHED,
  );
  const send = async ({ text, channel }: Entered): Promise<void> => {
    if (!(await command.run({ cadreId, text: text.trim(), channel }))) return;
    draft.filed();
    close();
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  return (
    <Dialog
      {...{ open: true, title: c.newNeed(), onCancel: close, onOk: () => form.submit() }}
      {...{ okText: k.ok(), cancelText: k.cancel(), confirmLoading: command.isRunning, draft }}
    >
      <ProblemBox error={command.problem} />
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        initialValues={{ channel: 'phone' }}
        onFinish={(answers: Entered) => void send(answers)}
      >
        <Form.Item
          name="text"
          label={c.need()}
          rules={[{ required: true, whitespace: true, message: c.needed() }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={500} />
        </Form.Item>
        <Form.Item name="channel" label={c.channel()}>
          <Radio.Group options={channels()} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

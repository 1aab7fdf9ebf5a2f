import { Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { moneyTyped } from '../../shared/plain';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useMay } from '../app/access';
import {
  CommandButton,
  DatePicker,
  ProblemBox,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useCommand,
  useHotkeys,
} from '../kit';
import { k } from '../kit/kit-words';
import { type Contract, TOUCHED } from './contract-data';
import { c } from './contracts-words';

type Amendment = Schemas['AmendmentAnswer'];

/** Changes that both sides agreed on: proposed by one person, approved by another. */
export function Amendments({ contract }: { contract: Contract }) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay();
  const canAmend =
    may('bureau-clerk', 'bureau-approver') && ['approved', 'active', 'suspended'].includes(contract.status);
  return (
    <Section
      title={c.amendments()}
      actions={canAmend && <CommandButton label={c.amend()} run={() => setOpen(true)} />}
    >
      <SmallTable<Amendment>
        rows={contract.amendments}
        rowKey={({ id }) => id}
        empty={c.noAmendments()}
        columns={[
          { key: 'what', title: c.what(), text: ({ change }) => changeText(change) },
          {
            key: 'why',
            title: c.why(),
            text: ({ reason, document }) => [reason, document].filter(Boolean).join(' · '),
          },
          {
            key: 'by',
            title: c.by(),
            text: ({ madeByName, decidedByName }) => [madeByName, decidedByName].filter(Boolean).join(' → '),
          },
          {
            ...{ key: 'status', title: c.status(), text: ({ status }) => statusText('amendment', status) },
            render: ({ status }) => <StatusTag machine="amendment" status={status} />,
          },
          {
            ...{ key: 'decide', title: '', text: () => '' },
            render: (amendment) => <Decide contract={contract} amendment={amendment} />,
          },
        ]}
      />
      {isOpen && <AmendDialog contract={contract} close={() => setOpen(false)} />}
    </Section>
  );
}

function changeText(change: Record<string, unknown>): string {
  const said: Record<string, () => string> = {
    ceiling: c.ceiling,
    endsOn: c.endsOn,
    areas: c.areas,
    prices: c.prices,
  };
  return Object.entries(change)
    .map(
      ([key, value]) =>
        `${said[key]?.() ?? key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('；');
}

function Decide({ contract, amendment }: { contract: Contract; amendment: Amendment }) {
  const may = useMay();
  const me = useUser();
  const command = useCommand(({ verb, reason }: { verb: 'approve' | 'refuse'; reason: string }, key) => {
    const params = {
      path: { id: contract.id, amendmentId: amendment.id },
      header: { 'Idempotency-Key': key },
    };
    if (verb === 'approve')
      return answerOf(api.POST('/api/v1/contracts/{id}/amendments/{amendmentId}/approve', { params }));
    return answerOf(
      api.POST('/api/v1/contracts/{id}/amendments/{amendmentId}/refuse', { params, body: { reason } }),
    );
  }, TOUCHED);
  if (!me || !may('bureau-approver') || amendment.status !== 'submitted') return null;
  return (
    <div className="row-wrap">
      <CommandButton
        label={c.approve()}
        kind="primary"
        isRunning={command.isRunning}
        run={() => command.run({ verb: 'approve', reason: '' })}
      />
      <CommandButton
        label={c.refuse()}
        asksReason
        run={(reason) => command.run({ verb: 'refuse', reason })}
      />
      <ProblemBox error={command.problem} />
    </div>
  );
}

interface Answers {
  ceiling?: string;
  endsOn?: Dayjs;
  reason: string;
  document?: string;
}

function AmendDialog({ contract, close }: { contract: Contract; close: () => void }) {
  const [form] = Form.useForm<Answers>();
  const command = useCommand(
    (body: Schemas['NewAmendment'], key) =>
      answerOf(
        api.POST('/api/v1/contracts/{id}/amendments', {
          params: { path: { id: contract.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    TOUCHED,
  );
  const send = async ({ ceiling, endsOn, reason, document }: Answers): Promise<void> => {
    const done = await command.run({
      ...{ reason, ...(document && { document }) },
      ...(ceiling && { ceiling: moneyOf(ceiling) }),
      ...(endsOn && { endsOn: endsOn.format('YYYY-MM-DD') }),
    });
    if (done) close();
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  return (
    <Modal
      open
      title={c.amend()}
      onCancel={close}
      onOk={() => form.submit()}
      okText={k.ok()}
      cancelText={k.cancel()}
    >
      <p className="faint">{c.amendHint()}</p>
      <ProblemBox error={command.problem} />
      <Form form={form} layout="vertical" onFinish={(answers) => void send(answers)}>
        <Form.Item name="ceiling" label={c.ceiling()} rules={moneyRules()} normalize={moneyTyped}>
          <Input inputMode="decimal" placeholder={contract.ceiling} />
        </Form.Item>
        <Form.Item name="endsOn" label={c.endsOn()}>
          <DatePicker placeholder={contract.endsOn} />
        </Form.Item>
        <Form.Item name="document" label={c.document()}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="reason" label={c.why()} rules={[{ required: true, message: c.needed() }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export const MONEY = /^(0|[1-9]\d{0,11})(\.\d{1,2})?$/;
const moneyRules = () => [{ pattern: MONEY, message: c.notMoney() }];
/** "35" → "35.00", "35.5" → "35.50" */
export function moneyOf(text: string): string {
  const [whole = '0', rest = ''] = text.trim().split('.');
  return `${whole}.${rest.padEnd(2, '0')}`;
}

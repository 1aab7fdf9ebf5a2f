import { outcomeOf } from '@songbai/billing';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useMay } from '../app/access';
import { CommandButton, ProblemBox, Section, useHotkeys } from '../kit';
import { BehalfItem } from './behalf-item';
import { type Bill, type BillLine, useAppeal } from './bill-data';
import { t } from './bills-words';

/** The provider's way against what was cut: a reason, and proof. */
export function AppealButton({ bill, line }: { bill: Bill; line: BillLine }) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const isCut = ['cut', 'refused'].includes(outcomeOf(line));
  const isOpenState = bill.status === 'adjudicated' || bill.status === 'disputed';
  const isAppealed = bill.appeals.some((appeal) => appeal.line === line.line && !appeal.answer);
  if (!may('provider-manager', 'bureau-clerk') || !isCut || !isOpenState || isAppealed) return null;
  return (
    <Section>
      <CommandButton
        label={t.appealLine({ line: line.line })}
        hotkey="a"
        kind="primary"
        run={() => setOpen(true)}
      />
      {isOpen && <AppealDialog bill={bill} line={line} onClose={() => setOpen(false)} />}
    </Section>
  );
}

interface Entered {
  reason: string;
  evidence?: string;
  onBehalfOf?: string;
}

function AppealDialog({
  bill,
  line: { line },
  onClose,
}: {
  bill: Bill;
  line: BillLine;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Entered>();
  const appeal = useAppeal(bill.id ?? '');
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async (entered: Entered): Promise<void> => {
    if (await appeal.run({ line, ...entered })) onClose();
  };
  return (
    <Modal
      open
      title={t.appealLine({ line })}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: appeal.isRunning }}
    >
      <ProblemBox error={appeal.problem} />
      <Form form={form} layout="vertical" onFinish={(entered) => void send(entered)}>
        <Form.Item
          name="reason"
          label={t.reason()}
          rules={[{ required: true, whitespace: true, message: t.needed() }]}
        >
          <Input.TextArea autoFocus rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="evidence" label={t.evidence()}>
          <Input maxLength={1000} />
        </Form.Item>
        <BehalfItem />
      </Form>
    </Modal>
  );
}

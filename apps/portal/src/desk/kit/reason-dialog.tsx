import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Dialog } from './dialog';
import { ProblemBox } from './findings';
import { useFormDraft } from './form-draft';
import { useHotkeys } from './hotkeys';
import { k } from './kit-words';

interface ReasonDialogProps {
  title: string;
  /** Which of several alike on a page it is about: a reason that was not sent is offered for that one only. */
  about?: string;
  note?: ReactNode;
  onClose: () => void;
  /** Answers with something once it is done; until then the reason is kept. */
  onReason: (reason: string) => unknown;
  problem?: unknown;
  /** Offered as one-tap texts. */
  usual?: string[];
}

/** A reason is needed; Ctrl+Enter sends it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, about = '', note, onClose, onReason, problem, usual = [] } = props;
  const [form] = Form.useForm<{ reason: string }>();
  const draft = useFormDraft(`reason ${useLocation().pathname} ${about} ${title}`, form);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const choose = (reason: string): void => {
    form.setFieldsValue({ reason });
    draft.changed();
  };
  const send = async (reason: string): Promise<void> => {
    if ((await onReason(reason)) !== undefined) draft.filed();
  };
  return (
    <Dialog
      {...{ open: true, title, draft, onCancel: onClose, onOk: () => form.submit() }}
      {...{ okText: k.ok(), cancelText: k.cancel() }}
    >
      {note}
      <ProblemBox error={problem} />
      <Form
        {...{ form, layout: 'vertical', requiredMark: false, onValuesChange: draft.changed }}
        onFinish={({ reason }: { reason: string }) => void send(reason.trim())}
      >
        <Form.Item
          name="reason"
          label={k.reason()}
          rules={[{ required: true, whitespace: true, message: k.reasonNeeded() }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        <div className="row-wrap">
          {usual.map((text) => (
            <Button key={text} size="small" className="usual-reason" onClick={() => choose(text)}>
              {text}
            </Button>
          ))}
        </div>
      </Form>
    </Dialog>
  );
}

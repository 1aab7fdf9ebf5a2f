import { Form, Input, Radio } from 'antd';
import { useLocation } from 'react-router';
import { Dialog, ProblemBox, useFormDraft, useHotkeys } from '../kit';
import { amountRules, amountText, neededRules } from './adjustment-dialog';
import type { BillLine } from './bill-data';
import { t } from './bills-words';
import { cutOf } from './lines';

export interface LineAdjustment {
  kind: 'deduct' | 'supplement';
  amount: string;
  reason: string;
}

interface LineAdjustDialogProps {
  line: BillLine;
  problem: unknown;
  isRunning: boolean;
  onClose: () => void;
  /** Answers with something once it is said. */
  onAdjust: (word: LineAdjustment) => Promise<unknown>;
}

/** What was cut stands there as the amount that a supplement would give back. */
export function LineAdjustDialog({ line, problem, isRunning, onClose, onAdjust }: LineAdjustDialogProps) {
  const [form] = Form.useForm<LineAdjustment>();
  const draft = useFormDraft(`adjust ${useLocation().pathname} ${line.line}`, form);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const cut = cutOf(line);
  const initial = cut === '0.00' ? { kind: 'deduct' } : { kind: 'supplement', amount: cut };
  const send = async ({ amount, ...word }: LineAdjustment): Promise<void> => {
    if (await onAdjust({ ...word, amount: amountText(amount) })) draft.filed();
  };
  return (
    <Dialog
      open
      title={t.adjustTitle({ line: line.line })}
      {...{ onCancel: onClose, draft }}
      onOk={() => form.submit()}
      okButtonProps={{ loading: isRunning }}
    >
      <p className="faint">{t.adjustLater()}</p>
      <ProblemBox error={problem} />
      <Form
        {...{ form, layout: 'vertical', initialValues: initial, onValuesChange: draft.changed }}
        onFinish={(word: LineAdjustment) => void send(word)}
      >
        <Form.Item name="kind" label={t.adjustKind()}>
          <Radio.Group
            options={[
              { value: 'supplement', label: t.supplement() },
              { value: 'deduct', label: t.deduct() },
            ]}
          />
        </Form.Item>
        <Form.Item name="amount" label={t.adjustAmount()} rules={amountRules()}>
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item name="reason" label={t.adjustReason()} rules={neededRules()}>
          <Input.TextArea autoFocus rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

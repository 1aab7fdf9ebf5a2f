import { Form, Input, Radio } from 'antd';
import { moneyTyped } from '../../shared/plain';
import { Dialog, ProblemBox, useFormDraft, useHotkeys } from '../kit';
import { type Bill, useAdjust } from './bill-data';
import { t } from './bills-words';

export interface Proposed {
  kind?: 'deduct' | 'supplement';
  amount?: string;
  evidence?: string;
}
interface Entered {
  kind: 'deduct' | 'supplement' | 'recover';
  amount: string;
  clause: string;
  evidence?: string;
}

/** What can be typed as an amount above zero. */
const AMOUNT = /^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,2})?$/;

/** "16", "16.5" and "1,600" as people write them; the interface wants two decimals. */
export function amountText(text: string): string {
  const [whole = '0', rest = ''] = moneyTyped(text).split('.');
  return `${whole}.${rest.padEnd(2, '0')}`;
}
export const isAmount = (text: string): boolean => AMOUNT.test(moneyTyped(text));
export const neededRules = () => [{ required: true, whitespace: true, message: t.needed() }];
/** Empty is one fault, no amount another. */
export const amountRules = () => [
  ...neededRules(),
  {
    validator: (_: unknown, text?: string) =>
      !text?.trim() || isAmount(text) ? Promise.resolve() : Promise.reject(new Error(t.amountWrong())),
  },
];

const kindsFor = (status: string) =>
  status === 'paid'
    ? [{ value: 'recover', label: t.recover() }]
    : [
        { value: 'deduct', label: t.deduct() },
        { value: 'supplement', label: t.supplement() },
      ];

interface AdjustmentDialogProps {
  bill: Bill;
  proposed: Proposed;
  onClose: () => void;
}

/** A signed change under a clause; afterwards the provider confirms and the approver approves the new amount. */
export function AdjustmentDialog({ bill, proposed, onClose }: AdjustmentDialogProps) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`adjustment ${bill.id}`, form);
  const adjust = useAdjust(bill.id ?? '');
  const isPaid = bill.status === 'paid';
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async ({ amount, ...entered }: Entered): Promise<void> => {
    if (!(await adjust.run({ ...entered, amount: amountText(amount) }))) return;
    draft.filed();
    onClose();
  };
  const initial = {
    kind: isPaid ? 'recover' : 'deduct',
    ...proposed,
  };
  return (
    <Dialog
      open
      {...{ title: t.newAdjustment(), draft }}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: adjust.isRunning }}
    >
      <ProblemBox error={adjust.problem} />
      <Form
        {...{ form, layout: 'vertical', initialValues: initial, onValuesChange: draft.changed }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        <AdjustmentFields status={bill.status} />
      </Form>
    </Dialog>
  );
}

function AdjustmentFields({ status }: { status: string }) {
  return (
    <>
      <Form.Item name="kind" label={t.adjustKind()}>
        <Radio.Group options={kindsFor(status)} />
      </Form.Item>
      <Form.Item name="amount" label={t.adjustAmount()} rules={amountRules()}>
        <Input inputMode="decimal" autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="clause" label={t.adjustClause()} rules={[{ required: true, message: t.needed() }]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={t.adjustEvidence()}
        rules={[{ required: status === 'paid', whitespace: true, message: t.needed() }]}
      >
        <Input.TextArea maxLength={1000} rows={2} />
      </Form.Item>
    </>
  );
}

import { type PaymentStatus, paymentMachine } from '@songbai/billing';
import { Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useUser } from '../../shared/session';
import { useMay } from '../app/access';
import {
  CommandButton,
  DatePicker,
  Dialog,
  moneyText,
  ProblemBox,
  readableDay,
  todayText,
  useFormDraft,
  useHotkeys,
} from '../kit';
import { type Payment, useConfirm, useFail, useRelease } from './payment-data';
import { w } from './payments-words';

/** Released by another than who prepared it; then confirmed with the treasury's reference, or failed. */
export function PaymentActions({ payment }: { payment: Payment }) {
  const { id, status } = payment;
  const may = useMay();
  const [isConfirming, setConfirming] = useState(false);
  const fail = useFail(id);
  const isFinance = may('bureau-finance');
  const failing = FAILING[status] ?? { label: w.fail, note: w.failNote };
  return (
    <>
      <ProblemBox error={fail.problem} />
      {isFinance && paymentMachine.allows(status as PaymentStatus, 'fail') && (
        <CommandButton
          label={failing.label()}
          asksReason
          isDanger
          confirm={<p>{failing.note()}</p>}
          isRunning={fail.isRunning}
          run={(reason) => fail.run({ reason, seenStatus: status as PaymentStatus })}
        />
      )}
      {may('bureau-finance', 'bureau-approver') && status === 'prepared' && <Release payment={payment} />}
      {isFinance && status === 'released' && (
        <CommandButton label={w.confirm()} hotkey="a" kind="primary" run={() => setConfirming(true)} />
      )}
      {isConfirming && <ConfirmDialog id={id} onClose={() => setConfirming(false)} />}
    </>
  );
}

/** Nothing can fail before it was released: then the application is withdrawn. */
const FAILING: Record<string, { label: () => string; note: () => string }> = {
  prepared: { label: w.withdraw, note: w.withdrawNote },
  confirmed: { label: w.cameBack, note: w.cameBackNote },
};

/** Whoever prepared it is told that another person releases it. */
function Release({ payment: { id, total, preparedBy } }: { payment: Payment }) {
  const release = useRelease(id);
  const isOwn = useUser()?.username === preparedBy;
  return (
    <>
      <ProblemBox error={release.problem} />
      {isOwn && <span className="faint">{w.releasedByOther()}</span>}
      <CommandButton
        label={w.release()}
        hotkey="a"
        kind="primary"
        isDisabled={isOwn}
        confirm={<p>{w.releaseAsk({ total: moneyText(total) })}</p>}
        isRunning={release.isRunning}
        run={() => release.run(null)}
      />
    </>
  );
}

interface Entered {
  paidOn: Dayjs;
  reference: string;
}

function ConfirmDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [form] = Form.useForm<Entered>();
  const draft = useFormDraft(`confirm ${id}`, form);
  const confirm = useConfirm(id);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async ({ paidOn, reference }: Entered): Promise<void> => {
    const body = { paidOn: paidOn.format('YYYY-MM-DD'), reference: reference.trim() };
    if (!(await confirm.run(body))) return;
    draft.filed();
    onClose();
  };
  const rules = [{ required: true, message: w.needed() }];
  return (
    <Dialog
      open
      {...{ title: w.confirm(), draft }}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: confirm.isRunning }}
    >
      <ProblemBox error={confirm.problem} />
      <Form
        {...{ form, layout: 'vertical', onValuesChange: draft.changed }}
        initialValues={{ paidOn: dayjs(todayText()) }}
        onFinish={(entered: Entered) => void send(entered)}
      >
        <Form.Item name="reference" label={w.reference()} rules={rules}>
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="paidOn" label={w.paidOn()} rules={[...rules, readableDay()]}>
          <DatePicker maxDate={dayjs(todayText())} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

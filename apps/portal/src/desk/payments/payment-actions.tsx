import { type PaymentStatus, paymentMachine } from '@songbai/billing';
import { Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useMay } from '../app/access';
import { CommandButton, DatePicker, moneyText, ProblemBox, useHotkeys } from '../kit';
import { type Payment, useConfirm, useFail, useRelease } from './payment-data';
import { w } from './payments-words';

/** Released by another than who prepared it; then confirmed with the treasury's reference, or failed. */
export function PaymentActions({ payment: { id, status, total } }: { payment: Payment }) {
  const may = useMay();
  const [isConfirming, setConfirming] = useState(false);
  const release = useRelease(id);
  const fail = useFail(id);
  const isFinance = may('bureau-finance');
  return (
    <>
      <ProblemBox error={release.problem ?? fail.problem} />
      {isFinance && paymentMachine.allows(status as PaymentStatus, 'fail') && (
        <CommandButton
          label={status === 'confirmed' ? w.cameBack() : w.fail()}
          asksReason
          isDanger
          confirm={<p>{status === 'confirmed' ? w.cameBackNote() : w.failNote()}</p>}
          isRunning={fail.isRunning}
          run={(reason) => fail.run({ reason })}
        />
      )}
      {may('bureau-finance', 'bureau-approver') && status === 'prepared' && (
        <CommandButton
          label={w.release()}
          hotkey="a"
          kind="primary"
          confirm={<p>{w.releaseAsk({ total: moneyText(total) })}</p>}
          isRunning={release.isRunning}
          run={() => release.run(null)}
        />
      )}
      {isFinance && status === 'released' && (
        <CommandButton label={w.confirm()} hotkey="a" kind="primary" run={() => setConfirming(true)} />
      )}
      {isConfirming && <ConfirmDialog id={id} onClose={() => setConfirming(false)} />}
    </>
  );
}

interface Entered {
  paidOn: Dayjs;
  reference: string;
}

function ConfirmDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [form] = Form.useForm<Entered>();
  const confirm = useConfirm(id);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const send = async ({ paidOn, reference }: Entered): Promise<void> => {
    if (await confirm.run({ paidOn: paidOn.format('YYYY-MM-DD'), reference: reference.trim() })) onClose();
  };
  const rules = [{ required: true, message: w.needed() }];
  return (
    <Modal
      open
      title={w.confirm()}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: confirm.isRunning }}
    >
      <ProblemBox error={confirm.problem} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ paidOn: dayjs() }}
        onFinish={(entered) => void send(entered)}
      >
        <Form.Item name="reference" label={w.reference()} rules={rules}>
          <Input autoFocus maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="paidOn" label={w.paidOn()} rules={rules}>
          <DatePicker maxDate={dayjs()} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

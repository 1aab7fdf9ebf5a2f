import { Form, Input } from 'antd';
import { halfWidth, isPhone } from '../../shared/plain';
import { Dialog, ProblemBox, useHotkeys, useKept } from '../kit';
import { k } from '../kit/kit-words';
import type { Contact } from './card-data';
import { t } from './cards-words';

interface ContactDialogProps {
  title: string;
  isRunning: boolean;
  problem: unknown;
  close: () => void;
  send: (contact: Contact) => void;
}

const phoneRule = async (_: unknown, text?: string | null): Promise<void> => {
  if (text && !isPhone(halfWidth(text))) throw new Error(t.notPhone());
};

/** Whom the card tells to ring; what was said last is offered again. */
export function ContactDialog({ title, isRunning, problem, close, send }: ContactDialogProps) {
  const [kept, keep] = useKept<Contact>('card-contact', {});
  const [form] = Form.useForm<Contact>();
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const finish = ({ contactName, contactPhone }: Contact): void => {
    const contact = { contactName, contactPhone: contactPhone && halfWidth(contactPhone) };
    keep(contact);
    send(contact);
  };
  return (
    <Dialog
      {...{ open: true, title, onCancel: close, onOk: () => form.submit(), confirmLoading: isRunning }}
      {...{ okText: k.submit(), cancelText: k.cancel() }}
    >
      <p className="faint">{t.hint()}</p>
      <ProblemBox error={problem} />
      <Form form={form} layout="vertical" initialValues={kept} onFinish={finish}>
        <Form.Item name="contactName" label={t.contact()}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item name="contactPhone" label={t.phone()} rules={[{ validator: phoneRule }]}>
          <Input maxLength={30} autoComplete="off" inputMode="tel" />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

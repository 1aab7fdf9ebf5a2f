import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { halfWidth, isPhone } from '../../shared/plain';
import { Dialog, ProblemBox, useFormDraft, useHotkeys, useKept } from '../kit';
import { k } from '../kit/kit-words';
import type { Contact } from './card-data';
import { t } from './cards-words';

interface ContactDialogProps {
  title: string;
  isRunning: boolean;
  problem: unknown;
  close: () => void;
  /** Answers with something once it is done. */
  send: (contact: Contact) => Promise<unknown>;
  children?: ReactNode;
}

const phoneRule = async (_: unknown, text?: string | null): Promise<void> => {
  if (text && !isPhone(halfWidth(text))) throw new Error(t.notPhone());
};

/** Whom the card tells to ring; what was said last is offered again. */
export function ContactDialog({ title, isRunning, problem, close, send, children }: ContactDialogProps) {
  const [kept, keep] = useKept<Contact>('card-contact', {});
  const [form] = Form.useForm<Contact>();
  const draft = useFormDraft(`contact ${useLocation().pathname}`, form);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  const finish = async ({ contactName, contactPhone }: Contact): Promise<void> => {
    const contact = { contactName, contactPhone: contactPhone && halfWidth(contactPhone) };
    keep(contact);
    if (await send(contact)) draft.filed();
  };
  return (
    <Dialog
      {...{ open: true, title, onCancel: close, onOk: () => form.submit(), confirmLoading: isRunning }}
      {...{ okText: k.submit(), cancelText: k.cancel(), draft }}
    >
      <p className="faint">{t.hint()}</p>
      <ProblemBox error={problem} />
      <Form
        {...{ form, layout: 'vertical', initialValues: kept, onValuesChange: draft.changed }}
        onFinish={(contact: Contact) => void finish(contact)}
      >
        <Form.Item name="contactName" label={t.contact()}>
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item name="contactPhone" label={t.phone()} rules={[{ validator: phoneRule }]}>
          <Input maxLength={30} autoComplete="off" inputMode="tel" />
        </Form.Item>
        {children}
      </Form>
    </Dialog>
  );
}

import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { changePassword, type Schemas } from '../../shared/session';
import { ProblemBox } from '../kit';
import { p, w } from './users-words';

type Answers = Schemas['PasswordChange'] & { again: string };

interface PasswordFormProps {
  /** Known already where one is signed in, or comes from signing in with a one-time password. */
  initial?: { username: string; password?: string; totp?: string };
  onDone?: () => void;
}

/** One's own password: proved by the old one, so it works without being signed in. */
export function PasswordForm({ initial, onDone }: PasswordFormProps) {
  const [problem, setProblem] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const send = async ({ username, password, newPassword, totp }: Answers): Promise<void> => {
    setRunning(true);
    setProblem(undefined);
    const body = { username: username.trim(), password, newPassword, ...(totp && { totp }) };
    await changePassword(body)
      .then(() => onDone?.(), setProblem)
      .finally(() => setRunning(false));
  };
  const rules = [{ required: true, message: w.needed() }];
  const same = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, value: string) =>
      value === getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(p.differs())),
  });
  return (
    <Form
      layout="vertical"
      className="narrow-form"
      initialValues={initial}
      onFinish={(answers) => void send(answers)}
    >
      <Form.Item name="username" label={p.username()} rules={rules}>
        <Input autoComplete="username" autoCapitalize="off" readOnly={Boolean(initial?.username)} />
      </Form.Item>
      <Form.Item name="password" label={p.old()} rules={rules}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="newPassword" label={p.next()} rules={rules} extra={p.hint()}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="again" label={p.again()} rules={[...rules, same]} dependencies={['newPassword']}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="totp" label={p.totp()}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      <ProblemBox error={problem} />
      <Button type="primary" htmlType="submit" loading={isRunning}>
        {p.change()}
      </Button>
    </Form>
  );
}

import { FEWEST_CHARACTERS } from '@songbai/contracts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { changePassword, type Schemas } from '../../shared/session';
import { ProblemBox } from '../kit';
import { saidOfPassword } from './password-rules';
import { p, w } from './users-words';

type Answers = Schemas['PasswordChange'] & { again: string };

interface PasswordFormProps {
  /** Known already where one is signed in, or comes from signing in with a one-time password. */
  initial?: { username: string; password?: string };
  onDone?: () => void;
}

/** As antd asks for a rule that looks at other fields. */
type Looking = { getFieldValue: (name: string) => string | undefined };
const checked = (said: string | undefined): Promise<void> =>
  said === undefined ? Promise.resolve() : Promise.reject(new Error(said));

const good = ({ getFieldValue }: Looking) => ({
  validator: (_: unknown, value = '') =>
    checked(
      value === ''
        ? undefined
        : saidOfPassword(value, {
            username: getFieldValue('username')?.trim() ?? '',
            old: getFieldValue('password') ?? '',
          }),
    ),
});
const same = ({ getFieldValue }: Looking) => ({
  validator: (_: unknown, value: string) =>
    checked(value === getFieldValue('newPassword') ? undefined : p.differs()),
});

/** It is told and not asked, so it looks like no field to be filled. */
const KNOWN = { readOnly: true, variant: 'borderless' } as const;

/** One's own password: proved by the old one, so it works without being signed in. */
export function PasswordForm({ initial, onDone }: PasswordFormProps) {
  const [problem, setProblem] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const send = async ({ username, password, newPassword }: Answers): Promise<void> => {
    setRunning(true);
    setProblem(undefined);
    await changePassword({ username: username.trim(), password, newPassword })
      .then(() => onDone?.(), setProblem)
      .finally(() => setRunning(false));
  };
  const rules = [{ required: true, message: w.needed() }];
  return (
    <Form
      layout="vertical"
      className="narrow-form"
      initialValues={initial}
      onFinish={(answers) => void send(answers)}
    >
      <Form.Item name="username" label={p.username()} rules={rules}>
        <Input autoComplete="username" autoCapitalize="off" {...(initial?.username && KNOWN)} />
      </Form.Item>
      <Form.Item name="password" label={p.old()} rules={rules}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={p.next()}
        rules={[...rules, good]}
        dependencies={['password']}
        validateTrigger="onBlur"
        extra={p.hint({ count: FEWEST_CHARACTERS })}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={p.again()}
        rules={[...rules, same]}
        dependencies={['newPassword']}
        validateTrigger="onBlur"
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <ProblemBox error={problem} />
      <Button type="primary" htmlType="submit" loading={isRunning}>
        {p.change()}
      </Button>
    </Form>
  );
}

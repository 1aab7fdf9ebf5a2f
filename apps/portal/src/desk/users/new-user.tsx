import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { PlainPage, ProblemBox, Section, useCommand, useFormDraft } from '../kit';
import { PasswordDialog } from './password-dialog';
import { RoleFields, roleOf } from './role-fields';
import type { GivenPassword } from './user-data';
import { w } from './users-words';

/** A new user gets a password that is shown once and good for choosing one's own. */
export function NewUserPage() {
  useLanguage();
  const navigate = useNavigate();
  const [form] = Form.useForm<Schemas['NewUser']>();
  const draft = useFormDraft('user new', form);
  const [given, setGiven] = useState<GivenPassword>();
  const create = useCommand(
    (body: Schemas['NewUser'], key) =>
      answerOf(api.POST('/api/v1/users', { params: { header: { 'Idempotency-Key': key } }, body })),
    [['users']],
  );
  const send = async ({ username, name, ...role }: Schemas['NewUser']): Promise<void> => {
    const answer = await create.run({ username: username.trim(), name: name.trim(), ...roleOf(role) });
    if (answer === undefined) return;
    draft.filed();
    setGiven(answer as GivenPassword);
  };
  const rules = [{ required: true, whitespace: true, message: w.needed() }];
  const username = { pattern: /^\s*\S{1,64}\s*$/, message: w.badUsername() };
  return (
    <PlainPage title={w.newUser()}>
      <Section>
        {draft.offer && <div className="dialog-offer">{draft.offer}</div>}
        <Form
          {...{ form, layout: 'vertical', className: 'narrow-form', onValuesChange: draft.changed }}
          onFinish={(answers: Schemas['NewUser']) => void send(answers)}
        >
          <Form.Item
            name="username"
            label={w.username()}
            rules={[...rules, username]}
            extra={w.usernameHint()}
          >
            <Input autoFocus autoComplete="off" autoCapitalize="off" />
          </Form.Item>
          <Form.Item name="name" label={w.name()} rules={rules}>
            <Input autoComplete="off" />
          </Form.Item>
          <RoleFields />
          <ProblemBox error={create.problem} />
          <Button type="primary" htmlType="submit" loading={create.isRunning}>
            {w.create()}
          </Button>
        </Form>
      </Section>
      {given && <PasswordDialog given={given} onClose={() => void navigate(`/users/${given.id}`)} />}
    </PlainPage>
  );
}

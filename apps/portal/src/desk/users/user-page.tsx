import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { roleWords } from '../app/app-words';
import {
  CommandButton,
  DetailsPage,
  Dialog,
  KeyCap,
  Loaded,
  Moment,
  momentText,
  ProblemBox,
  useCommand,
  useFormDraft,
  useHotkeys,
  useRead,
} from '../kit';
import { PasswordDialog } from './password-dialog';
import { RoleFields, roleOf } from './role-fields';
import { type Account, type GivenPassword, partyText, type UserRole, useParties } from './user-data';
import { UserSessions } from './user-sessions';
import { ActiveTag } from './users-list';
import { w } from './users-words';

const TOUCHED = [['users']];

export function UserPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['users', id], () =>
    answerOf(api.GET('/api/v1/users/{id}', { params: { path: { id } } })),
  );
  return <Loaded read={read}>{(account) => <UserView account={account} />}</Loaded>;
}

function UserView({ account }: { account: Account }) {
  const parties = useParties(account.bureauId, account.providerId).data;
  const isSelf = useUser()?.id === account.id;
  return (
    <DetailsPage
      title={account.name}
      status={<ActiveTag account={account} />}
      facts={[
        { label: w.username(), value: account.username },
        { label: w.role(), value: roleWords[account.role]() },
        { label: w.party(), value: parties ? partyText(account, parties) : '' },
        { label: w.createdAt(), value: <Moment value={account.createdAt} /> },
        account.passwordUntil
          ? { label: w.passwordTitle(), value: w.oneTime({ until: momentText(account.passwordUntil) }) }
          : null,
      ]}
      actions={!isSelf && <UserActions account={account} />}
    >
      {isSelf && <p className="faint">{w.own()}</p>}
      <UserSessions account={account} isSelf={isSelf} />
    </DetailsPage>
  );
}

function UserActions({ account }: { account: Account }) {
  const [isChanging, setChanging] = useState(false);
  const [given, setGiven] = useState<GivenPassword>();
  const params = { params: { path: { id: account.id } } };
  const disable = useCommand(() => answerOf(api.POST('/api/v1/users/{id}/disable', params)), TOUCHED);
  const enable = useCommand(() => answerOf(api.POST('/api/v1/users/{id}/enable', params)), TOUCHED);
  const reset = useCommand(() => answerOf(api.POST('/api/v1/users/{id}/reset-password', params)), TOUCHED);
  const giveAnew = async (): Promise<void> => {
    const answer = await reset.run(null);
    if (answer) setGiven(answer as GivenPassword);
  };
  return (
    <>
      <ProblemBox error={disable.problem ?? enable.problem ?? reset.problem} />
      <Button onClick={() => setChanging(true)}>{w.changeRole()}</Button>
      <CommandButton
        label={w.reset()}
        confirm={
          <>
            <p>{w.resetAsk()}</p>
            {!account.active && <p className="field-error">{w.stillDisabled()}</p>}
          </>
        }
        isRunning={reset.isRunning}
        run={giveAnew}
      />
      {account.active ? (
        <CommandButton
          label={w.disable()}
          isDanger
          confirm={<p>{w.disableAsk()}</p>}
          isRunning={disable.isRunning}
          run={() => disable.run(null)}
        />
      ) : (
        <CommandButton label={w.enable()} isRunning={enable.isRunning} run={() => enable.run(null)} />
      )}
      {isChanging && <ChangeDialog account={account} onClose={() => setChanging(false)} />}
      {given && <PasswordDialog given={given} onClose={() => setGiven(undefined)} />}
    </>
  );
}

type Answers = UserRole & { name: string };

/** A draft is the whole account: where it was changed meanwhile, putting that back would undo what another did. */
const draftOf = ({ id, name, role, bureauId, unitId, providerId, workerId }: Account): string =>
  ['user', id, name, role, bureauId, unitId, providerId, workerId].join(' ');

function ChangeDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const [form] = Form.useForm<Answers>();
  const [kind] = useState(() => draftOf(account));
  const draft = useFormDraft(kind, form);
  const change = useCommand(
    (body: Schemas['UserChange']) =>
      answerOf(api.PATCH('/api/v1/users/{id}', { params: { path: { id: account.id } }, body })),
    TOUCHED,
  );
  const send = async ({ name, ...role }: Answers): Promise<void> => {
    if (!(await change.run({ name: name.trim(), ...roleOf(role) }))) return;
    draft.filed();
    onClose();
  };
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  return (
    <Dialog
      open
      title={w.changeRole()}
      okText={
        <>
          {w.save()} <KeyCap name="ctrl+Enter" />
        </>
      }
      cancelText={w.cancel()}
      confirmLoading={change.isRunning}
      onOk={() => form.submit()}
      {...{ onCancel: onClose, draft }}
    >
      <Form
        {...{ form, layout: 'vertical', initialValues: account, onValuesChange: draft.changed }}
        onFinish={(answers: Answers) => void send(answers)}
      >
        <Form.Item
          name="name"
          label={w.name()}
          rules={[{ required: true, whitespace: true, message: w.needed() }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <RoleFields />
      </Form>
      <ProblemBox error={change.problem} />
    </Dialog>
  );
}

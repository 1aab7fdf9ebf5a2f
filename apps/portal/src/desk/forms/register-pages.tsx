import { App } from 'antd';
import { type ReactNode, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Role, useMay } from '../app/access';
import { NoRight } from '../app/no-right';
import { KeyCap, PlainPage, useCommand, useHotkeys, useQuestion } from '../kit';
import { f } from './form-words';
import { RegisterForm } from './register-form';
import { pathOf, type Room, type Stored } from './room';
import { codeDoubts } from './same-code';
import { useForm } from './use-form';

/** What is stale after a register changed: its lists, the desk's own copies of it, and what waits for people. */
export const touched = (name: string): string[][] => [[name], ['worklists'], ['home']];

/** The way to a new row, with the letter N; nothing for those who may not. */
export function NewLink<Row extends Stored>({ room }: { room: Room<Row> }) {
  const may = useMay()(...room.keepers);
  const navigate = useNavigate();
  const path = `/${room.name}/new`;
  useHotkeys({ n: may ? () => void navigate(path) : undefined });
  if (!may) return null;
  return (
    <Link to={path} className="button is-main">
      {room.newTitle()} <KeyCap name="n" />
    </Link>
  );
}

export function EditLink<Row extends Stored>({ room, id }: { room: Room<Row>; id: string }) {
  const may = useMay()(...room.keepers);
  const navigate = useNavigate();
  const path = `/${room.name}/${id}/edit`;
  useHotkeys({ e: may ? () => void navigate(path) : undefined });
  if (!may) return null;
  return (
    <Link to={path} className="button">
      {f.edit()} <KeyCap name="e" />
    </Link>
  );
}

export const Only = ({ roles, title, children }: { roles: Role[]; title: string; children: ReactNode }) =>
  useMay()(...roles) ? children : <NoRight roles={roles} title={title} />;

export function NewPage<Row extends Stored>({ room }: { room: Room<Row> }) {
  return (
    <Only roles={room.keepers} title={room.newTitle()}>
      <NewForm room={room} />
    </Only>
  );
}

/** The focus is on going back: whoever goes on by habit has read nothing. */
const questionOf = (doubts: readonly string[]) => ({
  title: f.lookAgain(),
  content: doubts.map((doubt) => <p key={doubt}>{doubt}</p>),
  ...{ okText: f.saveAnyway(), cancelText: f.goBack(), isGrave: true },
});

function NewForm<Row extends Stored>({ room }: { room: Room<Row> }) {
  const groups = room.useGroups(undefined);
  const fields = groups.flatMap((group) => group.fields);
  const form = useForm(fields, room.first?.() ?? {}, true, { name: `${room.name} new` });
  const navigate = useNavigate();
  const { message } = App.useApp();
  const question = useQuestion();
  const create = useCommand(
    (body: Record<string, unknown>, key) =>
      (room.create?.(body, key) ?? Promise.reject(new Error(room.name))).catch((problem: unknown) => {
        form.tell(problem, room.at);
        throw problem;
      }),
    touched(room.name),
  );
  const isAsking = useRef(false);
  const isSure = async (body: Record<string, unknown>): Promise<boolean> => {
    if (isAsking.current) return false;
    isAsking.current = true;
    try {
      const doubts = [...((await room.doubts?.(body)) ?? []), ...(await codeDoubts(room.name, body))];
      return doubts.length === 0 || (await question(questionOf(doubts)));
    } finally {
      isAsking.current = false;
    }
  };
  const send = async (): Promise<void> => {
    if (!form.check()) return;
    const body = form.body();
    if (!(await isSure(body))) return;
    const row = await create.run(body);
    if (row === undefined) return;
    form.settle();
    void message.success(f.saved());
    void navigate(pathOf(room, row), { replace: true });
  };
  return (
    <PlainPage title={room.newTitle()}>
      <RegisterForm
        {...{ groups, form, isNew: true, isSending: create.isRunning, problem: create.problem }}
        send={() => void send()}
        cancel={() => void navigate(`/${room.name}`)}
      />
    </PlainPage>
  );
}

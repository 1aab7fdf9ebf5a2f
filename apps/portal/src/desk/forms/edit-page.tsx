import { App } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { SongbaiProblem } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { type Command, PlainPage, useCommand, useRead } from '../kit';
import { Conflict } from './conflict';
import { bodyOf, changedIn, type FormField, type Values, valuesOf } from './fields';
import { f } from './form-words';
import { LoadedPage } from './loaded-page';
import { RegisterForm } from './register-form';
import { Only, touched } from './register-pages';
import { pathOf, type Room, type Stored } from './room';
import { type FormState, useForm } from './use-form';

export function EditPage<Row extends Stored>({ room }: { room: Room<Row> }) {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead([room.name, id, 'edit'], () => room.read(id), { staleTime: 0 });
  return (
    <Only roles={room.keepers} title={f.edit()}>
      <LoadedPage read={read} title={room.listTitle()}>
        {(row) => <EditForm key={row.id} room={room} opened={row} />}
      </LoadedPage>
    </Only>
  );
}

const whyFields = (): FormField[] => [
  { name: 'reason', label: f.reason(), kind: 'text', hint: f.reasonHint(), max: 500, isWide: true },
  { name: 'effectiveOn', label: f.effectiveOn(), kind: 'day', hint: f.effectiveHint(), isOptional: true },
];

/** What is taken up was entered against its own version: where others saved since, both are shown side by side. */
function useDraftOf<Row extends Stored>(room: Room<Row>, row: Row) {
  const [takenFrom, takenUp] = useState<number>();
  const version = takenFrom ?? row.version;
  const draft = { name: `${room.name} ${row.id}`, version, takenUp };
  return { version, draft, leaveDraft: () => takenUp(undefined) };
}

/** The row stays what it was when the page was opened: where others change it, the form is told when it saves. */
function EditForm<Row extends Stored>({ room, opened }: { room: Room<Row>; opened: Row }) {
  const [row, setRow] = useState(opened);
  const [movedTo, setMovedTo] = useState<number>();
  const [theirs, setTheirs] = useState<Row>();
  const groups = room.useGroups(row);
  const own = groups.flatMap((group) => group.fields);
  const fields = [...own, ...whyFields()];
  const { version, draft, leaveDraft } = useDraftOf(room, row);
  const form = useForm(fields, valuesOf(own, row), false, draft);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const save = useSaving(room, row, form, setTheirs);
  const send = async (): Promise<void> => {
    if (changedIn(own, form.values, form.start).length === 0) return void message.info(f.unchanged());
    if (!form.check()) return;
    const saved = await save.run({ ...bodyOf(fields, form.values, form.start), version });
    if (saved !== undefined) void navigate(pathOf(room, saved), { replace: true });
  };
  const moveTo = (now: Row, kept: Values): void => {
    form.moveTo(valuesOf(own, now), kept);
    setRow(now);
    leaveDraft();
    setMovedTo(now.version);
    setTheirs(undefined);
    save.forget();
  };
  const kept = Object.fromEntries(
    changedIn(fields, form.values, form.start).map((name) => [name, form.values[name]]),
  );
  const notice = theirs ? (
    <Conflict
      {...{ room, fields: own, start: form.start, mine: form.values, row: theirs }}
      theirs={valuesOf(own, theirs)}
      takeTheirs={() => moveTo(theirs, {})}
      keepMine={() => moveTo(theirs, kept)}
    />
  ) : (
    movedTo !== undefined && <p role="status">{f.rebased({ version: movedTo })}</p>
  );
  return (
    <PlainPage title={f.editOf({ name: room.titleOf(row) })}>
      <RegisterForm
        groups={[...groups, { title: f.why(), fields: whyFields() }]}
        {...{ form, notice, isNew: false, isSending: save.isRunning, send: () => void send() }}
        cancel={() => void navigate(pathOf(room, row))}
        problem={theirs ? undefined : save.problem}
      />
    </PlainPage>
  );
}

const isLaterVersion = (problem: unknown): boolean =>
  problem instanceof SongbaiProblem && problem.problem.reason === 'later-version';

/** Saves; where somebody was faster, reads what they saved, and otherwise puts what is wrong at its field. */
function useSaving<Row extends Stored>(
  { name, at, change, read }: Room<Row>,
  { id }: Row,
  form: FormState,
  setTheirs: (row: Row) => void,
): Command<Record<string, unknown>, Row> {
  const { message } = App.useApp();
  return useCommand(async (body: Record<string, unknown>) => {
    try {
      const saved = await (change?.(id, body) ?? Promise.reject(new Error(name)));
      form.settle();
      void message.success(f.savedAs({ version: saved.version }));
      return saved;
    } catch (problem) {
      if (isLaterVersion(problem)) setTheirs(await read(id));
      else form.tell(problem, at);
      throw problem;
    }
  }, touched(name));
}

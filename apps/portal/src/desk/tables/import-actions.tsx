import { App, Button, Spin } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CommandButton, ProblemBox, Section, save, useCommand } from '../kit';
import {
  bringIn,
  checked,
  type Imported,
  type Laying,
  listOf,
  type Mapping,
  type Preview,
  type Said,
  type Table,
} from './table-data';
import { t } from './tables-words';

export interface Laid extends Laying {
  shown: Preview;
  mapping: Mapping;
}

/** Everything that was read may show what is new. */
const TOUCHED = [
  'cadres',
  'units',
  'providers',
  'workers',
  'items',
  'limits',
  'funds',
  'orders',
  'contracts',
  'worklists',
  'visits',
  'bills',
  'dispatch',
  'home',
  'register',
].map((name) => [name]);

/** The own file with the reasons, as it would be checked now. */
function CheckedButton({ table, laid, label }: { table: Table; laid: Laid; label: string }) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    setRunning(true);
    const name = laid.file.name.replace(/\.\w+$/, '');
    await checked(table.name, laid)
      .then((file) => save(file, t.checkedName({ name })))
      .catch(() => message.error(t.downloadFailed()));
    setRunning(false);
  };
  return (
    <Button loading={isRunning} onClick={() => void load()}>
      {label}
    </Button>
  );
}

interface ActionsProps {
  table: Table;
  laid: Laid;
  /** It was checked with the very words that stand on the page. */
  isReady: boolean;
  done: (imported: Imported) => void;
  again: () => void;
}

/** What can be done with a file that has been checked. */
export function ImportActions({ table, laid, isReady, done, again }: ActionsProps) {
  const { file, mapping, said, shown } = laid;
  const { counts, sha256 } = shown;
  const command = useCommand(
    // The key of the attempt stays with the file, how it was laid under the table, and what was asked.
    ({ rows }: { rows: 'all' | 'valid'; sha256: string; mapping: Mapping; said: Said }, key) =>
      bringIn(table.name, laid, rows, key),
    TOUCHED,
  );
  const isWhole = shown.missing.length === 0;
  const ready = counts.rows - counts.wrong;
  const isOld = ready > 0 && counts.new + counts.changed === 0;
  const run = async (rows: 'all' | 'valid'): Promise<void> => {
    const imported = await command.run({ rows, sha256, mapping, said });
    if (imported) done(imported);
  };
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <b>{file.name}</b>
        <Button onClick={again}>{t.another()}</Button>
        {isWhole && counts.wrong > 0 && <CheckedButton {...{ table, laid }} label={t.checked()} />}
        {isWhole && ready > 0 && !isOld && (
          <CommandButton
            kind="primary"
            label={counts.wrong > 0 ? t.importValid({ count: ready }) : t.importAll({ count: ready })}
            isRunning={command.isRunning}
            isDisabled={!isReady}
            run={() => run(counts.wrong > 0 ? 'valid' : 'all')}
          />
        )}
      </div>
      {command.isRunning && (
        <p className="row-wrap" role="status">
          <Spin size="small" /> {t.importing()}
        </p>
      )}
      <ProblemBox error={command.problem} />
    </div>
  );
}

interface DoneProps {
  table: Table;
  laid: Laid;
  done: Imported;
  again: () => void;
}

/** What came of it, and where to go on. */
export function DonePart({ table, laid, done: { counts, papers }, again }: DoneProps) {
  const count = counts.new + counts.changed;
  const isOld = count === 0 && counts.same > 0;
  return (
    <Section title={isOld ? t.nothingNew({ count: counts.same }) : t.done({ count })}>
      <p role="status">
        {t.doneDetail({
          ...{ new: counts.new, changed: counts.changed, same: counts.same, wrong: counts.wrong },
        })}
      </p>
      {papers.map(({ id, number, summary }) => (
        <p key={number} className="row-wrap">
          <Link className="button is-main" to={`/bills/${id}`}>
            {t.toBill({ number })}
          </Link>
          <span>{summary}</span>
        </p>
      ))}
      <div className="row-wrap">
        <Link className={papers.length > 0 ? 'button' : 'button is-main'} to={listOf(table.name)}>
          {t.toList({ title: table.title })}
        </Link>
        {counts.wrong > 0 && <CheckedButton {...{ table, laid }} label={t.againWrong()} />}
        <Button onClick={again}>{t.again()}</Button>
      </div>
    </Section>
  );
}

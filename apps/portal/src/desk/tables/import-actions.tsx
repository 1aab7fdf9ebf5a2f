import { App, Button, Spin } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { CommandButton, ProblemBox, Section, save, useCommand } from '../kit';
import {
  bringIn,
  checked,
  type Imported,
  listOf,
  type Mapping,
  type Preview,
  type Table,
} from './table-data';
import { t } from './tables-words';

interface Laid {
  file: File;
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
  'visits',
  'register',
].map((name) => [name]);

/** The own file with the reasons, as it would be checked now. */
function CheckedButton({ table, laid, label }: { table: Table; laid: Laid; label: string }) {
  const [isRunning, setRunning] = useState(false);
  const { message } = App.useApp();
  const load = async (): Promise<void> => {
    setRunning(true);
    const name = laid.file.name.replace(/\.\w+$/, '');
    await checked(table.name, laid.file, laid.mapping)
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
  isChecking: boolean;
  done: (imported: Imported) => void;
  again: () => void;
}

/** What can be done with a file that has been checked. */
export function ImportActions({ table, laid, isChecking, done, again }: ActionsProps) {
  const { file, mapping, shown } = laid;
  const { counts, sha256 } = shown;
  const command = useCommand(
    // The key of the attempt stays with the file, how it was laid under the table, and what was asked.
    ({ rows }: { rows: 'all' | 'valid'; sha256: string; mapping: Mapping }, key) =>
      bringIn(table.name, file, mapping, rows, key),
    TOUCHED,
  );
  const isReady = shown.missing.length === 0;
  const ready = counts.rows - counts.wrong;
  const run = async (rows: 'all' | 'valid'): Promise<void> => {
    const imported = await command.run({ rows, sha256, mapping });
    if (imported) done(imported);
  };
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <b>{file.name}</b>
        <Button onClick={again}>{t.another()}</Button>
        {isReady && counts.wrong > 0 && <CheckedButton {...{ table, laid }} label={t.checked()} />}
        {isReady && ready > 0 && (
          <CommandButton
            kind="primary"
            label={counts.wrong > 0 ? t.importValid({ count: ready }) : t.importAll({ count: ready })}
            isRunning={command.isRunning}
            isDisabled={isChecking}
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
export function DonePart({ table, laid, done: { counts }, again }: DoneProps) {
  return (
    <Section title={t.done({ count: counts.new + counts.changed })}>
      <p role="status">
        {t.doneDetail({
          ...{ new: counts.new, changed: counts.changed, same: counts.same, wrong: counts.wrong },
        })}
      </p>
      <div className="row-wrap">
        <Link className="button is-main" to={listOf(table.name)}>
          {t.toList({ title: table.title })}
        </Link>
        {counts.wrong > 0 && <CheckedButton {...{ table, laid }} label={t.againWrong()} />}
        <Button onClick={again}>{t.again()}</Button>
      </div>
    </Section>
  );
}

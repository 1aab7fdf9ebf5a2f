import { Select, Spin } from 'antd';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { DownloadButton, EmptyBox, Field, Loaded, PlainPage, ProblemBox, Section, useRead } from '../kit';
import { AsksPart } from './asks-part';
import { DropZone } from './drop-zone';
import { DonePart, ImportActions, type Laid } from './import-actions';
import { MappingPart } from './mapping-part';
import { PreviewPart } from './preview-part';
import {
  type Imported,
  type Laying,
  mappingOf,
  preview,
  readTables,
  remember,
  remembered,
  type Said,
  type Table,
} from './table-data';
import { t } from './tables-words';
import './tables.css';

/** Somebody's table becomes rows of a register: chosen, checked row by row, and only then taken in. */
export function ImportPage() {
  useLanguage();
  const read = useRead(['tables'], readTables);
  return (
    <Loaded read={read}>
      {({ items }) => <Importing tables={items.filter(({ mayImport }) => mayImport)} />}
    </Loaded>
  );
}

function Importing({ tables }: { tables: Table[] }) {
  const [parameters, setParameters] = useSearchParams();
  const chosen = tables.find(({ name }) => name === parameters.get('table')) ?? tables[0];
  if (!chosen) return <EmptyBox title={t.nothingToDo()} />;
  return (
    <PlainPage title={t.title()}>
      <p className="faint">{t.intro()}</p>
      <Section>
        <div className="import-head">
          <Field id="import-table" label={t.which()}>
            <Select
              id="import-table"
              className="import-table"
              value={chosen.name}
              options={tables.map(({ name, title }) => ({ value: name, label: title }))}
              onChange={(table: string) => setParameters({ table }, { replace: true })}
            />
          </Field>
          <DownloadButton
            path={`/api/v1/tables/${chosen.name}/template.xlsx`}
            name={t.fileName({ title: chosen.title })}
            label={t.template()}
            failed={t.downloadFailed()}
          />
          <Link className="button" to="/tables">
            {t.allTables()}
          </Link>
        </div>
        <p className="table-about">{chosen.about}</p>
      </Section>
      <FilePart key={chosen.name} table={chosen} />
    </PlainPage>
  );
}

/** Checks a file as it is laid under the table; what was said of such headers before is said again. */
async function lay(table: Table, laying: Laying): Promise<Laid> {
  let shown = await preview(table.name, laying);
  const kept = laying.mapping ? undefined : remembered(table.name, shown);
  if (kept) shown = await preview(table.name, { ...laying, mapping: kept });
  if (laying.mapping) remember(table.name, shown, laying.mapping);
  return { ...laying, shown, mapping: laying.mapping ?? kept ?? mappingOf(table, shown) };
}

/**
 * What stands on the page of one file: how it is laid, what came of it, what went wrong. Checks may answer in any
 * order: only the last one counts, and nothing is brought in with other words than those that stand there (`isReady`).
 */
function useFile(table: Table) {
  const [said, setSaid] = useState<Said>({});
  const [laid, setLaid] = useState<Laid>();
  const [done, setDone] = useState<Imported>();
  const [isChecking, setChecking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const last = useRef<Laying>(undefined);
  const check = async (laying: Laying): Promise<void> => {
    last.current = laying;
    setChecking(true);
    setProblem(undefined);
    const found = await lay(table, laying).then(
      (now) => ({ now }),
      (error: unknown) => ({ error }),
    );
    if (last.current !== laying) return;
    if ('now' in found) setLaid(found.now);
    else setProblem(found.error);
    setChecking(false);
  };
  const say = (next: Said): void => {
    setSaid(next);
    const laying = isChecking ? last.current : laid;
    if (laying) void check({ ...laying, said: next });
  };
  const again = (): void => {
    last.current = undefined;
    setChecking(false);
    setLaid(undefined);
    setDone(undefined);
    setProblem(undefined);
  };
  const isReady = !isChecking && laid?.said === said;
  return { laid, done, setDone, said, say, isChecking, isReady, problem, check, again };
}

/** One file, from dropping it to what came of it. */
function FilePart({ table }: { table: Table }) {
  const { laid, done, setDone, said, say, isChecking, isReady, problem, check, again } = useFile(table);
  if (laid && done) return <DonePart {...{ table, laid, done, again }} />;
  const limits = t.limits({ rows: table.mostRows });
  return (
    <>
      {table.asks.length > 0 && <AsksPart {...{ table, said }} change={say} />}
      {!laid && !isChecking && (
        <DropZone take={(file) => void check({ file, said, mapping: undefined })} hint={limits} />
      )}
      {isChecking && (
        <p className="row-wrap" role="status">
          <Spin size="small" /> {t.checking()}
        </p>
      )}
      <ProblemBox error={problem} again={laid && (() => void check({ ...laid, said }))} />
      {laid && (
        <>
          <ImportActions {...{ table, laid, done: setDone, again, isReady }} />
          <MappingPart
            {...{ table, shown: laid.shown, mapping: laid.mapping }}
            change={(mapping) => void check({ ...laid, said, mapping })}
          />
          {laid.shown.missing.length === 0 && (
            <PreviewPart key={layingKey(laid)} {...{ table, shown: laid.shown }} />
          )}
        </>
      )}
    </>
  );
}

const layingKey = ({ mapping, said, shown }: Laid): string => shown.sha256 + JSON.stringify([mapping, said]);

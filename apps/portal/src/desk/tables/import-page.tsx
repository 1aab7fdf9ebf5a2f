import { Select, Spin } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { DownloadButton } from '../bills/download-button';
import { EmptyBox, Field, Loaded, PlainPage, ProblemBox, Section, useRead } from '../kit';
import { DropZone } from './drop-zone';
import { DonePart, ImportActions } from './import-actions';
import { MappingPart } from './mapping-part';
import { PreviewPart } from './preview-part';
import {
  type Imported,
  type Mapping,
  mappingOf,
  type Preview,
  preview,
  readTables,
  remember,
  remembered,
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
        </div>
      </Section>
      <FilePart key={chosen.name} table={chosen} />
    </PlainPage>
  );
}

interface Laid {
  file: File;
  shown: Preview;
  mapping: Mapping;
}

/** One file, from dropping it to what came of it. */
function FilePart({ table }: { table: Table }) {
  const [laid, setLaid] = useState<Laid>();
  const [done, setDone] = useState<Imported>();
  const [isChecking, setChecking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const check = async (file: File, mapping?: Mapping): Promise<void> => {
    setChecking(true);
    setProblem(undefined);
    try {
      let shown = await preview(table.name, file, mapping);
      const kept = mapping ? undefined : remembered(table.name, shown);
      if (kept) shown = await preview(table.name, file, kept);
      const said = mapping ?? kept ?? mappingOf(table, shown);
      if (mapping) remember(table.name, shown, mapping);
      setLaid({ file, shown, mapping: said });
    } catch (error) {
      setProblem(error);
    } finally {
      setChecking(false);
    }
  };
  const again = (): void => {
    setLaid(undefined);
    setDone(undefined);
    setProblem(undefined);
  };
  if (laid && done) return <DonePart {...{ table, laid, done, again }} />;
  const limits = t.limits({ rows: table.mostRows });
  return (
    <>
      {!laid && !isChecking && <DropZone take={(file) => void check(file)} hint={limits} />}
      {isChecking && (
        <p className="row-wrap" role="status">
          <Spin size="small" /> {t.checking()}
        </p>
      )}
      <ProblemBox error={problem} />
      {laid && (
        <>
          <ImportActions {...{ table, laid, done: setDone, again }} isChecking={isChecking} />
          <MappingPart
            {...{ table, shown: laid.shown, mapping: laid.mapping }}
            change={(mapping) => void check(laid.file, mapping)}
          />
          {laid.shown.missing.length === 0 && <PreviewPart key={mappingKey(laid)} shown={laid.shown} />}
        </>
      )}
    </>
  );
}

const mappingKey = ({ mapping, shown }: Laid): string => shown.sha256 + JSON.stringify(mapping);

import { Link } from 'react-router';
import { listed } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { type Column, DownloadButton, Loaded, PlainPage, Section, SmallTable, useRead } from '../kit';
import { readTables, type Table, titleOf } from './table-data';
import { t } from './tables-words';
import './tables.css';

type Spec = Table['columns'][number];

/** Every table that goes in or out: what its columns mean, and a form to fill in. */
export function TablesPage() {
  useLanguage();
  const read = useRead(['tables'], readTables);
  return (
    <Loaded read={read}>
      {({ items }) => (
        <PlainPage title={t.tables()}>
          <p className="faint">{t.tablesIntro()}</p>
          <ul className="guess">
            {items.map(({ name, title }) => (
              <li key={name}>
                <a href={`#${name}`}>{title}</a>
              </li>
            ))}
          </ul>
          {items.map((table) => (
            <TablePart key={table.name} table={table} />
          ))}
        </PlainPage>
      )}
    </Loaded>
  );
}

function TablePart({ table }: { table: Table }) {
  const { name, title, about, eitherOf, mayImport, mayExport, mostRows } = table;
  return (
    <section id={name} className="table-part">
      <Section title={title} actions={<TableActions {...{ table, mayImport, mayExport }} />}>
        <p>{about}</p>
        {eitherOf.map((columns) => (
          <p key={columns.join()} className="faint">
            {t.oneOf({ columns: listed(columns.map((name) => titleOf(table, name))) })}
          </p>
        ))}
        <p className="faint">{t.most({ count: mostRows })}</p>
        <details>
          <summary>{t.columns({ count: table.columns.length })}</summary>
          <SmallTable columns={specColumns()} rows={table.columns} rowKey={(column) => column.name} />
        </details>
      </Section>
    </section>
  );
}

interface ActionsProps {
  table: Table;
  mayImport: boolean;
  mayExport: boolean;
}

const TableActions = ({ table: { name, title }, mayImport, mayExport }: ActionsProps) => (
  <div className="row-wrap">
    {mayImport && (
      <>
        <DownloadButton
          path={`/api/v1/tables/${name}/template.xlsx`}
          name={t.fileName({ title })}
          label={t.templateOf({ title })}
          failed={t.downloadFailed()}
        />
        <Link className="button" to={`/import?table=${name}`}>
          {t.importOne({ title })}
        </Link>
      </>
    )}
    {mayExport && (
      <DownloadButton
        path={`/api/v1/tables/${name}/rows.xlsx`}
        name={t.rowsFile({ title })}
        label={t.exportOne({ title })}
        failed={t.downloadFailed()}
      />
    )}
  </div>
);

const specColumns = (): Column<Spec>[] => [
  { key: 'name', title: t.column(), width: 160, text: ({ title }) => title },
  {
    ...{ key: 'duty', title: t.duty(), width: 110 },
    text: ({ required }) => (required ? t.required() : t.optional()),
  },
  { key: 'how', title: t.how(), width: 260, text: ({ hint }) => hint ?? '' },
  {
    ...{ key: 'examples', title: t.examples(), width: 240 },
    text: ({ example, second }) => listed([...new Set([example, second ?? ''])].filter(Boolean)),
  },
  { key: 'also', title: t.also(), text: ({ synonyms }) => listed(synonyms) },
];

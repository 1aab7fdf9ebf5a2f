import { Select } from 'antd';
import { useState } from 'react';
import { listed } from '../../shared/lists';
import { type Column, Section, SmallTable } from '../kit';
import { type Mapping, type Preview, type Table, titleOf } from './table-data';
import { t } from './tables-words';

type Filed = Preview['columns'][number];

interface MappingProps {
  table: Table;
  shown: Preview;
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}

/** Each column of the file, what is in it, and which of ours it stands for. */
export function MappingPart({ table, shown, mapping, change }: MappingProps) {
  const isIncomplete = shown.missing.length > 0;
  const [isOpen, setOpen] = useState(false);
  const count = Object.values(mapping).filter((index) => index !== null).length;
  return (
    <Section title={`${t.mapping()} · ${t.matched({ count })}`}>
      {isIncomplete && (
        <p className="is-negative" role="alert">
          {t.missing({ columns: listed(shown.missing.map((names) => titleOf(table, names))) })}
        </p>
      )}
      <Guess table={table} shown={shown} mapping={mapping} />
      <details open={isOpen || isIncomplete} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t.mappingHint()}</summary>
        <SmallTable
          columns={columnsOf(table, mapping, change)}
          rows={shown.columns}
          rowKey={({ index }) => String(index)}
        />
      </details>
    </Section>
  );
}

/** How the file was understood, at a glance; and what of it stays out. */
function Guess({ table, shown, mapping }: Omit<MappingProps, 'change'>) {
  const nameOf = ({ header, index }: Filed): string => header || `#${index + 1}`;
  const oursAt = (index: number): string | undefined =>
    Object.keys(mapping).find((name) => mapping[name] === index);
  const out = shown.columns.filter(({ index, header }) => header && oursAt(index) === undefined);
  return (
    <>
      <ul className="guess">
        {shown.columns.map((filed) => {
          const ours = oursAt(filed.index);
          if (ours === undefined) return null;
          return (
            <li key={filed.index}>
              {nameOf(filed)} <span aria-hidden="true">→</span> <b>{titleOf(table, ours)}</b>
            </li>
          );
        })}
      </ul>
      {out.length > 0 && <p className="faint">{t.leftOut({ columns: listed(out.map(nameOf)) })}</p>}
    </>
  );
}

function columnsOf(table: Table, mapping: Mapping, change: MappingProps['change']): Column<Filed>[] {
  const options = [
    { value: '', label: t.ignored() },
    ...table.columns.map(({ name, title, required }) => ({
      value: name,
      label: required ? `${title} *` : title,
    })),
  ];
  const oursAt = (index: number): string =>
    Object.keys(mapping).find((name) => mapping[name] === index) ?? '';
  return [
    { key: 'theirs', title: t.theirs(), text: ({ header, index }) => header || `#${index + 1}` },
    {
      ...{ key: 'sample', title: t.sample(), text: ({ samples }) => listed(samples) },
      render: ({ samples }) => <span className="faint">{listed(samples)}</span>,
    },
    {
      ...{ key: 'ours', title: t.ours(), width: 220, text: ({ index }) => oursAt(index) },
      render: ({ index, header }) => (
        <Select
          className="mapping-select"
          aria-label={`${t.ours()}: ${header}`}
          value={oursAt(index)}
          options={options}
          showSearch
          onChange={(name: string) => change(laidAnew(mapping, index, name))}
        />
      ),
    },
  ];
}

/** The column at this place stands for that one of ours, and for no other. */
function laidAnew(mapping: Mapping, index: number, name: string): Mapping {
  const others = Object.entries(mapping).map(([each, at]) => [each, at === index ? null : at]);
  return { ...Object.fromEntries(others), ...(name !== '' && { [name]: index }) };
}

import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { type Column, Section, SmallTable } from '../kit';
import { type Preview, type Row, type Table, titleOf } from './table-data';
import { t } from './tables-words';

const AT_ONCE = 100;

const TONES = { new: 'good', changed: 'waits', same: 'plain', wrong: 'bad' } as const;
const MARKS = { new: '●', changed: '◔', same: '○', wrong: '▲' } as const;
type Verdict = keyof typeof TONES;

const WORDS: Record<Verdict, () => string> = { new: t.new, changed: t.changed, same: t.same, wrong: t.bad };

function VerdictTag({ verdict }: { verdict: Verdict }) {
  return (
    <span className={`tag tag-${TONES[verdict]}`}>
      <span aria-hidden="true">{MARKS[verdict]}</span> {WORDS[verdict]()}
    </span>
  );
}

const verdictOf = ({ verdict }: Row): Verdict => verdict as Verdict;

/** Why a row is wrong; of one that is not, what to look at. */
function Reasons({ table, row }: { table: Table; row: Row }) {
  return (
    <ul className="reasons">
      {[...row.findings, ...row.notes].map(({ column, code, message, remedy }) => (
        <li key={`${column}${code}`}>
          {column && <b>{titleOf(table, column)} </b>}
          <span className={row.findings.length > 0 ? 'is-negative' : 'faint'}>{message}</span>{' '}
          {remedy && <span className="faint">{remedy}</span>}
        </li>
      ))}
    </ul>
  );
}

const rowColumns = (table: Table): Column<Row>[] => [
  { key: 'line', title: t.line(), width: 80, isNumber: true, text: ({ line }) => String(line) },
  {
    key: 'key',
    title: t.key(),
    width: 220,
    text: ({ key, name }) => [key, name].filter(Boolean).join(' '),
  },
  {
    ...{ key: 'verdict', title: t.verdict(), width: 120, text: (row) => WORDS[verdictOf(row)]() },
    render: (row) => <VerdictTag verdict={verdictOf(row)} />,
  },
  {
    key: 'reasons',
    title: t.reasons(),
    text: ({ findings }) => findings.map(({ message }) => message).join('; '),
    render: (row) => <Reasons table={table} row={row} />,
  },
];

/** What would become of each row: the wrong ones first. */
export function PreviewPart({ table, shown }: { table: Table; shown: Preview }) {
  const { counts } = shown;
  const [isOnlyWrong, setOnlyWrong] = useState(counts.wrong > 0 && shown.papers.length === 0);
  const [most, setMost] = useState(AT_ONCE);
  const rows = shown.rows.filter(({ verdict }) => !isOnlyWrong || verdict === 'wrong');
  const sorted = [...rows].sort((a, b) => Number(b.verdict === 'wrong') - Number(a.verdict === 'wrong'));
  const left = sorted.length - most;
  return (
    <Section
      title={t.preview()}
      actions={
        <Checkbox checked={isOnlyWrong} onChange={({ target }) => setOnlyWrong(target.checked)}>
          {t.onlyWrong()}
        </Checkbox>
      }
    >
      <Counts shown={shown} />
      {shown.summary && <p className="is-strong">{shown.summary}</p>}
      {shown.papers.map(({ number, summary }) => (
        <p key={number} className="is-strong">
          {summary}
        </p>
      ))}
      {shown.skipped.length > 0 && <Skipped shown={shown} />}
      <SmallTable
        columns={rowColumns(table)}
        rows={sorted.slice(0, most)}
        rowKey={({ line }) => String(line)}
        empty={t.noRows()}
      />
      {left > 0 && (
        <Button block onClick={() => setMost(most + AT_ONCE)}>
          {t.more({ count: Math.min(left, AT_ONCE) })}
        </Button>
      )}
    </Section>
  );
}

function Counts({ shown: { counts } }: { shown: Preview }) {
  const ready = counts.rows - counts.wrong;
  return (
    <p className="import-counts" role="status">
      {counts.wrong === 0 && counts.new + counts.changed === 0 ? (
        <b>{t.nothingNew({ count: ready })}</b>
      ) : counts.wrong === 0 ? (
        <b>{t.allReady({ count: ready })}</b>
      ) : (
        <>
          <b>{t.ready({ count: ready })}</b>
          <b className="is-negative">{t.wrong({ count: counts.wrong })}</b>
        </>
      )}
      <span className="faint">
        {t.detail({ new: counts.new, changed: counts.changed, same: counts.same })}
      </span>
    </p>
  );
}

/** Rows that were taken for no data: said, so that nothing goes unseen. */
const Skipped = ({ shown: { skipped } }: { shown: Preview }) => (
  <div className="faint skipped">
    {t.skipped({ count: skipped.length })}
    <ul className="reasons">
      {skipped.map(({ line, text, reason }) => (
        <li key={line}>{t.skippedRow({ line, reason, text })}</li>
      ))}
    </ul>
  </div>
);

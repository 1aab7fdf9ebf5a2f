import { Money as Amount } from '@songbai/contracts';
import { Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { answerOf, api, type Schemas, SongbaiProblem } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { Only } from '../forms';
import {
  type Column,
  CommandButton,
  EmptyBox,
  Findings,
  Loaded,
  Money,
  moneyText,
  PlainPage,
  ProblemBox,
  Section,
  SmallTable,
  todayText,
  useCommand,
  useFilters,
  useRead,
} from '../kit';
import { type Changed, changesBetween, type Moved } from './carry-over-changes';

const c = words({
  title: ['年度结转', 'The turn of the year'],
  year: ['结转年度', 'Year'],
  hint: [
    '年度结束、各月结账以后，没有用完的指标转入下一年度同类型、同归属的经费；连续两年没有用完的收回。',
    'Once the year is over and its months are closed, what is unused goes on into the next year’s fund of the same ' +
      'type and owner; what is unused two years running is given up.',
  ],
  blockers: ['还不能结转：{count} 项', 'It cannot be carried over yet: {count}'],
  noBlockers: ['没有障碍，可以结转', 'Nothing stands against it'],
  carried: ['转入下一年度：{sum} 元', 'Carried over: {sum} yuan'],
  lapsed: ['收回：{sum} 元', 'Given up: {sum} yuan'],
  alike: [
    '同样的问题还有 {count} 项：见“转入”一栏，没有下一年度经费的各行。',
    '{count} more of the same: the rows below that have no fund of the next year.',
  ],
  nothing: ['没有', 'Nothing'],
  noFunds: ['{year} 年没有经费', 'There were no funds in {year}'],
  fund: ['经费', 'Fund'],
  into: ['转入', 'Into'],
  noneYet: ['还没有下一年度的经费', 'no fund of the next year yet'],
  origin: ['最初下达', 'First allotted in'],
  amount: ['金额（元）', 'Amount (yuan)'],
  run: ['办理结转', 'Carry over'],
  ask: [
    '结转 {carried} 元，收回 {lapsed} 元，随即记账，不能撤销。',
    'Carries {carried} yuan over and gives {lapsed} yuan up. It is posted at once and cannot be undone.',
  ],
  changed: [
    '您看到以后有变化，没有办理：请看清现在的金额再办',
    'Changed since you looked, and not done: see what is so now',
  ],
  kind: ['办理', 'What is done'],
  carries: ['转入下一年度', 'Carried over'],
  lapses: ['收回', 'Given up'],
  before: ['您看到的（元）', 'As you saw it (yuan)'],
  now: ['现在（元）', 'As it is now (yuan)'],
  none: ['没有这一项', 'not among it'],
  done: ['{year} 年已结转。', '{year} was carried over.'],
});

type Turn = Schemas['CarryOverAnswer'];
type Foreseen = Schemas['CarryOverForeseenAnswer'];
type Row = Schemas['CarriedAnswer'];

const TOUCHED = [['carry-over'], ['funds'], ['months'], ['overview'], ['worklists']];
/** Until the middle of a year it is the year before that is turned. */
const usualYear = (): string => String(dayjs(todayText()).subtract(6, 'month').year());
const yearOptions = () =>
  [0, 1, 2].map((ago) => String(dayjs(todayText()).year() - ago)).map((value) => ({ value, label: value }));

/** What is left of a year goes on into the next: first what would happen and what stands against it, then the deed. */
export function CarryOverPage() {
  useLanguage();
  const [{ year = usualYear() }, change] = useFilters();
  return (
    <Only roles={['bureau-finance']} title={c.title()}>
      <PlainPage
        title={c.title()}
        actions={
          <Select
            aria-label={c.year()}
            value={year}
            options={yearOptions()}
            onChange={(value) => change({ year: value })}
          />
        }
      >
        <p className="faint">{c.hint()}</p>
        <Year key={year} year={year} />
      </PlainPage>
    </Only>
  );
}

function Year({ year }: { year: string }) {
  const [done, setDone] = useState<Turn>();
  const read = useRead(['carry-over', year], () =>
    answerOf(api.GET('/api/v1/years/{year}/carry-over', { params: { path: { year } } })),
  );
  if (done) {
    return (
      <>
        <p className="word-kept">{c.done({ year })}</p>
        <Tables turn={done} />
      </>
    );
  }
  if (read.error instanceof SongbaiProblem && read.error.problem.status === 404)
    return <EmptyBox title={c.noFunds({ year })} />;
  return (
    <Loaded read={read}>
      {(foreseen) => (
        <>
          <Deed foreseen={foreseen} tell={setDone} />
          <Tables turn={foreseen} />
        </>
      )}
    </Loaded>
  );
}

/** What stands against it, and the deed where nothing does. */
function Deed({ foreseen, tell }: { foreseen: Foreseen; tell: (turn: Turn) => void }) {
  const { year, carried, lapsed, findings, seen } = foreseen;
  // What was on the page at the last press: where that is refused as changed, it is set beside what is so now.
  const [pressed, press] = useState<Foreseen>();
  const turn = useCommand((body: Schemas['CarryOverRequest'], key) => {
    const params = { path: { year }, header: { 'Idempotency-Key': key } };
    return answerOf(api.POST('/api/v1/years/{year}/carry-over', { params, body }));
  }, TOUCHED);
  const run = async (): Promise<void> => {
    press(foreseen);
    const answer = await turn.run({ seen });
    if (answer) tell(answer);
  };
  const isHindered = findings.length > 0;
  return (
    <Section
      title={isHindered ? c.blockers({ count: findings.length }) : c.noBlockers()}
      actions={
        <CommandButton
          label={c.run()}
          hotkey="ctrl+Enter"
          kind={isHindered ? 'default' : 'primary'}
          isDisabled={isHindered || carried.length + lapsed.length === 0}
          isRunning={turn.isRunning}
          confirm={<p>{c.ask({ carried: sumOf(carried), lapsed: sumOf(lapsed) })}</p>}
          run={run}
        />
      }
    >
      <Hindrances findings={findings} />
      <ProblemBox error={turn.problem} />
      {turn.problem !== null && pressed && <Changes before={pressed} now={foreseen} />}
    </Section>
  );
}

/** Where something was posted between the look and the press: what was seen beside what is so now. */
function Changes({ before, now }: { before: Foreseen; now: Foreseen }) {
  const rows = changesBetween(before, now);
  if (rows.length === 0) return null;
  const side = (key: 'before' | 'now'): Column<Changed> => ({
    ...{ key, title: c[key](), isNumber: true, text: (row) => saidOf(row[key]) },
  });
  return (
    <>
      <p className="is-strong">{c.changed()}</p>
      <SmallTable<Changed>
        rows={rows}
        rowKey={(row) => `${row.isCarried} ${fundOf(row)}`}
        columns={[
          { key: 'fund', title: c.fund(), text: fundOf },
          { key: 'kind', title: c.kind(), text: ({ isCarried }) => (isCarried ? c.carries() : c.lapses()) },
          side('before'),
          side('now'),
        ]}
      />
    </>
  );
}

function fundOf({ before, now }: Changed): string {
  const { fund = '', originYear = '' } = now ?? before ?? {};
  return `${fund} (${originYear})`;
}

const saidOf = (row: Moved | undefined): string =>
  row ? [moneyText(row.amount), row.into ? `→ ${row.into}` : ''].join(' ').trim() : c.none();

/** Of many alike the first, and how many there are: which funds those are stands in the table. */
function Hindrances({ findings }: Pick<Foreseen, 'findings'>) {
  const first = findings.filter(({ code }, i) => findings.findIndex((each) => each.code === code) === i);
  const alike = findings.length - first.length;
  return (
    <>
      <Findings findings={first} />
      {alike > 0 && <p className="faint">{c.alike({ count: alike })}</p>}
    </>
  );
}

function sumOf(rows: readonly Row[]): string {
  return moneyText(Amount.sum(rows.map(({ amount }) => Amount.of(amount))).toString());
}

const columns = (isCarried: boolean): Column<Row>[] => [
  { key: 'fund', title: c.fund(), text: ({ fund }) => fund },
  ...(isCarried
    ? [{ key: 'into', title: c.into(), text: ({ into }: Row) => into ?? c.noneYet() } satisfies Column<Row>]
    : []),
  { key: 'origin', title: c.origin(), text: ({ originYear }) => String(originYear) },
  {
    ...{ key: 'amount', title: c.amount(), isNumber: true, text: ({ amount }: Row) => amount },
    render: ({ amount }: Row) => <Money value={amount} />,
  },
];

/** What goes on and what is given up, fund by fund. */
const Tables = ({ turn: { carried, lapsed } }: { turn: Turn }) => (
  <>
    {[
      { title: c.carried({ sum: sumOf(carried) }), rows: carried, isCarried: true },
      { title: c.lapsed({ sum: sumOf(lapsed) }), rows: lapsed, isCarried: false },
    ].map(({ title, rows, isCarried }) => (
      <Section key={title} title={title}>
        <SmallTable
          {...{ rows, columns: columns(isCarried), empty: c.nothing() }}
          rowKey={({ fund, originYear }) => `${fund} ${originYear}`}
        />
      </Section>
    ))}
  </>
);

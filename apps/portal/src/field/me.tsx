import { useEffect, useState } from 'react';
import { setLanguage, useLanguage } from '../shared/words';
import { leave } from './account';
import { Button, Empty, Notice, Screen } from './kit';
import { type Look, lookNow, setLook } from './look';
import { w } from './me-words';
import { hoursOf } from './moments';
import { goInstead } from './route';
import { type Meta, readUnsent, type Unsent } from './store';

/** My month in raw numbers, my settings, and the way out. */
export function MeScreen({ meta }: { meta: Meta }) {
  return (
    <Screen title={meta.user?.name ?? w.title()}>
      {meta.month ? <Month month={meta.month} /> : <Empty>{w.noMonth()}</Empty>}
      <Settings />
      <Storage />
      <Leave />
    </Screen>
  );
}

function Month({ month }: { month: NonNullable<Meta['month']> }) {
  const { workedMinutes, plannedMinutes, finished, planned, accepted, held, blocked } = month;
  const all = workedMinutes + plannedMinutes;
  return (
    <>
      <section className="panel">
        <h2>{w.month({ month: month.month })}</h2>
        <p className="big">
          {hoursOf(workedMinutes)}
          <span>
            {' '}
            / {hoursOf(all)} {w.hours()}
          </span>
        </p>
        <progress max={Math.max(1, all)} value={workedMinutes} aria-label={w.ofPlanned()} />
        <p className="quiet">
          {finished} / {finished + planned} {w.visits()} · {w.ofPlanned()}
        </p>
      </section>
      <section className="panel">
        <h2>{w.decided()}</h2>
        <Counts
          rows={[
            [w.accepted(), accepted],
            [w.held(), held],
            [w.blocked(), blocked],
          ]}
        />
      </section>
      <Ratings month={month} />
    </>
  );
}

function Ratings({ month }: { month: NonNullable<Meta['month']> }) {
  // What an older build of this page kept does not say how many are withheld.
  const { ratings, ratingsWithheld = 0 } = month;
  const count = ratings.reduce((sum, each) => sum + each, 0);
  return (
    <section className="panel">
      <h2>{w.ratings()}</h2>
      {count === 0 ? (
        <p className="quiet">
          {ratingsWithheld > 0 ? w.ratingsFew({ n: ratingsWithheld }) : w.ratingsNone()}
        </p>
      ) : (
        <>
          <Counts
            rows={([5, 4, 3, 2, 1] as const).map((level) => [w[`level${level}`](), ratings[level - 1] ?? 0])}
          />
          <p className="quiet">{w.ratingsHint({ n: count, mean: meanOf(ratings, count) })}</p>
        </>
      )}
    </section>
  );
}

/** One decimal, as people say it. */
const meanOf = (levels: readonly number[], count: number): string =>
  (levels.reduce((sum, each, i) => sum + each * (i + 1), 0) / count).toFixed(1);

function Counts({ rows }: { rows: [string, number][] }) {
  return (
    <dl className="counts">
      {rows.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

const LOOKS: Look[] = ['auto', 'light', 'dark'];

function Settings() {
  const language = useLanguage();
  const [look, choose] = useState<Look>(lookNow);
  return (
    <section className="panel">
      <h2>{w.settings()}</h2>
      <label className="field">
        <span>{w.language()}</span>
        <select value={language} onChange={({ target }) => setLanguage(target.value === 'en' ? 'en' : 'zh')}>
          <option value="zh">{w.chinese()}</option>
          <option value="en">{w.english()}</option>
        </select>
      </label>
      <label className="field">
        <span>{w.look()}</span>
        <select
          value={look}
          onChange={({ target }) => {
            setLook(target.value as Look);
            choose(target.value as Look);
          }}
        >
          {LOOKS.map((each) => (
            <option key={each} value={each}>
              {w[each]()}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

function Storage() {
  const [isKept, setKept] = useState<boolean>();
  useEffect(() => void navigator.storage?.persisted?.().then(setKept), []);
  if (isKept === undefined) return null;
  return <p className="quiet">{isKept ? w.kept() : w.notKept()}</p>;
}

function Leave() {
  const [state, setState] = useState<'ready' | 'busy' | Unsent>('ready');
  const go = async (): Promise<void> => {
    setState('busy');
    if (await leave()) return goInstead('today');
    setState(await readUnsent());
  };
  return (
    <>
      {typeof state === 'object' && (
        <Notice tone="yellow">
          {w.notYet()}
          <ul>
            {state.records.map(({ id, task }) => (
              <li key={id}>
                {task.cadre.name} · {task.item.name}
              </li>
            ))}
            {state.photos.length > 0 && <li>{w.photos({ n: state.photos.length })}</li>}
          </ul>
        </Notice>
      )}
      <Button onClick={() => void go()} disabled={state === 'busy'}>
        {state === 'busy' ? w.leaving() : w.leave()}
      </Button>
    </>
  );
}

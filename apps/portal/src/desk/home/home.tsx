import { Link, useNavigate } from 'react-router';
import { listed } from '../../shared/lists';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { ONLOOKERS, type Role } from '../app/access';
import { roleWords } from '../app/app-words';
import { EmptyBox, Loaded, PlainPage, useHotkeys, useRead } from '../kit';
import { AdminHome } from './admin-home';
import { FirstSteps } from './first-steps';
import './home.css';
import { Lately, useLastOrdered } from './lately';
import { MoneyLeft } from './money-left';
import { GuidedTasks } from './tasks';
import { listPath, listTitle } from './worklists';

const h = words({
  waits: ['等着您的', 'What waits for you'],
  nothing: ['现在没有等着您的事', 'Nothing waits for you'],
  nothingHint: ['有新的事情会出现在这里。', 'New things appear here.'],
  clear: ['这些都已处理完：', 'All done: '],
  many: ['{count}+', '{count}+'],
});

type Worklist = Schemas['WorklistAnswer'];
const MOST = 1_000;

/** Signing in shows what waits: counts that lead to the very rows. */
export function Home() {
  useLanguage();
  const user = useUser();
  if (!user) return null;
  return (
    <PlainPage title={`${user.name} · ${roleWords[user.role]()}`}>
      {user.role === 'system-admin' ? <AdminHome /> : <Desk role={user.role} />}
    </PlainPage>
  );
}

/** What waits; beside it on a wide screen, below it on a small one, what happened and what is left. */
function Desk({ role }: { role: Role }) {
  const orders = useLastOrdered();
  const isNew = orders.data?.items.length === 0 && !ONLOOKERS.includes(role);
  return (
    <div className="home">
      <div className="stack">
        <Waiting />
        {isNew ? <FirstSteps role={role} /> : <MoneyLeft />}
        <GuidedTasks role={role} />
      </div>
      <div className="stack">{isNew ? <MoneyLeft /> : <Lately />}</div>
    </div>
  );
}

function Waiting() {
  const read = useRead(['worklists'], () => answerOf(api.GET('/api/v1/worklists', {})));
  return <Loaded read={read}>{({ lists }) => <Lists lists={lists} />}</Loaded>;
}

/** Where all that is on hold waits for this very person, it is told once. */
const isTwin = ({ name, count }: Worklist, lists: readonly Worklist[]): boolean =>
  name === 'visits-held' && lists.some((each) => each.name === 'visits-to-resolve' && each.count === count);

/** 1 to 9 open the first nine of them. */
function Lists({ lists }: { lists: Worklist[] }) {
  const navigate = useNavigate();
  const waiting = lists.filter((list) => list.count > 0 && !isTwin(list, lists));
  const done = lists.filter(({ count }) => count === 0);
  useHotkeys(
    Object.fromEntries(
      waiting.slice(0, 9).map((list, i) => [String(i + 1), () => void navigate(listPath(list))]),
    ),
  );
  return (
    <section aria-label={h.waits()}>
      {waiting.length === 0 && <EmptyBox title={h.nothing()} hint={h.nothingHint()} />}
      <ul className="tiles">
        {waiting.map((list, i) => (
          <li key={list.name}>
            <Link to={listPath(list)} className="tile" aria-keyshortcuts={i < 9 ? String(i + 1) : undefined}>
              <span className="tile-count">{list.count >= MOST ? h.many({ count: MOST }) : list.count}</span>
              <span>{listTitle(list.name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {waiting.length > 0 && done.length > 0 && (
        <p className="faint">
          {h.clear()}
          {listed(done.map(({ name }) => listTitle(name)))}
        </p>
      )}
    </section>
  );
}

import { Link } from 'react-router';
import { listPath, listTitle } from '../home/worklists';
import type { Overview } from './overview-data';
import { v } from './overview-words';

const MOST = 1_000;

/** What is not as it should be, with the way to the very rows; what is in order is only named. */
export function ExceptionsPart({ exceptions }: Pick<Overview, 'exceptions'>) {
  const found = exceptions.filter(({ count }) => count > 0);
  const clear = exceptions.filter(({ count }) => count === 0);
  return (
    <section className="section whole-row" aria-labelledby="exceptions">
      <div className="row-wrap">
        <h2 id="exceptions">{found.length > 0 ? v.exceptions({ count: found.length }) : v.noExceptions()}</h2>
        {found.map((list) => (
          <Link key={list.name} to={listPath(list)} className="exception">
            {listTitle(list.name)}{' '}
            <b className="tag tag-waits">{list.count >= MOST ? v.many({ count: MOST }) : list.count}</b>
          </Link>
        ))}
        {clear.length > 0 && (
          <span className="faint exceptions-clear">
            {v.clear()}
            {clear.map(({ name }) => listTitle(name)).join(v.comma())}
          </span>
        )}
      </div>
    </section>
  );
}

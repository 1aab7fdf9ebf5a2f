import { Result } from 'antd';
import { Link, useRouteError } from 'react-router';
import { Unreachable } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { t } from './app-words';

/** For an address that leads nowhere. */
export function NoPage() {
  useLanguage();
  return <Result status="404" title={t.noPage()} extra={<Link to="/">{t.toHome()}</Link>} />;
}

/**
 * For a defect of ours, or a server that is away: said plainly, with a way on. A build that was replaced is simply
 * fetched anew.
 */
export function FailedPage() {
  useLanguage();
  const error = useRouteError();
  const isAway = error instanceof Unreachable;
  const open = (
    <button type="button" className="button is-main" onClick={() => location.reload()}>
      {t.reload()}
    </button>
  );
  return (
    <Result
      status={isAway ? 'warning' : 'error'}
      title={isAway ? t.away() : t.pageFailed()}
      subTitle={isAway ? t.awayHint() : t.pageFailedHint()}
      extra={open}
    >
      {!isAway && <pre className="faint">{error instanceof Error ? error.message : ''}</pre>}
    </Result>
  );
}

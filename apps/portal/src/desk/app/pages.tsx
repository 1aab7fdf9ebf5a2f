import { Result } from 'antd';
import { Link, useRouteError } from 'react-router';
import { useLanguage } from '../../shared/words';
import { t } from './app-words';

/** For an address that leads nowhere. */
export function NoPage() {
  useLanguage();
  return <Result status="404" title={t.noPage()} extra={<Link to="/">{t.toHome()}</Link>} />;
}

/** For a defect of ours: said plainly, with a way on. A build that was replaced is simply fetched anew. */
export function FailedPage() {
  useLanguage();
  const error = useRouteError();
  const open = (
    <button type="button" className="button is-main" onClick={() => location.reload()}>
      {t.reload()}
    </button>
  );
  return (
    <Result status="error" title={t.pageFailed()} subTitle={t.pageFailedHint()} extra={open}>
      <pre className="faint">{error instanceof Error ? error.message : ''}</pre>
    </Result>
  );
}

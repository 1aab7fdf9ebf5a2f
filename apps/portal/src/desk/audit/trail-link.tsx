import { Link, useLocation } from 'react-router';
import { useMay } from '../app/access';
import { t } from '../app/app-words';
import { UUID } from './record-id';

/** From any record to what happened to it, for those who may read the log. It stands in the shell, alone of this. */
export function TrailLink() {
  const { pathname } = useLocation();
  const [id] = UUID.exec(pathname) ?? [];
  const isAuditor = useMay()('auditor');
  if (!isAuditor || id === undefined || pathname.startsWith('/audit')) return null;
  return (
    <Link to={`/audit?subject=${id}`} className="button">
      {t.audit()}
    </Link>
  );
}

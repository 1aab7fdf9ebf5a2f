import { Link, useLocation } from 'react-router';
import { useMay } from '../app/access';
import { UUID } from './audit-data';
import { a } from './audit-words';

/** From any record to what happened to it, for those who may read the log. */
export function TrailLink() {
  const { pathname } = useLocation();
  const [id] = UUID.exec(pathname) ?? [];
  const isAuditor = useMay()('auditor');
  if (!isAuditor || id === undefined || pathname.startsWith('/audit')) return null;
  return (
    <Link to={`/audit?subject=${id}`} className="button">
      {a.trailOf()}
    </Link>
  );
}

import { useIsFetching } from '@tanstack/react-query';
import { Button } from 'antd';
import { t } from './bills-words';

/** Prints the page, once everything that stands on it has come: no paper goes out with names still to be read. */
export function PrintNow() {
  const isComing = useIsFetching() > 0;
  return (
    <div className="page-actions no-print">
      <Button type="primary" loading={isComing} disabled={isComing} onClick={() => window.print()}>
        {t.print()}
      </Button>
    </div>
  );
}

import { Link } from 'react-router';
import { CLERK, ORDERING, PROVIDER, type Role, useMay } from '../app/access';
import { DownloadButton, useFilters } from '../kit';
import { w } from './export-words';

/** Who keeps a table; the clerk, where nothing is said. */
const KEEPERS: Record<string, Role[]> = {
  funds: ['bureau-finance', 'unit-finance'],
  orders: ORDERING,
  workers: [...CLERK, ...PROVIDER],
  'visit-log': [...CLERK, ...PROVIDER],
  'bill-lines': [...CLERK, ...PROVIDER],
  plans: PROVIDER,
};

/** The way in for whoever keeps the table. `table` is its name in the interface. */
export function ImportLink({ table }: { table: string }) {
  const isKeeper = useMay()(...(KEEPERS[table] ?? CLERK));
  if (!isKeeper) return null;
  return (
    <Link className="button" to={`/import?table=${table}`}>
      {w.import()}
    </Link>
  );
}

/** On top of a register: it, or what was searched in it, as a workbook, and the way in. */
export function ExportButtons({ table, title }: { table: string; title: string }) {
  const [{ query = '' }] = useFilters();
  const search = query === '' ? '' : `?${new URLSearchParams({ query })}`;
  return (
    <>
      <ImportLink table={table} />
      <DownloadButton
        path={`/api/v1/tables/${table}/rows.xlsx${search}`}
        name={`${title}.xlsx`}
        label={query === '' ? w.exportXlsx() : w.exportFound()}
        failed={w.failed()}
      />
    </>
  );
}

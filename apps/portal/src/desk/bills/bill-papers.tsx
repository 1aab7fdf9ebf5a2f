import { Link } from 'react-router';
import { DownloadButton, Section } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';

const WITHOUT = ['draft', 'submitted', 'returned'];

/** What is printed and signed; there once the bill is adjudicated. */
export function PapersPart({ bill: { id, number, status } }: { bill: Bill }) {
  if (WITHOUT.includes(status)) return null;
  return (
    <Section title={t.papers()}>
      <div className="row-wrap">
        <DownloadButton
          path={`/api/v1/bills/${id}/statement.pdf`}
          name={`${number}.pdf`}
          label={t.statement()}
        />
        <DownloadButton
          path={`/api/v1/bills/${id}/differences.xlsx`}
          name={`${number}.xlsx`}
          label={t.differencesFile()}
        />
        <Link className="button" to={`/bills/${id}/print`}>
          {t.print()}
        </Link>
      </div>
    </Section>
  );
}

import { Moment, moneyText, Section, Timeline, type TimelineEntry } from '../kit';
import { type AppealDeed, appealDeeds } from './appeal-groups';
import { a } from './appeal-words';
import type { Bill } from './bill-data';
import { t } from './bills-words';

type By = { name?: string | null; onBehalfOf?: string | null };

/** Whose word it was; and who entered it, where staff did. */
const who = ({ name, onBehalfOf }: By): string =>
  onBehalfOf ? t.forProvider({ whom: onBehalfOf, name: name ?? '' }) : (name ?? '');

const deedText: Record<string, typeof a.deedFiled> = {
  filed: a.deedFiled,
  upheld: a.deedUpheld,
  rejected: a.deedRejected,
  withdrawn: a.deedWithdrawn,
};

/** Between the adjudication and the confirmation, since nothing can be appealed before or after. */
const appealEntry = ({ deed, name, at, count, cut }: AppealDeed) => ({
  ...{ key: `${deed} ${name} ${at}`, stands: at, by: name, at: <Moment value={at} /> },
  title: deedText[deed]?.({ count, cut: moneyText(cut) }) ?? deed,
});

function entriesOf(bill: Bill): TimelineEntry[] {
  const settled = bill.settled.map(({ code }) => t.settledBy({ code }));
  const confirmed = [...settled, ...(bill.confirmedEvidence ? [bill.confirmedEvidence] : [])];
  const entries: (TimelineEntry & { stands: unknown })[] = [
    {
      ...{ key: 'submitted', stands: bill.submittedBy, title: t.submittedBy() },
      ...{ by: who({ name: bill.submittedByName, onBehalfOf: bill.submittedFor }) },
      at: bill.submittedAt && <Moment value={bill.submittedAt} />,
    },
    // It stands after the submission that it takes back; the next submission takes its place.
    {
      key: 'returned',
      stands: bill.status === 'returned' ? bill.returnedBy : null,
      title: bill.isWithdrawn ? t.takenBackBy() : t.sentBackBy(),
      ...{ by: bill.returnedByName, note: bill.isWithdrawn ? undefined : bill.returnReason },
    },
    {
      ...{
        key: 'adjudicated',
        stands: bill.adjudicatedBy,
        title: t.adjudicatedBy(),
        by: bill.adjudicatedByName,
      },
      at: bill.adjudicatedAt && <Moment value={bill.adjudicatedAt} />,
    },
    ...appealDeeds(bill).map(appealEntry),
    {
      ...{ key: 'confirmed', stands: bill.confirmedBy, title: t.confirmedBy() },
      ...{ by: who({ name: bill.confirmedByName, onBehalfOf: bill.confirmedFor }) },
      at: bill.confirmedAt && <Moment value={bill.confirmedAt} />,
      note: confirmed.length > 0 && <p className="word-kept">{confirmed.join(' ')}</p>,
    },
    {
      ...{ key: 'approved', stands: bill.approvedBy, title: t.approvedBy(), by: bill.approvedByName },
      at: bill.approvedAt && <Moment value={bill.approvedAt} />,
      note: bill.nothingDue && t.nothingDue(),
    },
  ];
  return entries.filter(({ stands }) => stands !== null).map(({ stands: _, ...entry }) => entry);
}

/** Who did what to the bill, in order: also for whom, where staff did it for the provider. */
export function HistoryPart({ bill }: { bill: Bill }) {
  const entries = entriesOf(bill);
  if (entries.length === 0) return null;
  return (
    <Section title={t.history()}>
      <Timeline entries={entries} />
    </Section>
  );
}

import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../app/access';
import { Section, useHotkeys } from '../kit';
import { AppealBar } from './appeal-bar';
import { a } from './appeal-words';
import { useAppealable } from './appealable';
import type { Bill, Review } from './bill-data';
import { t } from './bills-words';
import { Groups } from './groups';
import { countsOf, groupsOf } from './lines';
import { OutcomeBar } from './outcome-bar';

const REVIEWED_IN = ['submitted', 'adjudicated', 'disputed'];

/** Whether this person may say a word on single lines now. */
export function useCanReview({ status }: Bill): boolean {
  const may = useMay();
  return may('bureau-finance') && REVIEWED_IN.includes(status);
}

/** Differences in the order in which they are gone through, and those without a word. */
export function openOf(
  { lines }: Bill,
  reviews: ReadonlyMap<number, Review>,
): { all: number[]; open: number[] } {
  const all = groupsOf(lines).flatMap((group) => group.lines.map(({ line }) => line));
  return { all, open: all.filter((line) => !reviews.has(line)) };
}

/** What became of all lines in one bar; only the differences are listed. */
export function DifferencesPart({ bill, reviews }: { bill: Bill; reviews: ReadonlyMap<number, Review> }) {
  // Once adjudicated there is nothing left to agree to; a line can still be opened, and adjusted there.
  const canReview = useCanReview(bill) && bill.status === 'submitted';
  const may = useMay();
  const navigate = useNavigate();
  const { all, open } = openOf(bill, reviews);
  const first = open[0] ?? all[0];
  const start = first === undefined ? undefined : `/bills/${bill.id}/lines/${first}`;
  useHotkeys({ Enter: start && canReview ? () => void navigate(start) : undefined });
  if (bill.outcomes === null) return null;
  return (
    <Section
      title={t.whatDiffers()}
      actions={
        !canReview
          ? may('bureau-finance') &&
            bill.status !== 'draft' && <Unseen open={open.length} total={all.length} />
          : start && (
              <>
                <span role="status">
                  {open.length > 0 ? t.openCount({ open: open.length, total: all.length }) : t.allReviewed()}
                </span>
                <Link className="button is-main" to={start} aria-keyshortcuts="Enter">
                  {t.startReview()}
                </Link>
              </>
            )
      }
    >
      <OutcomeBar counts={countsOf(bill.lines)} />
      {all.length === 0 ? <p>{t.noDifferences()}</p> : <AllGroups {...{ bill, reviews, canReview }} />}
    </Section>
  );
}

/** What nobody looked at was decided by the rules alone, and says so. */
const Unseen = ({ open, total }: { open: number; total: number }) =>
  open > 0 && (
    <span className="faint">{open === total ? a.decidedByRules() : a.decidedPartly({ open, total })}</span>
  );

interface AllGroupsProps {
  bill: Bill;
  reviews: ReadonlyMap<number, Review>;
  canReview: boolean;
}

/** Where lines may be appealed they are ticked, one by one or a whole group, and appealed together. */
function AllGroups(props: AllGroupsProps) {
  const { bill } = props;
  const from = useAppealable(bill);
  const [wanted, want] = useState<ReadonlySet<number>>(new Set());
  if (from.size === 0) return <Groups {...props} />;
  const ticked = new Set([...wanted].filter((line) => from.has(line)));
  const tick = (lines: readonly number[], isOn: boolean): void => {
    const rest = [...ticked].filter((line) => !lines.includes(line));
    want(new Set(isOn ? [...rest, ...lines] : rest));
  };
  return (
    <>
      <Groups {...props} picking={{ from, ticked, tick }} />
      <AppealBar bill={bill} ticked={[...ticked].sort((a, b) => a - b)} clear={() => want(new Set())} />
    </>
  );
}

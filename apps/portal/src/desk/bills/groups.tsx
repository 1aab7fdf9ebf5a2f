import { REVIEW_OUTCOMES } from '@songbai/billing';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Findings, Money, wordOf } from '../kit';
import { a } from './appeal-words';
import type { Bill, BillLine, Review } from './bill-data';
import { t } from './bills-words';
import { BulkDialog } from './bulk-dialog';
import { Reasons } from './code-words';
import { figureWords } from './figure-words';
import { type BillVisit, LineWhat, LineWho, visitsOf } from './line-who';
import { cutOf, type Group, groupsOf } from './lines';
import { OutcomeTag } from './outcome-bar';

/** So many of a group are shown at once; the rest comes on demand. */
const FIRST = 10;
/** So many groups stand open; the others show what they are and open at a press. */
const OPEN_GROUPS = 3;

/** Lines that can be ticked, those that are, and how that is changed. */
export interface Picking {
  from: ReadonlySet<number>;
  ticked: ReadonlySet<number>;
  tick: (lines: readonly number[], isOn: boolean) => void;
}

interface GroupsProps {
  bill: Bill;
  reviews: ReadonlyMap<number, Review>;
  canReview: boolean;
  picking?: Picking;
}

/** The lines that a person looks at, by what is wrong with them. */
export function Groups({ bill, reviews, canReview, picking }: GroupsProps) {
  const [bulk, setBulk] = useState<Group<BillLine>>();
  const visits = visitsOf(bill);
  return (
    <>
      {groupsOf(bill.lines).map((group, i) => (
        <OneGroup
          key={group.key}
          {...{ bill, group, reviews, visits, picking }}
          isOpen={i < OPEN_GROUPS}
          decideAll={canReview ? () => setBulk(group) : undefined}
        />
      ))}
      {bulk && (
        <BulkDialog
          billId={bill.id ?? ''}
          group={bulk}
          reviews={reviews}
          onClose={() => setBulk(undefined)}
        />
      )}
    </>
  );
}

interface OneGroupProps {
  bill: Bill;
  group: Group<BillLine>;
  reviews: ReadonlyMap<number, Review>;
  visits: ReadonlyMap<string, BillVisit>;
  picking?: Picking;
  isOpen: boolean;
  decideAll?: () => void;
}

function OneGroup({ bill, group, reviews, visits, picking, isOpen, decideAll }: OneGroupProps) {
  const [isWhole, setWhole] = useState(false);
  const { lines, codes, outcome, cut } = group;
  const open = lines.filter(({ line }) => !reviews.has(line)).length;
  const inOrder = [...lines].sort((a, b) => Number(reviews.has(a.line)) - Number(reviews.has(b.line)));
  const shown = isWhole ? inOrder : inOrder.slice(0, FIRST);
  return (
    <details className="group" open={isOpen}>
      <summary className="group-head">
        <OutcomeTag outcome={outcome} />
        <h3>
          {codes.length > 0 ? <Reasons codes={codes} /> : t.noCode()} · {t.lineCount({ count: lines.length })}
        </h3>
        <span className="faint">
          {figureWords(bill).cut()} <Money value={cut} />
        </span>
        {decideAll && <span className="faint">{open > 0 ? `${t.open()} ${open}` : t.allReviewed()}</span>}
      </summary>
      {decideAll && open > 1 && (
        <Button size="small" className="group-bulk" onClick={decideAll}>
          {t.bulk()}
        </Button>
      )}
      <GroupWhy lines={lines} />
      {picking && <GroupTick lines={lines.map(({ line }) => line)} picking={picking} />}
      <ul className="group-lines">
        {shown.map((line) => (
          <LineRow
            key={line.line}
            {...{
              bill,
              line,
              picking,
              canReview: decideAll !== undefined,
              review: reviews.get(line.line),
              visit: visits.get(line.visitNumber),
            }}
          />
        ))}
      </ul>
      {shown.length < lines.length && (
        <Button type="link" onClick={() => setWhole(true)}>
          {t.showAllLines({ count: lines.length })}
        </Button>
      )}
    </details>
  );
}

/** What the rules say, of the first of them. */
const GroupWhy = ({ lines }: { lines: readonly BillLine[] }) => (
  <div className="group-why">
    {lines.length > 1 && <p className="faint">{t.forExample({ line: lines[0]?.line ?? 0 })}</p>}
    <Findings findings={lines[0]?.findings ?? []} />
  </div>
);

/** All lines of a group at once, those that are not shown as well. */
function GroupTick({ lines, picking: { from, ticked, tick } }: { lines: number[]; picking: Picking }) {
  const its = lines.filter((line) => from.has(line));
  const count = its.filter((line) => ticked.has(line)).length;
  if (its.length < 2) return null;
  return (
    <Checkbox
      className="group-bulk"
      checked={count === its.length}
      indeterminate={count > 0 && count < its.length}
      onChange={({ target }) => tick(its, target.checked)}
    >
      {a.tickGroup({ count: its.length })}
    </Checkbox>
  );
}

interface LineRowProps {
  bill: Bill;
  line: BillLine;
  review: Review | undefined;
  visit: BillVisit | undefined;
  picking?: Picking;
  canReview: boolean;
}

function LineRow({ bill, line, review, visit, picking, canReview }: LineRowProps) {
  const isAppealed = bill.appeals.some((appeal) => appeal.line === line.line && !appeal.answer);
  return (
    <li>
      {picking && (
        <Checkbox
          checked={picking.ticked.has(line.line)}
          disabled={!picking.from.has(line.line)}
          onChange={({ target }) => picking.tick([line.line], target.checked)}
          aria-label={a.tickLine({ line: line.line })}
        />
      )}
      <Link to={`/bills/${bill.id}/lines/${line.line}`}>
        <span>#{line.line}</span>
        <LineWho line={line} visit={visit} />
        <LineWhat line={line} visit={visit} />
        <Money value={line.amount} />
        <Money value={line.approvedAmount} />
        <Money value={`-${cutOf(line)}`} />
        <span className={review ? '' : 'faint'}>
          {isAppealed
            ? a.appealed()
            : review
              ? wordOf(REVIEW_OUTCOMES, review.outcome)
              : canReview && t.open()}
        </span>
      </Link>
    </li>
  );
}

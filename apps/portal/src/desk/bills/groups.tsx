import { REVIEW_OUTCOMES } from '@songbai/billing';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Findings, Money, wordOf } from '../kit';
import type { Bill, BillLine, Review } from './bill-data';
import { t } from './bills-words';
import { BulkDialog } from './bulk-dialog';
import { codeText } from './code-words';
import { cutOf, type Group, groupsOf } from './lines';
import { OutcomeTag } from './outcome-bar';

/** So many of a group are shown at once; the rest comes on demand. */
const FIRST = 10;
/** So many groups stand open; the others show what they are and open at a press. */
const OPEN_GROUPS = 3;

interface GroupsProps {
  bill: Bill;
  reviews: ReadonlyMap<number, Review>;
  canReview: boolean;
}

/** The lines that a person looks at, by what is wrong with them. */
export function Groups({ bill, reviews, canReview }: GroupsProps) {
  const [bulk, setBulk] = useState<Group<BillLine>>();
  return (
    <>
      {groupsOf(bill.lines).map((group, i) => (
        <OneGroup
          key={group.key}
          {...{ bill, group, reviews }}
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
  isOpen: boolean;
  decideAll?: () => void;
}

function OneGroup({ bill, group, reviews, isOpen, decideAll }: OneGroupProps) {
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
          {codes.map(codeText).join(' + ') || t.noCode()} · {t.lineCount({ count: lines.length })}
        </h3>
        <span className="faint">
          {t.cut()} <Money value={cut} />
        </span>
        {decideAll && <span className="faint">{open > 0 ? `${t.open()} ${open}` : t.allReviewed()}</span>}
      </summary>
      {decideAll && open > 1 && (
        <Button size="small" className="group-bulk" onClick={decideAll}>
          {t.bulk()}
        </Button>
      )}
      <div className="group-why">
        {lines.length > 1 && <p className="faint">{t.forExample({ line: lines[0]?.line ?? 0 })}</p>}
        <Findings findings={lines[0]?.findings ?? []} />
      </div>
      <ul className="group-lines">
        {shown.map((line) => (
          <LineRow key={line.line} bill={bill} line={line} review={reviews.get(line.line)} />
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

function LineRow({ bill, line, review }: { bill: Bill; line: BillLine; review: Review | undefined }) {
  return (
    <li>
      <Link to={`/bills/${bill.id}/lines/${line.line}`}>
        <span>#{line.line}</span>
        <span>{line.visitNumber}</span>
        <span>{line.itemCode}</span>
        <Money value={line.amount} />
        <Money value={line.approvedAmount} />
        <Money value={`-${cutOf(line)}`} />
        <span className={review ? '' : 'faint'}>
          {review ? wordOf(REVIEW_OUTCOMES, review.outcome) : t.open()}
        </span>
      </Link>
    </li>
  );
}

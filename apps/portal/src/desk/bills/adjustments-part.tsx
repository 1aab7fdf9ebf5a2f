import { ADJUSTMENT_KINDS } from '@songbai/billing';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../app/access';
import { Moment, Money, Section, wordOf } from '../kit';
import { AdjustmentDialog, type Proposed } from './adjustment-dialog';
import { a } from './appeal-words';
import type { Bill, Review } from './bill-data';
import { t } from './bills-words';
import { namesLine, type Owed } from './upheld';
import { owedOn } from './upheld-notice';

const ADJUSTED_IN = ['adjudicated', 'disputed', 'confirmed', 'approved', 'payable', 'paid'];

/** What changed after the rules had spoken: signed, each under its clause. */
export function AdjustmentsPart({ bill, reviews }: { bill: Bill; reviews: ReadonlyMap<number, Review> }) {
  const may = useMay();
  const [proposed, propose] = useState<Proposed>();
  const canAdjust = may('bureau-finance') && ADJUSTED_IN.includes(bill.status);
  const planned = canAdjust ? plannedOf(bill, reviews) : [];
  const owed = canAdjust ? owedOn(bill).filter(({ isRefused }) => !isRefused) : [];
  if (!canAdjust && bill.adjustments.length === 0) return null;
  return (
    <Section
      title={t.adjustments()}
      actions={canAdjust && <Button onClick={() => propose({})}>{t.newAdjustment()}</Button>}
    >
      {planned.length + owed.length > 0 && (
        <>
          <p>{t.plannedAdjustments()}</p>
          {owed.map((each) => (
            <p key={`upheld ${each.line}`} className="row-wrap word-kept">
              #{each.line} {t.supplement()} <Money value={each.cut} /> {a.upheldReason()}
              <Button size="small" onClick={() => propose(supplementOf(each))}>
                {t.carryOut()}
              </Button>
            </p>
          ))}
          {planned.map((review) => (
            <p key={review.line} className="row-wrap word-kept">
              #{review.line} {wordOf(ADJUSTMENT_KINDS, review.kind)} <Money value={review.amount} />{' '}
              {review.reason}
              <Button size="small" onClick={() => propose(proposedOf(review))}>
                {t.carryOut()}
              </Button>
            </p>
          ))}
        </>
      )}
      {bill.adjustments.length > 0 && <AdjustmentsTable bill={bill} />}
      {proposed && <AdjustmentDialog bill={bill} proposed={proposed} onClose={() => propose(undefined)} />}
    </Section>
  );
}

const proposedOf = ({ line, kind, amount, reason }: Review): Proposed => ({
  ...{ kind: kind ?? undefined, amount: amount ?? undefined },
  evidence: `#${line} ${reason}`.slice(0, 1000),
});

const supplementOf = ({ line, cut }: Owed): Proposed => ({
  ...{ kind: 'supplement', amount: cut, evidence: `#${line} ${a.upheldReason()}` },
});

/** Marked for adjustment, and not carried out yet: the adjustment names its line in its evidence. */
function plannedOf({ adjustments }: Bill, reviews: ReadonlyMap<number, Review>): Review[] {
  return [...reviews.values()].filter(
    ({ line, outcome, at }) =>
      outcome === 'adjust' && !adjustments.some((done) => namesLine(line, done.evidence) && done.at > at),
  );
}

function AdjustmentsTable({ bill }: { bill: Bill }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t.adjustKind()}</th>
          <th scope="col" className="is-number">
            {t.amount()}
          </th>
          <th scope="col">{t.adjustClause()}</th>
          <th scope="col">{t.adjustEvidence()}</th>
          <th scope="col">{t.period()}</th>
          <th scope="col">{t.by()}</th>
        </tr>
      </thead>
      <tbody>
        {bill.adjustments.map(({ id, kind, amount, clause, evidence, period, by, byName, at, manner }) => (
          <tr key={id}>
            <td>
              {wordOf(ADJUSTMENT_KINDS, kind)}{' '}
              {manner && (manner === 'returned' ? t.returned() : t.deducted())}
            </td>
            <td className="is-number">
              <Money value={amount} />
            </td>
            <td>{clause}</td>
            <td>{evidence}</td>
            <td>{period}</td>
            <td>
              {byName ?? by} <Moment value={at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { outcomeOf } from '@songbai/billing';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { DetailsPage, EmptyBox, Findings, KeyCap, Loaded, Section, useHotkeys, useRegister } from '../kit';
import { AppealButton } from './appeal-button';
import { type Bill, type BillLine, useBill } from './bill-data';
import { BillStatus } from './bill-status';
import { t } from './bills-words';
import { ComparePart } from './compare-part';
import { DecideBar } from './decide-bar';
import { openOf, useCanReview } from './differences-part';
import { useEvidence, usePrefetchedEvidence } from './evidence';
import { useReviewsOf } from './line-reviews';
import { visitsOf, whenText } from './line-who';
import { neighbours } from './lines';
import { OutcomeTag } from './outcome-bar';
import { ProofPart } from './proof-part';
import { TotalsBar } from './totals-bar';

/** One line of a bill, with everything beside it that decides whether it is paid. */
export function DifferencePage() {
  useLanguage();
  const { id = '', line = '' } = useParams();
  const bill = useBill(id);
  return (
    <Loaded read={bill}>
      {(data) => {
        const found = data.lines.find((each) => String(each.line) === line);
        return found ? <Difference bill={data} line={found} /> : <EmptyBox />;
      }}
    </Loaded>
  );
}

function Difference({ bill, line }: { bill: Bill; line: BillLine }) {
  const reviews = useReviewsOf(bill);
  const { all } = openOf(bill, reviews);
  const around = neighbours(all, new Set(reviews.keys()), line.line);
  const canReview = useCanReview(bill);
  const visitOf = (number: number | undefined) =>
    bill.lines.find((each) => each.line === number)?.visitNumber;
  usePrefetchedEvidence(visitOf(around.nextOpen ?? around.next));
  return (
    <DetailsPage
      title={<LineTitle bill={bill} line={line} />}
      status={
        <>
          <BillStatus bill={bill} />
          <OutcomeTag outcome={outcomeOf(line)} />
          {all.includes(line.line) && (
            <span className="faint">{t.position({ at: all.indexOf(line.line) + 1, total: all.length })}</span>
          )}
        </>
      }
      actions={<Steps billId={bill.id ?? ''} previous={around.previous} next={around.next} />}
    >
      <TotalsBar bill={bill} />
      <div className="beside">
        <div className="stack">
          <ComparePart bill={bill} line={line} />
          <WhyPart line={line} />
        </div>
        <ProofPart visitNumber={line.visitNumber} />
      </div>
      <AppealButton bill={bill} line={line} />
      {canReview && (
        <DecideBar
          key={line.line}
          {...{ bill, line, review: reviews.get(line.line), nextOpen: around.nextOpen }}
        />
      )}
    </DetailsPage>
  );
}

/** Who was served with what and when; the bill and the line small behind it. */
function LineTitle({ bill, line }: { bill: Bill; line: BillLine }) {
  const visit = visitsOf(bill).get(line.visitNumber);
  const item = useRegister('items').byCode.get(line.itemCode);
  const parts = [visit?.cadreName, item?.name, visit && whenText(visit)];
  return (
    <>
      {parts.filter(Boolean).join(' · ')}{' '}
      <span className="code-behind">
        {t.bill({ number: bill.number })} #{line.line}
      </span>
    </>
  );
}

/** What the rules said of the visit, which is the reason where it does not stand, and below it of the line. */
function WhyPart({ line }: { line: BillLine }) {
  const { data } = useEvidence(line.visitNumber);
  // Once decided, what it was decided on; before that, what the visit is now.
  const ofVisit = line.visitFindings ?? ((data?.visit?.decision?.findings ?? []) as BillLine['findings']);
  if (line.findings.length + ofVisit.length === 0) return null;
  return (
    <Section title={t.why()}>
      <Findings findings={[...ofVisit, ...line.findings]} />
    </Section>
  );
}

function Steps({ billId, previous, next }: { billId: string; previous?: number; next?: number }) {
  const navigate = useNavigate();
  const to = (line: number | undefined) =>
    line === undefined ? undefined : () => void navigate(`/bills/${billId}/lines/${line}`, { replace: true });
  useHotkeys({ j: to(next), k: to(previous), Escape: () => void navigate(`/bills/${billId}`) });
  return (
    <>
      <Link className="button" to={`/bills/${billId}`} aria-keyshortcuts="Escape">
        {t.toBill()}
      </Link>
      <Button disabled={previous === undefined} onClick={to(previous)} aria-keyshortcuts="k">
        {t.previous()}
        <KeyCap name="k" />
      </Button>
      <Button disabled={next === undefined} onClick={to(next)} aria-keyshortcuts="j">
        {t.next()}
        <KeyCap name="j" />
      </Button>
    </>
  );
}

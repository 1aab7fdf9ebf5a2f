import { useMay } from '../app/access';
import { CommandButton, Findings, moneyText, ProblemBox } from '../kit';
import { type Bill, ownFindings, type Review, useAdjudicate, useApprove, useReturn } from './bill-data';
import { t } from './bills-words';
import { openOf } from './differences-part';
import { cutOfBill } from './outcome-bar';
import { ProviderActions } from './provider-actions';
import { owedText } from './upheld-notice';

interface ActionProps {
  bill: Bill;
  reviews: ReadonlyMap<number, Review>;
}

/** What this person can do with the bill in its present state. */
export function BillActions({ bill, reviews }: ActionProps) {
  const may = useMay();
  return (
    <>
      {may('bureau-finance') && bill.status === 'submitted' && (
        <FinanceActions bill={bill} reviews={reviews} />
      )}
      {may('bureau-approver') && bill.status === 'confirmed' && <ApproverActions bill={bill} />}
      {may('provider-manager', 'bureau-clerk', 'liaison') && <ProviderActions bill={bill} />}
    </>
  );
}

/** What the lines marked for return say, as the reason for the whole bill. */
function returnText({ lines }: Bill, reviews: ReadonlyMap<number, Review>): string {
  return lines
    .flatMap(({ line, visitNumber: visit }) => {
      const review = reviews.get(line);
      return review?.outcome === 'return' ? [t.returnBillLines({ line, visit, reason: review.reason })] : [];
    })
    .join('\n')
    .slice(0, 1000);
}

function FinanceActions({ bill, reviews }: ActionProps) {
  const adjudicate = useAdjudicate(bill.id ?? '');
  const giveBack = useReturn(bill.id ?? '');
  const { open } = openOf(bill, reviews);
  const marks = [...reviews.values()].filter(({ outcome }) => outcome === 'return').length;
  const text = returnText(bill, reviews);
  return (
    <>
      <ProblemBox error={adjudicate.problem ?? giveBack.problem} />
      {marks > 0 ? (
        <CommandButton
          label={`${t.returnBill()} · ${t.returnedMarks({ count: marks })}`}
          kind="primary"
          isDanger
          confirm={<p className="kept">{text}</p>}
          isRunning={giveBack.isRunning}
          run={() => giveBack.run({ reason: text })}
        />
      ) : (
        <CommandButton
          label={t.returnBill()}
          asksReason
          isRunning={giveBack.isRunning}
          run={(reason) => giveBack.run({ reason })}
        />
      )}
      <CommandButton
        label={t.adjudicate()}
        hotkey="ctrl+Enter"
        kind={marks > 0 ? 'default' : 'primary'}
        isRunning={adjudicate.isRunning}
        confirm={<AdjudicateNote bill={bill} open={open.length} marks={marks} />}
        // Marked for return and adjudicated are two opposite words: the first stands unless the second is meant.
        gravely={marks > 0 ? t.adjudicate() : undefined}
        run={() => adjudicate.run(null)}
      />
    </>
  );
}

const AdjudicateNote = ({ bill, open, marks }: { bill: Bill; open: number; marks: number }) => (
  <>
    {marks > 0 && <p className="is-negative">{t.adjudicateMarked({ count: marks })}</p>}
    <p>{t.adjudicateAsk({ approved: moneyText(bill.approved), cut: moneyText(cutOfBill(bill)) })}</p>
    {ownFindings(bill).length > 0 && <p className="is-negative">{t.adjudicateBlocked()}</p>}
    {open > 0 && <p className="is-negative">{t.adjudicateOpen({ open })}</p>}
    <Findings findings={ownFindings(bill)} />
  </>
);

function ApproverActions({ bill }: { bill: Bill }) {
  const approve = useApprove(bill.id ?? '');
  const giveBack = useReturn(bill.id ?? '');
  return (
    <>
      <ProblemBox error={approve.problem ?? giveBack.problem} />
      <CommandButton
        label={t.returnConfirmed()}
        hotkey="r"
        asksReason
        isRunning={giveBack.isRunning}
        run={(reason) => giveBack.run({ reason })}
      />
      <CommandButton
        label={t.approve()}
        hotkey="a"
        kind="primary"
        isRunning={approve.isRunning}
        confirm={
          <>
            {owedText(bill) && <p className="is-negative">{owedText(bill)}</p>}
            <p>{t.approveAsk({ payable: moneyText(bill.payable) })}</p>
          </>
        }
        run={() => approve.run(null)}
      />
    </>
  );
}

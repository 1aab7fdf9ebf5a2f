import { outcomeOf, REVIEW_OUTCOMES } from '@songbai/billing';
import { App } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CommandButton, Moment, ProblemBox, ReasonDialog, wordOf } from '../kit';
import { type Bill, type BillLine, type NewReview, type Review, useReview } from './bill-data';
import { t } from './bills-words';
import { LineAdjustDialog } from './line-adjust-dialog';

interface DecideBarProps {
  bill: Bill;
  line: BillLine;
  review: Review | undefined;
  nextOpen: number | undefined;
}

/** Says a word on the line, and goes on to the next difference without one. */
function useWord(bill: Bill, line: BillLine, nextOpen: number | undefined) {
  const [asking, ask] = useState<'return' | 'adjust'>();
  const command = useReview(bill.id ?? '');
  const navigate = useNavigate();
  const { message } = App.useApp();
  // A second press while the next difference is being drawn is not meant for this one.
  const [isDone, setDone] = useState(false);
  const say = async (word: Omit<NewReview, 'lines'>): Promise<unknown> => {
    const said = await command.run({ lines: [line.line], ...word });
    if (said === undefined) return undefined;
    ask(undefined);
    setDone(true);
    const to = nextOpen === undefined ? `/bills/${bill.id}` : `/bills/${bill.id}/lines/${nextOpen}`;
    if (nextOpen === undefined) void message.success(t.done());
    void navigate(to, { replace: true });
    return said;
  };
  return { asking, ask, command, isDone, say };
}

/** A agrees, R sends back, E adjusts; the word is kept, and the next open difference comes by itself. */
export function DecideBar({ bill, line, review, nextOpen }: DecideBarProps) {
  const { asking, ask, command, isDone, say } = useWord(bill, line, nextOpen);
  const isSubmitted = bill.status === 'submitted';
  const isRefused = outcomeOf(line) === 'refused';
  return (
    <div className="decide">
      <div className="grow">
        <ProblemBox error={command.problem} />
        {review ? <Said review={review} /> : <span className="faint">{t.open()}</span>}
        {isRefused && <p className="faint">{t.refusedNotAdjusted()}</p>}
        {!isSubmitted && <p className="faint">{t.returnOnlyOpen()}</p>}
      </div>
      <CommandButton label={t.adjust()} hotkey="e" isDisabled={isRefused} run={() => ask('adjust')} />
      <CommandButton label={t.returnLine()} hotkey="r" isDisabled={!isSubmitted} run={() => ask('return')} />
      <CommandButton
        label={t.agree()}
        hotkey="a"
        kind="primary"
        isRunning={command.isRunning || isDone}
        run={() => say({ outcome: 'agree', reason: t.agreed() })}
      />
      {asking === 'return' && (
        <ReasonDialog
          title={t.returnReason()}
          usual={line.findings.map(({ remedy }) => remedy)}
          onClose={() => ask(undefined)}
          onReason={(reason) => say({ outcome: 'return', reason })}
          problem={command.problem}
        />
      )}
      {asking === 'adjust' && (
        <LineAdjustDialog
          line={line}
          problem={command.problem}
          isRunning={command.isRunning}
          onClose={() => ask(undefined)}
          onAdjust={(word) => say({ outcome: 'adjust', ...word })}
        />
      )}
    </div>
  );
}

const Said = ({ review: { outcome, reason, rule, by, at } }: { review: Review }) => (
  <p className="word-kept">
    <b>{wordOf(REVIEW_OUTCOMES, outcome)}</b> {reason} {rule && <span className="faint">{rule}</span>} · {by}{' '}
    <Moment value={at} />
  </p>
);

import { Spin } from 'antd';
import { listed } from '../../shared/lists';
import { Findings, Money, ProblemBox, Section } from '../kit';
import { useAway } from './away';
import { Impact } from './impact';
import type { Check, NewOrder } from './order-data';
import { o } from './orders-words';

interface CheckPanelProps {
  order: NewOrder | undefined;
  missing: string[];
  check: Check;
}

/** Beside the order all the time: what it costs, what stands against it, and what is left afterwards. */
export function CheckPanel({ order, missing, check }: CheckPanelProps) {
  const { preview, isChecking, error } = check;
  const away = useAway(order);
  const title = (
    <>
      {o.check()} {isChecking && <Spin size="small" />}
    </>
  );
  if (order === undefined || (preview === undefined && !error)) {
    return (
      <Section title={title}>
        <p className="faint">{o.checkWaits()}</p>
        {missing.length > 0 && <p>{o.missing({ fields: listed(missing) })}</p>}
      </Section>
    );
  }
  return (
    <Section title={title}>
      <div className="stack" aria-live="polite" data-check={isChecking ? 'running' : 'done'}>
        <ProblemBox error={error} />
        {preview && (
          <>
            <Verdict {...preview} away={away} />
            <Impact order={order} preview={preview} />
          </>
        )}
      </div>
    </Section>
  );
}

type Said = Parameters<typeof Findings>[0]['findings'];
type VerdictProps = { findings: Said; notes: Said; amount: string; away: string | undefined };

/** Green only where nothing is to be looked at. */
const Fine = ({ notes }: { notes: number }) =>
  notes === 0 ? (
    <p className="verdict is-good">✓ {o.fine()}</p>
  ) : (
    <p className="verdict is-noted">△ {o.fineNoted({ count: notes })}</p>
  );

export function Verdict({ findings, notes, amount, away }: VerdictProps) {
  return (
    <>
      <div className="row-between">
        <span>{o.costs()}</span>
        <span className="big-amount">
          ¥ <Money value={amount} strong />
        </span>
      </div>
      {findings.length === 0 ? (
        <Fine notes={notes.length + (away ? 1 : 0)} />
      ) : (
        <p className="verdict is-bad">✗ {o.problems({ count: findings.length })}</p>
      )}
      {away && <p className="verdict is-noted">△ {away}</p>}
      <Findings findings={findings} />
      <Findings findings={notes} areNotes />
    </>
  );
}

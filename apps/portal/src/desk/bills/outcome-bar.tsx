import { LINE_OUTCOMES, type LineOutcome } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { useLanguage } from '../../shared/words';
import { wordOf } from '../kit';
import { t } from './bills-words';
import './bills.css';

type Counts = Record<LineOutcome, number>;
const KINDS = Object.keys(LINE_OUTCOMES) as LineOutcome[];
/** Beside the colour, for whoever does not see it. */
export const MARKS: Record<LineOutcome, string> = { refused: '✕', cut: '▼', noted: '!', agreed: '✓' };

export const OutcomeTag = ({ outcome }: { outcome: LineOutcome }) => (
  <span className={`outcome outcome-${outcome}`}>
    <span aria-hidden="true">{MARKS[outcome]}</span> {wordOf(LINE_OUTCOMES, outcome)}
  </span>
);

/** What was cut of a bill in all, as text. Before there is a decision: nothing to say. */
export function cutOfBill({ claimed, approved, outcomes }: CutBill): string {
  return outcomes === null ? '' : Amount.of(claimed).minus(Amount.of(approved)).toString();
}
interface CutBill {
  claimed: string;
  approved: string;
  outcomes: Counts | null;
}

/** "✕ 2 ▼ 5" in a row of a list; nothing where all is as it should be. */
export function OutcomeCounts({ outcomes }: { outcomes: Counts | null }) {
  useLanguage();
  if (outcomes === null) return <span className="faint">—</span>;
  const shown = KINDS.filter((kind) => kind !== 'agreed' && outcomes[kind] > 0);
  if (shown.length === 0) return <OutcomeTag outcome="agreed" />;
  return (
    <span className="row-wrap">
      {shown.map((kind) => (
        <span key={kind} className={`outcome outcome-${kind}`} title={wordOf(LINE_OUTCOMES, kind)}>
          <span aria-hidden="true">{MARKS[kind]}</span>
          <span className="unseen">{wordOf(LINE_OUTCOMES, kind)}</span> {outcomes[kind]}
        </span>
      ))}
    </span>
  );
}

/** One bar for the whole bill: how many lines became what, each with its word and number. */
export function OutcomeBar({ counts }: { counts: Counts }) {
  useLanguage();
  const total = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  const shown = KINDS.filter((kind) => counts[kind] > 0);
  const said = shown.map((kind) => `${wordOf(LINE_OUTCOMES, kind)} ${counts[kind]}`).join(' · ');
  return (
    <div className="bar-block">
      <div className="outcome-bar" role="img" aria-label={`${t.outcomeBar({ total })}: ${said}`}>
        {shown.map((kind) => (
          <span
            key={kind}
            className={`outcome-part outcome-fill-${kind}`}
            style={{ flexGrow: counts[kind] }}
          />
        ))}
      </div>
      <div className="bar-legend">
        {shown.map((kind) => (
          <span key={kind}>
            <i className={`bar-dot outcome-fill-${kind}`} aria-hidden="true" /> {wordOf(LINE_OUTCOMES, kind)}{' '}
            <b>{counts[kind]}</b>
          </span>
        ))}
      </div>
    </div>
  );
}

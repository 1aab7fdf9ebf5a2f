import { type Card, toldOf } from './day-plan';
import { stateWords as s, t } from './field-words';
import { Tag, type Tone } from './kit';
import { clockOf, dateOf } from './moments';
import { farFrom, type Location } from './place';
import { go } from './route';

const TONES: Record<string, Tone> = {
  ...{ payable: 'green', billed: 'green', paid: 'green', part: 'yellow', held: 'yellow', blocked: 'red' },
  ...{ refused: 'red', running: 'blue', ended: 'blue', started: 'blue', elsewhere: 'blue' },
};

/** The one word that says how it stands with a visit. */
function stateOf({ task, kept, report }: Card): keyof typeof s {
  if (kept?.step === 'open') return 'running';
  if (kept && kept.step !== 'sent' && kept.step !== 'removed') return kept.step as 'ended';
  if (report && report.step !== 'removed') return report.step === 'refused' ? 'refused' : report.verb;
  if (kept?.decision) return kept.decision.state as 'payable';
  if (kept) return kept.step === 'removed' ? 'removed' : 'sent';
  return task.visit.status === 'started' ? 'elsewhere' : (task.visit.status as 'planned');
}

/** What is simply planned needs no word: its button says it. */
function CardTag({ card, isLate }: { card: Card; isLate: boolean }) {
  const state = stateOf(card);
  if (isLate) return <Tag tone="red">{s.overdue()}</Tag>;
  if (state === 'planned') return null;
  const { report } = card;
  const told = report !== undefined && state === report.verb;
  return <Tag tone={TONES[state] ?? 'grey'}>{told ? s.reported({ what: toldOf(report) }) : s[state]()}</Tag>;
}

interface Props {
  card: Card;
  place: Location | null;
  /** In lists of other days. */
  withDate?: boolean;
  onStart?: (card: Card) => void;
  startWord?: string;
}

/** Who, what, when, how far; the card opens the visit, and its button begins it. */
export function VisitCard({ card, place, withDate, onStart, startWord }: Props) {
  const { task, at, isOverdue } = card;
  const isLate = isOverdue && onStart !== undefined;
  return (
    <li className={`card${isLate ? ' late' : ''}`}>
      <button type="button" className="open" onClick={() => go(`visit/${card.id}`)}>
        <span className="row">
          <strong className="person">{task.cadre.name}</strong>
          <span className={isLate ? 'time late' : 'time'}>
            {withDate ? `${dateOf(at)} ` : ''}
            {clockOf(at)}
          </span>
        </span>
        <span className="row">
          <span className="service">{task.item.name}</span>
          <CardTag card={card} isLate={isLate} />
        </span>
        <span className="row quiet">
          <span className="address">{task.cadre.address ?? t.noAddress()}</span>
          <span className="far">{farFrom(place, task)}</span>
        </span>
      </button>
      {onStart && (
        <button type="button" className="button main" onClick={() => onStart(card)}>
          {startWord}
          <span className="sr-only"> {task.cadre.name}</span>
        </button>
      )}
    </li>
  );
}

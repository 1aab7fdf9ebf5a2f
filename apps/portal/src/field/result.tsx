import { measureText } from '../shared/measures';
import { AddProof } from './add-proof';
import { stateWords } from './field-words';
import { Button, Notice, Tag, type Tone } from './kit';
import { clockOf, dateOf } from './moments';
import { ProblemBox } from './problem-box';
import { goInstead } from './route';
import type { Decision, Entry, KeptVisit, Task } from './store';
import { w } from './visit-words';

const TONES: Record<string, Tone> = { payable: 'green', part: 'yellow', held: 'yellow', blocked: 'red' };

/** What became of a visit: kept here, sent, decided, or refused with what to do about it. */
export function Result({
  visit,
  reports,
  task,
}: {
  visit: KeptVisit | undefined;
  reports: Entry[];
  task: Task;
}) {
  const decision = visit?.decision ?? task.visit.decision ?? undefined;
  const at = visit?.body.startedAt ?? task.visit.startedAt ?? task.visit.plannedAt;
  // A visit that came to nothing has nothing to be decided.
  const isReported = reports.some((entry) => entry.kind === 'report' && entry.verb !== 'emergency');
  return (
    <>
      {at && (
        <p className="fact">
          <strong>
            {dateOf(at)} {clockOf(at)}
          </strong>
        </p>
      )}
      {visit && <Given visit={visit} />}
      {visit && !decision && !(isReported && visit.step === 'sent') && <Kept visit={visit} />}
      {!visit && !decision && <Tag tone="grey">{stateWords[task.visit.status]()}</Tag>}
      {decision && <DecisionBox decision={decision} task={task} />}
      {decision?.state === 'held' && <AddProof id={visit?.id ?? task.visit.id} />}
      {reports.map((entry) => entry.kind === 'report' && <Report key={entry.id} entry={entry} />)}
      <Button look="main" onClick={() => goInstead('today')}>
        {w.toToday()}
      </Button>
    </>
  );
}

/** What the worker has sent with it: there is no other place to look it up. */
function Given({ visit: { body } }: { visit: KeptVisit }) {
  const note = body.note?.trim();
  return (
    <>
      {body.signature && <p>✓ {w.signed()}</p>}
      {note && (
        <p>
          {w.noteGiven()}
          {note}
        </p>
      )}
    </>
  );
}

function Kept({ visit }: { visit: KeptVisit }) {
  if (visit.step === 'refused') return <ProblemBox entry={visit} />;
  const isSent = visit.step === 'sent' || visit.step === 'removed';
  return (
    <Notice tone={isSent ? 'green' : 'grey'}>
      <strong>{isSent ? w.sent() : w.saved()}</strong>
      <br />
      {isSent ? w.sentHint() : w.savedHint()}
    </Notice>
  );
}

function Report({ entry }: { entry: Extract<Entry, { kind: 'report' }> }) {
  if (entry.step === 'refused') return <ProblemBox entry={entry} />;
  const isCalledOff = entry.verb !== 'emergency';
  return (
    <Notice tone={entry.step === 'sent' ? 'green' : 'grey'}>
      <strong>{isCalledOff ? stateWords.reported({ what: entry.text }) : stateWords[entry.verb]()}</strong>
      <br />
      {!isCalledOff && (
        <>
          {entry.text}
          <br />
        </>
      )}
      {entry.step === 'sent' ? w.reported() : w.saved()}
    </Notice>
  );
}

/** In the words of the rules: what the visit counts for, and each reason with its basis and its way out. */
function DecisionBox({ decision, task }: { decision: Decision; task: Task }) {
  const { state, quantity, amount, findings } = decision;
  return (
    <section className={`decision ${TONES[state] ?? 'grey'}`} aria-label={w.decision()}>
      <h2>{stateWords[state as 'payable']()}</h2>
      <p className="amount">
        {w.amount({ quantity, amount, measure: measureText(task.item.measure, quantity) })}
      </p>
      <ul>
        {findings.map((finding) => (
          <li key={finding.code}>
            <p>
              {finding.message} <span className="code">{finding.code}</span>
            </p>
            {finding.remedy && <p className="remedy">{w.remedy({ text: finding.remedy })}</p>}
            {finding.basis && <p className="quiet">{w.basis({ text: finding.basis })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

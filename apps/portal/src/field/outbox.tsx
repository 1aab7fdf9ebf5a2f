import { stateWords } from './field-words';
import { Button, Empty, Screen, Tag } from './kit';
import { clockOf, dateOf } from './moments';
import { w } from './outbox-words';
import { ProblemBox } from './problem-box';
import { go } from './route';
import { sendSoon } from './sender';
import { type Entry, store, useStored } from './store';

interface Shown {
  entry: Entry;
  photos: number;
}

/** Each thing that was recorded here: where it is, and since when. */
export function OutboxScreen() {
  const rows = useStored(async () => ({
    entries: (await store.outbox.toArray()).sort((a, b) => b.madeAt - a.madeAt),
    photos: await store.blobs.toArray(),
  }));
  if (rows === undefined) return null;
  const all = rows.entries.map((entry) => ({
    ...{ entry, photos: rows.photos.filter(({ visitId }) => visitId === entry.id).length },
  }));
  const refused = all.filter(({ entry }) => entry.step === 'refused');
  const done = all.filter(({ entry, photos }) => ['sent', 'removed'].includes(entry.step) && photos === 0);
  const unsent = all.filter((each) => !refused.includes(each) && !done.includes(each));
  return (
    <Screen title={w.title()}>
      {unsent.length + refused.length === 0 && <Empty>{w.nothing()}</Empty>}
      <Rows title={w.refused()} rows={refused} />
      <Rows title={w.unsent()} rows={unsent} />
      {unsent.length > 0 && <Button onClick={sendSoon}>{w.sendNow()}</Button>}
      <Rows title={w.sent()} rows={done} />
    </Screen>
  );
}

function Rows({ title, rows }: { title: string; rows: Shown[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        {title} <span className="count">{rows.length}</span>
      </h2>
      <ul className="cards">
        {rows.map(({ entry, photos }) => (
          <Row key={entry.id} {...{ entry, photos }} />
        ))}
      </ul>
    </section>
  );
}

function Row({ entry, photos }: Shown) {
  const { task, madeAt, step } = entry;
  const visitId = entry.kind === 'visit' ? entry.id : entry.visitId;
  return (
    <li className="card">
      <button type="button" className="open" onClick={() => go(`visit/${visitId}`)}>
        <span className="row">
          <strong className="person">{task.cadre.name}</strong>
          <StepTag entry={entry} />
        </span>
        <span className="row">
          <span className="service">
            {entry.kind === 'visit' ? task.item.name : stateWords[entry.verb]()}
          </span>
          {photos > 0 && <Tag tone="grey">{w.photos({ n: photos })}</Tag>}
        </span>
        <span className="row quiet">
          {w.madeAt({ time: `${dateOf(madeAt)} ${clockOf(madeAt)}` })}
          {entry.kind === 'report' && ` · ${entry.text}`}
        </span>
      </button>
      {step === 'refused' && <ProblemBox entry={entry} />}
    </li>
  );
}

const TONES = { payable: 'green', part: 'yellow', held: 'yellow', blocked: 'red' } as const;

function StepTag({ entry }: { entry: Entry }) {
  const { step } = entry;
  if (entry.kind === 'visit' && step === 'sent' && entry.decision) {
    const state = entry.decision.state as keyof typeof TONES;
    return <Tag tone={TONES[state] ?? 'grey'}>{stateWords[state]()}</Tag>;
  }
  if (step === 'refused') return <Tag tone="red">{stateWords.refused()}</Tag>;
  if (step === 'open') return <Tag tone="blue">{stateWords.running()}</Tag>;
  return <Tag tone={step === 'sent' ? 'green' : 'grey'}>{stateWords[step]()}</Tag>;
}

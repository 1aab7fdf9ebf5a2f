import { ALLOWED_METRES, DEFAULT_COUNTING, visitLength } from '@songbai/contracts';
import { useState } from 'react';
import { t } from './field-words';
import { Button, Notice, Screen } from './kit';
import { clockOf, lasting } from './moments';
import { Photos } from './photos';
import { metresFrom, metresText } from './place';
import { resume, setNote, setSignature, submit } from './recording';
import { SignaturePad } from './signature-pad';
import type { KeptVisit } from './store';
import { w } from './visit-words';

/** Everything is filled in; only what the item asks for is still to be given. Then the third tap. */
export function Summary({ visit }: { visit: KeptVisit }) {
  const { body, task, id } = visit;
  const needs = (proof: 'signature' | 'photo'): boolean => task.item.proofs.includes(proof);
  const missing = [
    ...(needs('signature') && !body.signature ? [w.signature()] : []),
    ...(needs('photo') && !body.photos?.length ? [w.photo()] : []),
  ];
  return (
    <Screen title={w.summary()} back="today">
      <Facts visit={visit} />
      <Warnings visit={visit} />
      {needs('signature') && (
        <SignaturePad signature={body.signature ?? null} keep={(drawing) => void setSignature(id, drawing)} />
      )}
      {needs('photo') && <Photos visit={visit} />}
      <Note id={id} note={body.note ?? ''} />
      <div className={needs('signature') ? 'bottom is-still' : 'bottom'}>
        <Button look="main" onClick={() => void submit(id)}>
          {missing.length > 0 ? w.submitAnyway({ what: missing.join(t.comma()) }) : w.submit()}
        </Button>
        <Button look="quiet" onClick={() => void resume(id)}>
          {w.resume()}
        </Button>
      </div>
    </Screen>
  );
}

function Facts({ visit: { body, task } }: { visit: KeptVisit }) {
  const { startedAt, endedAt } = body;
  const ended = endedAt ?? startedAt;
  const isPlaced = Boolean(body.location ?? body.endLocation);
  return (
    <section className="facts">
      <p className="person">{task.cadre.name}</p>
      <p>{task.item.name}</p>
      <dl>
        <dt>{w.from()}</dt>
        <dd>{clockOf(startedAt)}</dd>
        <dt>{w.to()}</dt>
        <dd>{clockOf(ended)}</dd>
        <dt>{w.lasted()}</dt>
        <dd>{lasting(Date.parse(ended) - Date.parse(startedAt))}</dd>
        <dt>{w.place()}</dt>
        <dd>{isPlaced ? w.placeKnown() : w.placeUnknown()}</dd>
        {(body.tasks ?? []).length > 0 && (
          <>
            <dt>{w.tasks()}</dt>
            <dd>{body.tasks?.join('；')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** What the rules would ask about, said while it can still be put right or explained in the note. */
function Warnings({ visit: { body, task } }: { visit: KeptVisit }) {
  const seconds = (Date.parse(body.endedAt ?? body.startedAt) - Date.parse(body.startedAt)) / 1000;
  const item = task.item as Parameters<typeof visitLength>[0];
  const { minutes, shortOf } = visitLength(item, seconds, DEFAULT_COUNTING);
  const far = [body.location, body.endLocation]
    .flatMap((place) => metresFrom(place ?? null, task) ?? [])
    .sort((a, b) => b - a)[0];
  const said = [
    ...(shortOf === undefined ? [] : [w.tooShort({ n: minutes, least: shortOf })]),
    ...(task.item.place === 'home' && far !== undefined && far > ALLOWED_METRES
      ? [w.tooFar({ far: metresText(far), most: ALLOWED_METRES })]
      : []),
  ];
  return said.map((text) => (
    <Notice key={text} tone="yellow">
      {text}
    </Notice>
  ));
}

/** Kept with each key: a dead battery costs a letter, and a tap on the button below none. */
function Note({ id, note }: { id: string; note: string }) {
  const [text, setText] = useState(note);
  const write = (next: string): void => {
    setText(next);
    void setNote(id, next);
  };
  return (
    <label className="field">
      <span>{w.note()}</span>
      <textarea rows={2} maxLength={2000} value={text} onChange={({ target }) => write(target.value)} />
    </label>
  );
}

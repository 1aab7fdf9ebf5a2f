import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type DraftPlace, dropDraft, type KeptDraft, keepDraft, keptDraft } from '../../shared/drafts';
import { useUser } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { momentText } from './amounts';

const d = words({
  title: ['上次没有填完（{at}）', 'You had begun this on {at}'],
  goOn: ['继续填写', 'Go on'],
  drop: ['放弃', 'Throw it away'],
});

export interface DraftKeeping {
  /** Shown at the top of the form while it is not decided what becomes of the former draft. */
  offer: React.ReactNode;
  /** It is sent: nothing of it is kept, nor what was offered and left undecided. */
  filed: () => void;
  /** What was entered now is thrown away on purpose; what is still offered stays. Without it, `filed` is meant. */
  cancelled?: () => void;
}

interface Former<T> extends KeptDraft<T> {
  slot: string;
}

/** A few of a kind: what is typed while former ones are offered is kept beside them. */
const slotsOf = (kind: string): readonly string[] => [kind, `${kind} 2`, `${kind} 3`];

/** What was begun and not decided about, the newest first, and the slot that is free meanwhile. */
function useFormers<T>(userId: string, kind: string, isTakenUp: boolean, place: DraftPlace) {
  const slots = slotsOf(kind);
  const [formers, setFormers] = useState((): Former<T>[] => {
    const kept = slots.flatMap((slot) => {
      const draft = isTakenUp ? undefined : keptDraft<T>(userId, slot, place);
      return draft ? [{ ...draft, slot }] : [];
    });
    return kept.sort((a, b) => b.at - a.at);
  });
  const own =
    slots.find((slot) => !formers.some((each) => each.slot === slot)) ?? slots[slots.length - 1] ?? kind;
  return { formers, setFormers, own, slots };
}

/**
 * Keeps what is being filled in, for its person and in this browser. `content` is undefined while nothing worth
 * keeping was entered. A former draft is offered first; until it was taken up or thrown away, what is entered is kept
 * beside it. `isTakenUp` where it stands in the form already. What names people stays in the tab.
 */
export function useKeptDraft<T>(
  kind: string,
  content: T | undefined,
  takeUp: (former: T) => void,
  isTakenUp = false,
  place: DraftPlace = 'browser',
): DraftKeeping {
  useLanguage();
  const userId = useUser()?.id ?? '';
  const { formers, setFormers, own, slots } = useFormers<T>(userId, kind, isTakenUp, place);
  const filedText = useRef<string>(undefined);
  const keptIn = useRef<string>(undefined);
  const text = content === undefined ? undefined : JSON.stringify(content);
  useEffect(() => {
    if (text === filedText.current || userId === '') return;
    // What was entered and taken out again is not offered either; nor is it kept twice.
    const last = keptIn.current;
    if (last !== undefined && (text === undefined || last !== own)) dropDraft(userId, last, place);
    if (text === undefined) return;
    keptIn.current = own;
    keepDraft(userId, own, JSON.parse(text), place);
  }, [text, own, userId, place]);
  const decide = ({ slot, content: former }: Former<T>, wanted: boolean): void => {
    if (wanted) takeUp(former);
    else dropDraft(userId, slot, place);
    setFormers((all) => all.filter((each) => each.slot !== slot));
  };
  const forget = (gone: readonly string[]): void => {
    filedText.current = text;
    for (const slot of gone) dropDraft(userId, slot, place);
  };
  const filed = (): void => {
    forget(slots);
    setFormers([]);
  };
  const offer = formers.length > 0 && (
    <div className="stack-tight">
      {formers.map((each) => (
        <Offer key={each.slot} at={each.at} decide={(wanted) => decide(each, wanted)} />
      ))}
    </div>
  );
  return { filed, cancelled: () => forget([own]), offer: offer || undefined };
}

const Offer = ({ at, decide }: { at: number; decide: (wanted: boolean) => void }) => (
  <Alert
    {...{ type: 'info', showIcon: true, title: d.title({ at: momentText(new Date(at).toISOString()) }) }}
    action={
      <span className="row-wrap">
        <Button type="primary" size="small" onClick={() => decide(true)}>
          {d.goOn()}
        </Button>
        <Button size="small" onClick={() => decide(false)}>
          {d.drop()}
        </Button>
      </span>
    }
  />
);

import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type DraftPlace, dropDraft, keepDraft, keptDraft } from '../../shared/drafts';
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
  /** It is sent, or thrown away on purpose: nothing of it is kept. */
  filed: () => void;
}

/**
 * Keeps what is being filled in, for its person and in this browser. `content` is undefined while nothing worth keeping
 * was entered. A former draft is offered first, and nothing is written over it until it was taken up or thrown away;
 * `isTakenUp` where it stands in the form already. What names people stays in the tab.
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
  const [former, setFormer] = useState(() => (isTakenUp ? undefined : keptDraft<T>(userId, kind, place)));
  const filedText = useRef<string>(undefined);
  const isKept = useRef(false);
  const text = content === undefined ? undefined : JSON.stringify(content);
  useEffect(() => {
    if (former !== undefined || text === filedText.current || userId === '') return;
    // What was entered and taken out again is not offered either.
    if (text === undefined) {
      if (isKept.current) dropDraft(userId, kind, place);
      return;
    }
    isKept.current = true;
    keepDraft(userId, kind, JSON.parse(text), place);
  }, [former, text, kind, userId, place]);
  const decide = (wanted: boolean): void => {
    if (wanted && former) takeUp(former.content);
    else dropDraft(userId, kind, place);
    setFormer(undefined);
  };
  const filed = (): void => {
    filedText.current = text;
    if (former === undefined) dropDraft(userId, kind, place);
  };
  return { filed, offer: former && <Offer at={former.at} decide={decide} /> };
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

import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { dropDraft, keepDraft, keptDraft } from '../../shared/drafts';
import { useUser } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { momentText } from './amounts';

const d = words({
  title: ['上次没有填完（{at}）', 'You had begun this on {at}'],
  goOn: ['继续填写', 'Go on'],
  drop: ['放弃', 'Throw it away'],
});

const SOON_MS = 300;

export interface DraftKeeping {
  /** Shown at the top of the form while it is not decided what becomes of the former draft. */
  offer: React.ReactNode;
  /** It is filed: nothing of it is kept. */
  filed: () => void;
}

/**
 * Keeps what is being filled in, for its person and in this browser. `content` is undefined while nothing worth keeping
 * was entered. A former draft is offered first, and nothing is written over it until it was taken up or thrown away;
 * `isTakenUp` where it stands in the form already.
 */
export function useKeptDraft<T>(
  kind: string,
  content: T | undefined,
  takeUp: (former: T) => void,
  isTakenUp = false,
): DraftKeeping {
  useLanguage();
  const userId = useUser()?.id ?? '';
  const [former, setFormer] = useState(() => (isTakenUp ? undefined : keptDraft<T>(userId, kind)));
  const isFiled = useRef(false);
  const text = content === undefined ? undefined : JSON.stringify(content);
  useEffect(() => {
    if (former !== undefined || text === undefined || isFiled.current || userId === '') return;
    const timer = setTimeout(() => keepDraft(userId, kind, JSON.parse(text)), SOON_MS);
    return () => clearTimeout(timer);
  }, [former, text, kind, userId]);
  const decide = (wanted: boolean): void => {
    if (wanted && former) takeUp(former.content);
    else dropDraft(userId, kind);
    setFormer(undefined);
  };
  const filed = (): void => {
    isFiled.current = true;
    if (former === undefined) dropDraft(userId, kind);
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

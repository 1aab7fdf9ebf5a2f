import { Button, Input } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../../shared/session';
import { Field, ProblemBox } from '../kit';
import { a } from './audit-words';
import { judgeKept, type Kept, type KeptVerdict, readKept } from './kept';
import { wholeLog } from './links';

const verdictText = (verdict: KeptVerdict, { seq }: Kept): string => {
  if (verdict.is === 'kept') return a.keptGood({ seq, last: verdict.last });
  return { broken: a.keptBroken, changed: a.keptChanged, cut: a.keptCut }[verdict.is]({ seq: verdict.seq });
};

const lastSeq = async (): Promise<number> => (await answerOf(api.GET('/api/v1/audit/head', {}))).seq;

/** Whether the log still has a line that somebody kept outside: worked out here, from its first entry to its end. */
export function KeptPart() {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [count, setCount] = useState<number>();
  const [verdict, setVerdict] = useState<{ text: string; isGood: boolean }>();
  const [problem, setProblem] = useState<unknown>();
  const check = async (kept: Kept): Promise<void> => {
    const found = await judgeKept(kept, await wholeLog(setCount), await lastSeq());
    setVerdict({ text: verdictText(found, kept), isGood: found.is === 'kept' });
  };
  const run = (): void => {
    const kept = readKept(text);
    setError(kept ? undefined : a.keptUnreadable());
    setVerdict(undefined);
    setProblem(undefined);
    if (!kept) return;
    setCount(0);
    void check(kept)
      .catch(setProblem)
      .finally(() => setCount(undefined));
  };
  if (crypto.subtle === undefined) return <p className="faint">{a.cannotVerify()}</p>;
  const isRunning = count !== undefined;
  return (
    <form
      className="kept"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Field id="kept" label={a.kept()} hint={a.keptHint()} {...(error && { error })}>
        <div className="row-wrap">
          <Input
            {...{ id: 'kept', className: 'kept-line', value: text, autoComplete: 'off' }}
            onChange={({ target }) => setText(target.value)}
          />
          <Button htmlType="submit" loading={isRunning}>
            {a.keptCheck()}
          </Button>
        </div>
      </Field>
      <div role="status">
        {isRunning && <p className="faint">{a.keptRunning({ count })}</p>}
        {verdict && <p className={verdict.isGood ? 'verdict is-good' : 'verdict is-bad'}>{verdict.text}</p>}
      </div>
      <ProblemBox error={problem} />
    </form>
  );
}

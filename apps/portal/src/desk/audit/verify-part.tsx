import { Button } from 'antd';
import { useState } from 'react';
import { ProblemBox, usePress } from '../kit';
import type { Proof } from './audit-data';
import { a } from './audit-words';
import { firstBroken } from './chain';
import { linksOf } from './links';

/** The browser works the whole chain out by itself, so that the server need not be believed. */
export function VerifyPart({ proof }: { proof: Proof }) {
  const [verdict, setVerdict] = useState<{ text: string; isGood: boolean }>();
  const { isRunning, problem, run } = usePress(async () => {
    const links = await linksOf(proof);
    const broken = await firstBroken(proof.previousHash, links);
    const last = links[links.length - 1];
    // The log may have grown since the proof was asked for; then the end is among the links.
    const endsThere = links.some(({ seq, hash }) => seq === proof.head.seq && hash === proof.head.hash);
    const bad = broken ?? (endsThere ? undefined : last?.seq);
    setVerdict(
      bad === undefined
        ? { text: a.verified({ count: links.length }), isGood: true }
        : { text: a.refuted({ seq: bad }), isGood: false },
    );
  });
  if (crypto.subtle === undefined) return <p className="faint">{a.cannotVerify()}</p>;
  return (
    <div className="stack-tight below">
      <div>
        <Button type="primary" loading={isRunning} onClick={run}>
          {a.verify()}
        </Button>
      </div>
      <div role="status">
        {verdict && <p className={verdict.isGood ? 'verdict is-good' : 'verdict is-bad'}>{verdict.text}</p>}
      </div>
      <ProblemBox error={problem} />
    </div>
  );
}

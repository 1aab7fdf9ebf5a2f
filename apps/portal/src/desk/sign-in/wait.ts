import { useEffect, useState } from 'react';
import { SongbaiProblem } from '../../shared/session';

const secondsOf = (problem: unknown): number =>
  problem instanceof SongbaiProblem && problem.problem.code === 'too-many-attempts'
    ? (problem.problem.retryAfterSeconds ?? 0)
    : 0;

/** The seconds until the next try is looked at, counted down; `isOver` once they have passed. */
export interface Wait {
  left: number;
  isOver: boolean;
}

export function useWait(problem: unknown): Wait {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    const seconds = secondsOf(problem);
    if (seconds === 0) return setUntil(0);
    setNow(Date.now());
    setUntil(Date.now() + seconds * 1000);
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, [problem]);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  return { left, isOver: until > 0 && left === 0 };
}

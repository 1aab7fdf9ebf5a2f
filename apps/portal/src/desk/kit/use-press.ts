import { useState } from 'react';

/** What a button does that takes a while: whether it is at it, and why it failed the last time. */
export interface Press {
  isRunning: boolean;
  problem: unknown;
  run: () => void;
}

/** For work that changes nothing on the server, e.g. a file that is put together here; a command is `useCommand`. */
export function usePress(work: () => Promise<void>): Press {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = (): void => {
    setRunning(true);
    setProblem(undefined);
    void work()
      .catch(setProblem)
      .finally(() => setRunning(false));
  };
  return { isRunning, problem, run };
}

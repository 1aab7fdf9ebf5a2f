import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newId } from '../../shared/new-id';
import { SongbaiProblem } from '../../shared/session';
import { NotSent } from '../kit';

/** A line whose turn did not succeed, and why. */
export interface Failed {
  line: number;
  problem: unknown;
}

export interface InTurns<Body> {
  /** True where every line got through. Called again it takes those that did not, under the same keys. */
  run: (lines: readonly number[], bodyOf: (line: number) => Body) => Promise<boolean>;
  isRunning: boolean;
  done: number;
  total: number;
  failed: readonly Failed[];
}

const IDLE = { isRunning: false, done: 0, total: 0, failed: [] as readonly Failed[] };

/**
 * One call for each line, one after another: the interface takes one at a time. `keep` gets the last answer, so that
 * it is seen at once; what else was read is stale and comes anew by itself.
 */
export function useInTurns<Body, Answer>(
  send: (body: Body, key: string) => Promise<Answer>,
  touches: readonly QueryKey[],
  keep: (answer: Answer) => void,
): InTurns<Body> {
  const [state, setState] = useState(IDLE);
  const keys = useRef(new Map<string, string>());
  const isBusy = useRef(false);
  const client = useQueryClient();
  const run = async (asked: readonly number[], bodyOf: (line: number) => Body): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    const lines = state.failed.length > 0 ? state.failed.map(({ line }) => line) : asked;
    const failed: Failed[] = [];
    let last: { answer: Answer } | undefined;
    const show = (done: number, isRunning: boolean): void =>
      setState({ isRunning, done, total: lines.length, failed: [...failed] });
    show(0, true);
    for (const [i, line] of lines.entries()) {
      const turn = await turnOf(bodyOf(line), keys.current, send);
      if ('problem' in turn) failed.push({ line, problem: turn.problem });
      else last = turn;
      show(i + 1, true);
    }
    isBusy.current = false;
    show(lines.length, false);
    if (last) keep(last.answer);
    for (const queryKey of touches) void client.invalidateQueries({ queryKey });
    return failed.length === 0;
  };
  return { run, ...state };
}

/** Sends once; the key stays with the body until it has got through, so that a retry is never done twice. */
async function turnOf<Body, Answer>(
  body: Body,
  keys: Map<string, string>,
  send: (body: Body, key: string) => Promise<Answer>,
): Promise<{ answer: Answer } | { problem: unknown }> {
  const text = JSON.stringify(body);
  const key = keys.get(text) ?? newId();
  keys.set(text, key);
  const { onLine } = navigator;
  try {
    return { answer: await send(body, key) };
  } catch (error) {
    return { problem: onLine || error instanceof SongbaiProblem ? error : new NotSent() };
  }
}

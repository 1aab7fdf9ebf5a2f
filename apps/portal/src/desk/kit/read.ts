import { QueryClient, type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '../../shared/new-id';
import { SongbaiProblem } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { bodyText } from './body-text';

/** Refusals are answers: only a server that cannot be reached is asked again, and not where there is no network. */
const isWorthAnotherTry = (count: number, error: unknown): boolean =>
  count < 2 && navigator.onLine && !(error instanceof SongbaiProblem && error.problem.status < 500);

/** Without a network a command ends at once, and nothing of it is sent later. */
export class NotSent extends Error {}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      ...{ staleTime: 15_000, retry: isWorthAnotherTry, networkMode: 'always' },
      ...{ refetchOnWindowFocus: true, refetchOnReconnect: true },
    },
    // Never kept for later: who pressed the button must be there when it happens.
    mutations: { retry: false, networkMode: 'always' },
  },
});

export interface Read<T> {
  data: T | undefined;
  error: unknown;
  isLoading: boolean;
  isFetching: boolean;
  again: () => void;
}

/** One answer of the server, kept under its key and the language. `enabled: false` asks nothing yet. */
export function useRead<T>(
  key: QueryKey,
  read: () => Promise<T>,
  { enabled = true, staleTime, gcTime }: { enabled?: boolean; staleTime?: number; gcTime?: number } = {},
): Read<T> {
  const language = useLanguage();
  const asked = useQuery({
    queryKey: [...key, { language }],
    queryFn: read,
    enabled,
    ...(staleTime !== undefined && { staleTime }),
    ...(gcTime !== undefined && { gcTime }),
  });
  const { data, error, isLoading, isFetching, refetch } = asked;
  return { data, error, isLoading, isFetching, again: () => void refetch() };
}

export interface Command<Body, Answer> {
  /** undefined where the server said no: `problem` then says why. */
  run: (body: Body) => Promise<Answer | undefined>;
  isRunning: boolean;
  problem: unknown;
  forget: () => void;
}

const isOvertaken = (error: unknown): boolean =>
  error instanceof SongbaiProblem &&
  (error.problem.code === 'illegal-transition' || error.problem.reason === 'changed-meanwhile');

interface Attempt {
  body: string;
  key: string;
}

/**
 * Something that changes the world. Its key stays with the body until the server has answered, so that a retry of
 * the same body can never be done twice; another body is another attempt. Afterwards what was read under `touches`
 * is stale.
 */
export function useCommand<Body, Answer>(
  send: (body: Body, key: string) => Promise<Answer>,
  touches: readonly QueryKey[] = [],
): Command<Body, Answer> {
  const attempt = useRef<Attempt | undefined>(undefined);
  const running = useRef<{ body: string; answer: Promise<Answer | undefined> } | undefined>(undefined);
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (body: Body) => {
      const text = bodyText(body);
      if (attempt.current?.body !== text) attempt.current = { body: text, key: newId() };
      const { onLine } = navigator;
      const answer = await send(body, attempt.current.key).catch(async (error: unknown) => {
        // Somebody else was faster: what stands on the page is no longer so.
        if (isOvertaken(error))
          await Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey })));
        throw onLine || error instanceof SongbaiProblem ? error : new NotSent();
      });
      attempt.current = undefined;
      await Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey })));
      return answer;
    },
  });
  const run = (body: Body): Promise<Answer | undefined> => {
    const text = bodyText(body);
    // A double click is one deed: the second is answered by the first.
    if (running.current?.body === text) return running.current.answer;
    const answer = mutation.mutateAsync(body).catch(() => undefined);
    const mine = { body: text, answer };
    running.current = mine;
    void answer.then(() => {
      if (running.current === mine) running.current = undefined;
    });
    return answer;
  };
  return { run, isRunning: mutation.isPending, problem: mutation.error, forget: mutation.reset };
}

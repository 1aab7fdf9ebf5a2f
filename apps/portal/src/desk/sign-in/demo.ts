import { answerOf, api, type Schemas, SongbaiProblem, signIn } from '../../shared/session';
import { queryClient, useRead } from '../kit';

export type DemoLogin = Schemas['DemoLoginAnswer'];

const KEPT = 'songbai.demo-password';

/** The demo's logins; none where this is no demo. */
async function readDemo(): Promise<DemoLogin[]> {
  try {
    return ((await answerOf(api.GET('/api/v1/demo', {}))) as Schemas['DemoAnswer']).logins;
  } catch (error) {
    if (error instanceof SongbaiProblem && error.problem.status === 404) return [];
    throw error;
  }
}

export const useDemo = (): DemoLogin[] =>
  useRead(['demo'], readDemo, { staleTime: Number.POSITIVE_INFINITY }).data ?? [];

export const keptPassword = (): string => sessionStorage.getItem(KEPT) ?? '';

/** Signs in as another of the demo's people; what the last one saw is forgotten. */
export async function becomeDemo(username: string, password: string): Promise<void> {
  await signIn(username, password);
  sessionStorage.setItem(KEPT, password);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'demo' });
}

import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema';

export type { components, paths };
/** The bodies and answers of the interface, by the names of openapi.json. */
export type Schemas = components['schemas'];
export type SongbaiClient = Client<paths>;

export interface ClientOptions {
  /** Where the server is, e.g. "http://127.0.0.1:3000". */
  baseUrl: string;
  /** The access token of the moment; none before signing in. */
  token?: () => string | undefined;
  /** In which language refusals are said. */
  language?: 'zh' | 'en';
  fetch?: (request: Request) => Promise<Response>;
}

/** Why the server said no: problem+json as it came. */
export class SongbaiProblem extends Error {
  constructor(readonly problem: Schemas['ProblemAnswer']) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'SongbaiProblem';
  }
}

/** Every call of the interface with its types, generated from apps/api/openapi.json. */
export function songbaiClient({ baseUrl, token, language, fetch }: ClientOptions): SongbaiClient {
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  client.use(headers(token, language));
  return client;
}

function headers(token: ClientOptions['token'], language: ClientOptions['language']): Middleware {
  return {
    onRequest({ request }) {
      const bearer = token?.();
      if (bearer !== undefined) request.headers.set('Authorization', `Bearer ${bearer}`);
      if (language !== undefined) request.headers.set('Accept-Language', language);
      return request;
    },
  };
}

/** The answer of a call, or a SongbaiProblem where the server refused. */
export async function answerOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (error !== undefined || !response.ok) throw new SongbaiProblem(error as Schemas['ProblemAnswer']);
  return data as T;
}

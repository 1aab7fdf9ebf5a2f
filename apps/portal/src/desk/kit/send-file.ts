import { fetchAs, type Schemas, SongbaiProblem } from '../../shared/session';

/** Sends a form with one file; the fields come before it, as the server wants them. Throws SongbaiProblem. */
export async function sendFile(
  path: string,
  file: File,
  fields: Readonly<Record<string, string | undefined>> = {},
  key?: string,
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.append(name, value);
  body.append('file', file);
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const response = await fetchAs(path, { method: 'POST', body, headers });
  if (!response.ok) throw new SongbaiProblem((await response.json()) as Schemas['ProblemAnswer']);
  return response;
}

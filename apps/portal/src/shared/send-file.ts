import { fetchAs, type Schemas, SongbaiProblem } from './session';

interface Form {
  /** What the file is called, where it has no name of its own. */
  name?: string;
  /** Come before the file, as the server wants them. */
  fields?: Readonly<Record<string, string | undefined>>;
  key?: string;
}

/** Sends a form with one file. Throws SongbaiProblem where the server says no. */
export async function sendFile(
  path: string,
  file: Blob,
  { name, fields = {}, key }: Form = {},
): Promise<Response> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) body.append(field, value);
  if (name === undefined) body.append('file', file);
  else body.append('file', file, name);
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const response = await fetchAs(path, { method: 'POST', body, headers });
  if (response.ok) return response;
  // What stands between may refuse as well, in words of its own.
  const problem = (await response.json().catch(() => undefined)) as Schemas['ProblemAnswer'] | undefined;
  throw problem === undefined ? new Error(`${path} ${response.status}`) : new SongbaiProblem(problem);
}

/** The same photo again is the same photo. Answers the hash that the server knows it by. */
export async function sendPhoto(photo: Blob, name?: string): Promise<string> {
  const response = await sendFile('/api/v1/photos', photo, { name });
  return ((await response.json()) as Schemas['PhotoAnswer']).sha256;
}

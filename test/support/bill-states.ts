/** The states of a month's bills, as a server that runs beside the spec tells them to whoever signs in so. */
export async function billStates(
  api: string,
  credentials: { username: string; password: string },
  month: string,
): Promise<Set<string>> {
  const headers = { 'Content-Type': 'application/json' };
  const signIn = { method: 'POST', headers, body: JSON.stringify(credentials) };
  const { accessToken } = (await (await fetch(`${api}/auth/login`, signIn)).json()) as {
    accessToken: string;
  };
  const asked = { headers: { Authorization: `Bearer ${accessToken}` } };
  const answer = await fetch(`${api}/bills?month=${month}&limit=200`, asked);
  const { items } = (await answer.json()) as { items: { status: string }[] };
  return new Set(items.map(({ status }) => status));
}

import { fetchAs } from '../../shared/session';
import { f } from './form-words';

/** Codes that differ in case only are one to people: said before a second one is made, though the server takes it. */
export async function codeDoubts(room: string, { code }: Record<string, unknown>): Promise<string[]> {
  if (typeof code !== 'string') return [];
  try {
    const response = await fetchAs(`/api/v1/${room}?limit=200&query=${encodeURIComponent(code)}`);
    const { items } = (await response.json()) as { items: { code?: string }[] };
    const twin = items.find((row) => row.code !== code && row.code?.toLowerCase() === code.toLowerCase());
    return twin?.code === undefined ? [] : [f.sameCode({ code: twin.code })];
  } catch {
    // Nothing could be asked: saving says what is the matter.
    return [];
  }
}

import { useEffect, useState } from 'react';
import { listed } from '../../shared/lists';
import { useUser } from '../../shared/session';
import { type DraftKeeping, useKeptDraft } from '../kit';
import { type FormField, type Kept, keptOf, secretsOf, type Values } from './fields';
import { f } from './form-words';

export interface DraftOf {
  /** The form and the row that it is about. */
  name: string;
  /** Of the row, where one is changed. */
  version?: number;
  /** What was entered stands in the form again; it was entered against that version. */
  takenUp?: (version: number | undefined) => void;
}

/** By person and form, as long as the page is not loaded anew: a session that ends loses no secret either. */
const secrets = new Map<string, Values>();

/** Keeps what is entered in a form in its person's tab; a secret in memory alone, and one that is lost is asked for. */
export function useFieldsDraft(
  { name, version, takenUp }: DraftOf,
  fields: readonly FormField[],
  { values, start }: { values: Values; start: Values },
  put: (values: Values) => void,
): DraftKeeping {
  const userId = useUser()?.id;
  const [left, setLeft] = useState<readonly string[]>([]);
  const place = `${userId} ${name}`;
  const takeUp = (former: Kept): void => {
    const known = secrets.get(place) ?? {};
    put({ ...former.values, ...known });
    setLeft(former.left.filter((each) => known[each] === undefined));
    takenUp?.(former.version);
  };
  const content = keptOf(fields, values, start, version);
  const { offer, filed, cancelled } = useKeptDraft<Kept>(`form ${name}`, content, takeUp, false, 'tab');
  const isOffered = offer !== undefined;
  useEffect(() => {
    if (isOffered || userId === undefined) return;
    const entered = secretsOf(fields, values, start);
    if (Object.keys(entered).length > 0) secrets.set(place, entered);
    else secrets.delete(place);
  });
  const labels = fields.filter((each) => left.includes(each.name)).map(({ label }) => label);
  const missing = labels.length > 0 && <p role="status">{f.leftOut({ fields: listed(labels) })}</p>;
  return {
    offer: offer ?? missing,
    filed: () => {
      secrets.delete(place);
      filed();
    },
    cancelled: () => {
      if (!isOffered) secrets.delete(place);
      cancelled?.();
    },
  };
}

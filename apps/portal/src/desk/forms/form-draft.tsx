import { type ReactNode, useState } from 'react';
import { listed } from '../../shared/lists';
import { useKeptDraft } from '../kit';
import type { FormField, Kept, Values } from './fields';
import { f } from './form-words';

export interface DraftOf {
  /** The form and the row that it is about. */
  name: string;
  /** Of the row, where one is changed. */
  version?: number;
  /** What was entered stands in the form again; it was entered against that version. */
  takenUp?: (version: number | undefined) => void;
}

/** Keeps what is entered in a form in its person's tab; what is secret is asked for anew, and that is said. */
export function useFieldsDraft(
  { name, takenUp }: DraftOf,
  fields: readonly FormField[],
  content: Kept | undefined,
  put: (values: Values) => void,
): { offer: ReactNode; filed: () => void } {
  const [left, setLeft] = useState<readonly string[]>([]);
  const takeUp = (former: Kept): void => {
    put(former.values);
    setLeft(former.left);
    takenUp?.(former.version);
  };
  const { offer, filed } = useKeptDraft<Kept>(`form ${name}`, content, takeUp, false, 'tab');
  const labels = fields.filter((each) => left.includes(each.name)).map(({ label }) => label);
  const missing = labels.length > 0 && <p role="status">{f.leftOut({ fields: listed(labels) })}</p>;
  return { offer: offer ?? missing, filed };
}

import { type ReactNode, useRef, useState } from 'react';
import { SongbaiProblem } from '../../shared/session';
import { messageOf } from '../kit';
import { k } from '../kit/kit-words';
import { bodyOf, changedIn, type FormField, faultsOf, fieldAt, type Value, type Values } from './fields';
import { type DraftOf, useFieldsDraft } from './form-draft';
import { f } from './form-words';

type Said = typeof messageOf;

export interface FormState {
  values: Values;
  /** What it began with; after a conflict what stands there now. */
  start: Values;
  faults: Readonly<Record<string, string>>;
  set: (name: string, value: Value) => void;
  setAll: (values: Values) => void;
  /** From here on changes count against this start; what was kept stands in the fields. */
  moveTo: (start: Values, kept: Values) => void;
  /** Looks at all fields; false where something is to be put right. */
  check: () => boolean;
  /** Puts what the server said at the fields it is about; `said` in fewer words where the whole stands below. */
  tell: (problem: unknown, at?: Readonly<Record<string, string>>, said?: Said) => void;
  /** Of a new row. */
  body: () => Record<string, unknown>;
  isDirty: () => boolean;
  /** What was entered is stored: leaving loses nothing. */
  settle: () => void;
  /** What was entered here before and not sent, above the form. */
  offer: ReactNode;
  /** Thrown away on purpose. */
  drop: () => void;
}

function outOfRange(min: number | undefined, max: number | undefined): string {
  if (min === undefined) return f.atMost({ max: max ?? '' });
  return max === undefined ? f.atLeast({ min }) : f.between({ min, max });
}

const faultWords = () => ({
  ...{ needed: f.needed(), neededWith: f.neededWith(), notMoney: f.notMoney(), notWhole: f.notWhole() },
  ...{ notDay: k.dayFirst(), outOfRange },
});

/** The state of a form whose fields are data; what is entered is kept as a draft. */
export function useForm(
  fields: readonly FormField[],
  first: Values,
  isNew: boolean,
  draft: DraftOf,
): FormState {
  const [values, setAll] = useState<Values>(first);
  const [start, setStart] = useState<Values>(first);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const isSettled = useRef(false);
  const dirty = useRef(false);
  dirty.current = changedIn(fields, values, start).length > 0;
  const isDirty = useRef(() => dirty.current && !isSettled.current);
  const takeUp = (kept: Values): void => setAll((before) => ({ ...before, ...kept }));
  const { offer, filed, cancelled = filed } = useFieldsDraft(draft, fields, { values, start }, takeUp);
  return {
    ...{ values, start, faults, setAll, isDirty: isDirty.current, offer, drop: cancelled },
    moveTo: (seen, kept) => {
      setStart(seen);
      setAll({ ...seen, ...kept });
    },
    set: (name, value) => {
      setAll((before) => ({ ...before, [name]: value }));
      setFaults(({ [name]: _, ...others }) => others);
    },
    check: () => {
      const found = faultsOf(fields, values, isNew, faultWords());
      setFaults(found);
      return Object.keys(found).length === 0;
    },
    tell: (problem, at = {}, said = messageOf) => setFaults(faultsAt(fields, problem, at, said)),
    body: () => bodyOf(fields, values),
    settle: () => {
      isSettled.current = true;
      filed();
      // The page that follows is read from its top.
      window.scrollTo(0, 0);
    },
  };
}

/** Fields of which a register has each content once. */
const AT_REASON: Readonly<Record<string, string>> = { 'code-taken': 'code', 'id-number-known': 'idNumber' };

/** Of a refusal whatever belongs to a field: what could not be read, a code that is taken, a finding. */
function faultsAt(
  fields: readonly FormField[],
  problem: unknown,
  at: Readonly<Record<string, string>>,
  inWords: Said,
): Record<string, string> {
  if (!(problem instanceof SongbaiProblem)) return {};
  const { errors = [], findings = [], reason, detail } = problem.problem;
  const said: [string | undefined, string][] = [
    ...errors.map(({ path, message }): [string | undefined, string] => [fieldAt(fields, path), message]),
    ...findings.map((each): [string | undefined, string] => [at[each.code], inWords(each)]),
    [AT_REASON[reason ?? ''], detail],
  ];
  return Object.fromEntries(said.filter((entry): entry is [string, string] => entry[0] !== undefined));
}

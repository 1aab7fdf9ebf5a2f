import { outcomeOf } from '@songbai/billing';
import { useMay } from '../app/access';
import type { Bill } from './bill-data';

const APPEALED_IN = ['adjudicated', 'disputed'];

/** The lines that this person may appeal now: cut or refused, and not under appeal. */
export function useAppealable({ status, lines, appeals }: Bill): ReadonlySet<number> {
  const may = useMay();
  if (!may('provider-manager', 'bureau-clerk') || !APPEALED_IN.includes(status)) return new Set();
  const open = new Set(appeals.flatMap(({ line, answer }) => (answer ? [] : [line])));
  return new Set(
    lines.flatMap((line) =>
      ['cut', 'refused'].includes(outcomeOf(line)) && !open.has(line.line) ? [line.line] : [],
    ),
  );
}

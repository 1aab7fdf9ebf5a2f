import type { Dayjs } from 'dayjs';
import { DatePicker } from '../kit';
import { k } from '../kit/kit-words';
import { c } from './contracts-words';

export type DayPair = readonly [Dayjs | null, Dayjs | null];

interface DayRangeProps {
  id?: string;
  value?: DayPair | null;
  onChange?: (days: DayPair | null) => void;
  /** What the second day is where it is left open. */
  openEnd?: string;
}

/** Two days, each taken as soon as it stands there; for a field of a form. */
export function DayRange({ id, value, onChange, openEnd }: DayRangeProps) {
  const [from = null, to = null] = value ?? [];
  const put = (days: DayPair): void => onChange?.(days.some(Boolean) ? days : null);
  return (
    <div className="row-wrap day-range">
      <DatePicker
        {...(id && { id })}
        aria-label={c.from()}
        placeholder={c.from()}
        value={from}
        onChange={(day) => put([day, to])}
      />
      <DatePicker
        aria-label={c.to()}
        placeholder={openEnd ?? c.to()}
        value={to}
        near={from ?? undefined}
        onChange={(day) => put([from, day])}
      />
    </div>
  );
}

/** Both days and in order; the second may be left open where `isOpen`. */
export const daysInOrder = (isOpen: boolean) => ({
  validateTrigger: 'onSubmit',
  validator: async (_: unknown, days: DayPair | null | undefined) => {
    const [from, to] = days ?? [];
    if (!from || (!to && !isOpen)) throw new Error(c.needed());
    if (!from.isValid() || to?.isValid() === false) throw new Error(k.dayFirst());
    if (to?.isBefore(from)) throw new Error(c.endsBefore());
  },
});

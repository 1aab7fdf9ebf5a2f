import dayjs from 'dayjs';

/** A day as the browser keeps it; the minute goes with it where it was asked for. */
const DAY = '$day';
const MINUTE = 'YYYY-MM-DDTHH:mm';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in a form as plain data; what was typed as a day and is none is left out. */
export function packed(value: unknown): unknown {
  if (dayjs.isDayjs(value)) return value.isValid() ? { [DAY]: value.format(MINUTE) } : undefined;
  if (Array.isArray(value)) return value.map(packed);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, packed(each)]));
}

/** The way back. */
export function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (!isPlain(value)) return value;
  if (typeof value[DAY] === 'string') return dayjs(value[DAY]);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpacked(each)]));
}

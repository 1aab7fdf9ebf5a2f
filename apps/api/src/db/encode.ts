/**
 * A value as the driver may put it into an array of `type`. Lists become array literals, jsonb becomes its
 * text, and for timestamptz a number is an Instant: whole seconds since 1970.
 */
export function encode(value: unknown, type: string): unknown {
  if (value === null) return null;
  if (type.endsWith('[]')) return arrayLiteral(value as readonly string[]);
  if (type === 'jsonb') return JSON.stringify(value);
  if (type === 'timestamp with time zone') return instantText(value);
  if (typeof value === 'bigint') return value.toString();
  return value;
}

function instantText(value: unknown): unknown {
  if (typeof value === 'number') return new Date(value * 1000).toISOString();
  return value instanceof Date ? value.toISOString() : value;
}

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${String(value).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}

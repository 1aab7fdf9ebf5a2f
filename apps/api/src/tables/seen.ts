/** What a person sees in a cell, nearly. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value
      .toISOString()
      .slice(0, 16)
      .replace('T', ' ')
      .replace(/ 00:00$/, '');
  if (typeof value !== 'object') return String(value).trim();
  const { richText, text, result } = value as {
    richText?: { text: string }[];
    text?: unknown;
    result?: unknown;
  };
  if (richText)
    return richText
      .map((part) => part.text)
      .join('')
      .trim();
  return textOf(text ?? result);
}

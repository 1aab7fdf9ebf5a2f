const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text in parts, so that each of these words is a part of its own; the longest first, where one begins another. */
export function partsBy(text: string, wanted: readonly string[]): string[] {
  const words = wanted.filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (words.length === 0) return [text];
  return text.split(new RegExp(`(${words.map(literal).join('|')})`)).filter((part) => part !== '');
}

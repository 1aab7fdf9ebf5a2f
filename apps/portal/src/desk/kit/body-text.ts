/**
 * What a command sends, as a text: the same text is the same deed, under the same key. A file has no fields of its own
 * to a serialiser, and any two would be one; here it is what a folder knows it by.
 */
export const bodyText = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) => (value instanceof File ? knownBy(value) : value)) ?? '';

const knownBy = ({ name, size, type, lastModified }: File) => ({ name, size, type, lastModified });

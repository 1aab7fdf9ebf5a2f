/** Numbers and codes as they are meant: "３５．００" of a Chinese keyboard is "35.00". Not for names and sentences. */
export const halfWidth = (text: string): string => text.normalize('NFKC').trim();

/** The same for codes whose letters are capitals, such as credit codes and ID numbers. */
export const codeText = (text: string): string => halfWidth(text).replace(/\s/g, '').toUpperCase();

/** A mobile or landline: 5 to 20 digits, with spaces, "-" or "+" between. */
export const isPhone = (text: string): boolean =>
  /^[\d\s+-]+$/.test(text) && /^\d{5,20}$/.test(text.replace(/[\s+-]/g, ''));

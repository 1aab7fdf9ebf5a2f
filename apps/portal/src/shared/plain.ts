/** Numbers and codes as they are meant: "３５．００" of a Chinese keyboard is "35.00". Not for names and sentences. */
export const halfWidth = (text: string): string => text.normalize('NFKC').trim();

/** An amount as this program and others print it: "¥22,167.64", "22 167.64 元". A comma for the decimal point stays. */
export const moneyTyped = (text: string): string =>
  halfWidth(text)
    .replace(/[\s¥元]/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '');

/** The same for codes whose letters are capitals, such as credit codes and ID numbers. */
export const codeText = (text: string): string => halfWidth(text).replace(/\s/g, '').toUpperCase();

/** A mobile or landline: 5 to 20 digits, with spaces, "-" or "+" between. */
export const isPhone = (text: string): boolean =>
  /^[\d\s+-]+$/.test(text) && /^\d{5,20}$/.test(text.replace(/[\s+-]/g, ''));

/**
 * What somebody looks for, with the letters and figures of a Chinese keyboard as plain ones: "Ｇ０００１" finds G0001. The
 * rest stays, since brackets in full width stand in names.
 */
export const searchText = (text: string): string =>
  text
    .replace(/[\uff0d-\uff0f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]+/g, (wide) =>
      wide.normalize('NFKC'),
    )
    .trim();

/** Whether a label has what somebody looks for; capitals do not count. */
export const hasText = (label: unknown, looked: string): boolean =>
  searchText(String(label ?? ''))
    .toUpperCase()
    .includes(searchText(looked).toUpperCase());

/** Check digits of the two Chinese identifiers that registers hold. */

const CREDIT_CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECK_DIGITS = '10X98765432';

/** 统一社会信用代码: 18 characters of the alphabet of GB 32100-2015 with its mod 31 check character. */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false;
  const values = [...text].map((character) => CREDIT_CODE_DIGITS.indexOf(character));
  if (values.includes(-1)) return false;
  const sum = CREDIT_CODE_WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

export type IdNumberFault = 'malformed' | 'check-digit';

/** 公民身份号码 of GB 11643-1999, or the 15 digits of an old card, which have no check digit. */
export function idNumberFault(text: string): IdNumberFault | undefined {
  if (/^\d{15}$/.test(text)) return undefined;
  if (!/^\d{17}[\dX]$/.test(text)) return 'malformed';
  return checkDigitOf(text) === text[17] ? undefined : 'check-digit';
}

/** Of the first 17 digits. */
function checkDigitOf(text: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return ID_CHECK_DIGITS[sum % 11] ?? '';
}

/**
 * How this number may also be written, itself first: the 15 digits of old are those of 18 without the century, which
 * was the last one, and without the check digit.
 */
export function idNumberForms(text: string): string[] {
  if (/^\d{15}$/.test(text)) {
    const digits = `${text.slice(0, 6)}19${text.slice(6)}`;
    return [text, digits + checkDigitOf(digits)];
  }
  const isOfLastCentury = /^\d{6}19\d{9}[\dX]$/.test(text);
  return isOfLastCentury ? [text, text.slice(0, 6) + text.slice(8, 17)] : [text];
}

/** 性别 as the number says it: of 18 digits the last but one, of 15 the last; odd is a man's. */
export const genderOfIdNumber = (idNumber: string): '男' | '女' =>
  Number(idNumber[idNumber.length === 15 ? 14 : 16]) % 2 === 1 ? '男' : '女';

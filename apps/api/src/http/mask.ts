/** What is left of personal data for whoever may not see all of it. */

const isMobile = (phone: string): boolean => /^1\d{10}$/.test(phone.replace(/[\s-]/g, ''));

/**
 * 138****1134; of a landline ****23, with its area or without: that is known from where somebody lives, and the seven
 * digits behind it are too few to hide some of them.
 */
export function maskPhone(phone: string): string {
  if (isMobile(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone.length < 7 ? '****' : `****${phone.slice(-2)}`;
}

const hasMobile = (phone: string): boolean =>
  /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/.test(phone.replace(/[\s-]/g, ''));

/** An office's telephone is nobody's own: whoever sees the register sees it. A mobile is somebody's, wherever it is. */
export const officePhone = (phone: string): string => (hasMobile(phone) ? maskPhone(phone) : phone);

/** 350902**********92: with the day of birth hidden and more digits shown, a few dozen numbers would be left to try. */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 6)}${'*'.repeat(Math.max(idNumber.length - 8, 4))}${idNumber.slice(-2)}`;
}

/** The beginning, which names the district, and no more. */
export function maskAddress(address: string): string {
  return `${[...address].slice(0, 3).join('')}***`;
}

/** **** 6899 */
export function maskAccount(account: string): string {
  return `**** ${account.slice(-4)}`;
}

/** 中国农业银行市直支行 **** 6899 */
export const bankAndAccount = (bank: string | null, account: string | null): string =>
  `${bank ?? ''} ${maskAccount(account ?? '')}`.trim();

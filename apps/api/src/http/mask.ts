/** What is left of personal data for whoever may not see all of it. */

/** 138****1134; of a number too short to hide its middle, as a landline of 7 or 8 digits is: ****23 */
export function maskPhone(phone: string): string {
  if (phone.length >= 11) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  return phone.length < 7 ? '****' : `****${phone.slice(-2)}`;
}

/** 350902********1192 */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 6)}${'*'.repeat(Math.max(idNumber.length - 10, 4))}${idNumber.slice(-4)}`;
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

/** "-1234567.50" → "-1,234,567.50". The text is never read as a number. */
export function moneyText(value: string): string {
  const [whole = '', rest] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

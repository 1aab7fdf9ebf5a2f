/**
 * "prices.2.unitPrice" → "单价 第 3 行": each part by its name, lines counted as people do, and no word twice around a
 * number.
 */
export const spelled = (
  path: string,
  nameOf: (name: string) => string,
  lineOf: (n: number) => string,
): string =>
  path
    .split('.')
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? lineOf(Number(part) + 1) : nameOf(part)))
    .filter((part, i, all) => part !== all[i - 2])
    .join(' ');

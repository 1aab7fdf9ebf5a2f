import { words } from './words';

const marks = words({ comma: ['、', ', '], semicolon: ['；', '; '] });

/** "甲、乙" or "one, two". */
export const listed = (parts: readonly string[]): string => parts.join(marks.comma());

/** The same for parts that are sentences. */
export const listedLong = (parts: readonly string[]): string => parts.join(marks.semicolon());

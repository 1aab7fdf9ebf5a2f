import { listed } from '../../shared/lists';
import { moneyText } from '../kit';
import type { FormField, Value } from './fields';
import { f } from './form-words';

/** What a field says, as one reads it. */
export function textOf({ kind, options = [], masked, whenEmpty = '' }: FormField, value: Value): string {
  if (masked !== undefined && (value === undefined || value === null)) return masked;
  if (value === undefined || value === null || value === '') return whenEmpty;
  const word = (key: string): string => options.find((option) => option.value === key)?.label ?? key;
  if (typeof value === 'object') return listed(value.map(word));
  if (kind === 'money' || kind === 'signed-money')
    return /^-?\d+(\.\d+)?$/.test(String(value)) ? moneyText(String(value)) : String(value);
  return kind === 'select' || kind === 'radio' ? word(String(value)) : String(value);
}

/** The same, where nothing is an answer too. */
export const saidOrNothing = (field: FormField, value: Value): string => textOf(field, value) || f.nothing();

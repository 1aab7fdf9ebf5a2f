import { isCreditCode } from '@songbai/contracts';
import { codeText, halfWidth, isPhone } from '../../shared/plain';
import { type FormField, type Option } from '../forms';
import { useRegister } from '../kit';
import { r } from './registers-words';

const distinct = (texts: readonly string[]): Option[] =>
  [...new Set(texts)].sort().map((value) => ({ value, label: value }));

export function useUnitChoices(): Option[] {
  const units = useRegister('units');
  return units.rows.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
}

/** What rows of a register have said so far. */
export const saidSoFar = distinct;

/** What kind of office it is, and no number of it. */
export const kindField = (max: number, said: readonly string[]): FormField => ({
  ...{ name: 'kind', label: r.kind(), kind: 'suggest', max, options: distinct(said) },
  doubt: ({ kind }) => (/\d{6}/.test(String(kind ?? '')) ? r.kindIsNumber() : undefined),
});

/** As nearly all are: capitals and figures, with a line between them; or not entered yet. */
const USUAL_CODE = /^$|^[A-Z\d][A-Z\d./_-]*$/;

export const codeField = (over: Partial<FormField> = {}): FormField => ({
  ...{ name: 'code', label: r.code(), kind: 'text', max: 32, isFixed: true, hint: r.codeHint() },
  // Taken as it is: another bureau may count otherwise.
  doubt: ({ code }) => (USUAL_CODE.test(halfWidth(String(code ?? '')).trim()) ? undefined : r.codeUnusual()),
  ...over,
});

export const creditCodeField = (over: Partial<FormField> = {}): FormField => ({
  ...{ name: 'creditCode', label: r.creditCode(), kind: 'text', max: 18, tidy: codeText },
  check: (text) => (isCreditCode(text) ? undefined : r.notCreditCode()),
  ...over,
});

/** A telephone number that could be rung; what is masked and left empty is not looked at. */
export const phoneField = (over: Pick<FormField, 'name' | 'label' | 'max' | 'masked'>): FormField => ({
  ...{ kind: 'text', tidy: halfWidth, isSecret: true, ...over },
  check: (text) => (isPhone(text) ? undefined : r.notPhone()),
});

import type { Type } from '@nestjs/common';
import { DomainError, type Language, type Money, type Quantity, twoDecimals } from '@songbai/contracts';
import { problemOf, sayFinding } from '../http/problem.filter';
import { invalid, RequestPipe } from '../http/request.pipe';
import type { ColumnSpec, RowFinding, Sheet } from './sheet';

type Body = Record<string, unknown>;

/** A body with these values at the fields of their columns; what is null is left out. */
export function bodyOf(columns: Sheet['columns'], values: Readonly<Record<string, unknown>>): Body {
  const body: Body = {};
  for (const [name, value] of Object.entries(values)) {
    const field = columns[name]?.field;
    if (field === undefined || value === null || value === undefined) continue;
    const [outer = '', inner] = field.split('.');
    if (inner === undefined) body[outer] = onWire(value);
    else body[outer] = { ...(body[outer] as Body | undefined), [inner]: onWire(value) };
  }
  return body;
}

const onWire = (value: unknown): unknown =>
  typeof value === 'object' && !Array.isArray(value) ? twoDecimals(value as Money | Quantity) : value;

const pipe = new RequestPipe();

/** The body as the single call would have read it. Throws `invalid-request` as that would. */
export function checkedBody<T>(shape: Type<T>, body: Body): Promise<T> {
  return pipe.transform(body, { type: 'body', metatype: shape }) as Promise<T>;
}

/** What is wrong with the fields that a body has, and not with those that it lacks. */
export async function faultsIn<T>(shape: Type<T>, body: Body): Promise<DomainError | undefined> {
  try {
    await checkedBody(shape, body);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.details.fields?.filter(({ path }) => (path.split('.')[0] ?? '') in body) ?? [];
    return fields.length > 0 ? invalid(fields) : undefined;
  }
}

const FIXED: RowFinding = { column: null, code: 'fixed', message: '', remedy: null };
const FIXED_WORDS = {
  zh: '已登记的内容不能这样更改',
  en: 'what is registered cannot be changed in this way',
};

/** A refusal of the single call, said of a row: by column where it names a field. */
export function sayRefusal(
  columns: Readonly<Record<string, ColumnSpec>>,
  error: DomainError,
  language: Language,
): RowFinding[] {
  const problem = problemOf(error, language);
  const columnAt = (path: string): string | null => {
    const isAt = ({ field }: ColumnSpec): boolean => path === field || path.startsWith(`${field}.`);
    return Object.keys(columns).find((name) => columns[name] && isAt(columns[name])) ?? null;
  };
  if (error.details.findings) {
    return error.details.findings.map((each) => {
      const { code, message, remedy } = sayFinding(each, language);
      return { column: null, code: String(code), message: String(message), remedy: String(remedy) };
    });
  }
  const fields = error.details.fields ?? [];
  if (fields.length > 0 && problem.errors) {
    return fields.map(({ path, rule }, i) => {
      const column = columnAt(path);
      if (rule === 'unknown') return { ...FIXED, column, message: FIXED_WORDS[language] };
      return { column, code: rule, message: problem.errors?.[i]?.message ?? problem.detail, remedy: null };
    });
  }
  return [{ column: null, code: problem.code, message: problem.detail, remedy: null }];
}

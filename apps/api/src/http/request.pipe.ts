import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { DomainError, type FieldFault } from '@songbai/contracts';
import type { ValidationError } from 'class-validator';
import { rememberRules } from './known-rules';

/** Reads bodies and queries into their classes: unknown fields, and everything else that is wrong, in one answer. */
@Injectable()
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: (errors) => invalid(errors.flatMap((error) => faultsOf(error, ''))),
    });
    rememberRules();
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' && value !== undefined && !isObject(value)) {
      throw invalid([{ path: '', rule: 'object' }]);
    }
    return super.transform(value, metadata);
  }
}

export const invalid = (fields: readonly FieldFault[]): DomainError =>
  new DomainError('invalid-request', { fields });

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MOST_FAULTS = 100;
const KINDS = ['list', 'object'];

/** The messages of our field decorators are `rule|limit`; class-validator itself adds the unknown field. */
function faultsOf(error: ValidationError, above: string): FieldFault[] {
  const path = above === '' ? error.property : `${above}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]): FieldFault => {
    if (name === 'whitelistValidation') return { path, rule: 'unknown' };
    if (name === 'nestedValidation') return { path, rule: 'object' };
    const [rule = '', limit] = message.split('|');
    return limit === undefined ? { path, rule } : { path, rule, limit };
  });
  // A value of the wrong kind breaks every rule of its field; what kind it should be says enough.
  const first = own.find(({ rule }) => KINDS.includes(rule)) ?? own[0];
  return [
    ...(first ? [first] : []),
    ...(error.children ?? []).flatMap((child) => faultsOf(child, path)),
  ].slice(0, MOST_FAULTS);
}

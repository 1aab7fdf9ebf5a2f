import { AutoComplete, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { halfWidth } from '../../shared/plain';
import { DatePicker, FIND, LeftByTab } from '../kit';
import type { FormField, Value } from './fields';
import { f } from './form-words';

export interface FieldControlProps {
  id: string;
  field: FormField;
  value: Value;
  error: string | undefined;
  doubt?: string | undefined;
  isNew: boolean;
  autoFocus?: boolean;
  onChange: (value: Value) => void;
}

const GROUPS = ['radio', 'checks'];

/** A label, the control of its kind, what is wrong with it, and what helps to fill it in. */
export function FieldBox(props: FieldControlProps) {
  const { id, field, error, doubt } = props;
  const { label, hint, isOptional, masked, isWide, kind } = field;
  const told = masked === undefined ? hint : [hint, maskedHint(masked)].filter(Boolean).join(' ');
  const text = (
    <>
      {label}
      {isOptional && <span className="faint">{f.optional()}</span>}
    </>
  );
  return (
    <div className={`field${isWide ? ' is-wide' : ''}${error ? ' has-fault' : ''}`}>
      {GROUPS.includes(kind) ? (
        <span id={`${id}-label`} className="field-label">
          {text}
        </span>
      ) : (
        <label htmlFor={id}>{text}</label>
      )}
      <Control {...props} />
      {error && (
        <div id={`${id}-fault`} className="field-error">
          {error}
        </div>
      )}
      {doubt && (
        <div className="field-doubt" role="status">
          {doubt}
        </div>
      )}
      {told && (
        <div id={`${id}-hint`} className="field-hint">
          {told}
        </div>
      )}
    </div>
  );
}

const maskedHint = (masked: string): string => (masked === '' ? f.maskedWhole() : f.masked({ masked }));

function Control(props: FieldControlProps) {
  const { id, field, value, error, isNew, autoFocus, onChange } = props;
  const { kind, max, isFixed } = field;
  const shared = {
    ...{ id, autoFocus, disabled: isFixed && !isNew },
    ...(error && { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-fault` }),
  };
  const text = value === null || value === undefined ? '' : String(value);
  switch (kind) {
    case 'long':
      return (
        <Input.TextArea
          {...{ ...shared, rows: 3, maxLength: max, value: text }}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'day':
      return <DayControl {...props} shared={shared} />;
    case 'whole':
    case 'decimal':
      return <NumberControl {...props} shared={shared} />;
    case 'radio':
    case 'checks':
    case 'select':
    case 'tags':
    case 'suggest':
      return <ChoiceControl {...props} shared={shared} />;
    default:
      return (
        <Input
          {...{ ...shared, maxLength: max, value: text, autoComplete: 'off' }}
          inputMode={kind === 'text' ? undefined : 'decimal'}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

type Shared = { shared: Record<string, unknown> };

/** What is no day stays as the text that it is, and the form says so. */
function DayControl({ value, onChange, shared }: FieldControlProps & Shared) {
  return (
    <DatePicker
      {...shared}
      value={value ? dayjs(String(value)) : null}
      onChange={(day) => onChange(day?.format('YYYY-MM-DD') ?? null)}
    />
  );
}

const numberText = (text: string | undefined): string => halfWidth(text ?? '').replace(/[^\d.-]+/g, '');

/** What was typed stays, out of range as it may be: the form says what is wrong with it, and nothing is put right. */
function NumberControl({ value, onChange, shared }: FieldControlProps & Shared) {
  return (
    <InputNumber<number>
      {...{ ...shared, style: { width: '100%' } }}
      parser={(text) => numberText(text) as unknown as number}
      value={value as number | null | undefined}
      onChange={(given) => onChange(given)}
    />
  );
}

function ChoiceControl({ id, field, value, onChange, shared }: FieldControlProps & Shared) {
  const options = [...(field.options ?? [])];
  const list = (value as string[] | undefined) ?? [];
  switch (field.kind) {
    case 'radio':
      return (
        <Radio.Group
          {...{ id, options, value, 'aria-labelledby': `${id}-label`, disabled: Boolean(shared.disabled) }}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'checks':
      return (
        <fieldset id={id} tabIndex={-1} aria-labelledby={`${id}-label`}>
          <Checkbox.Group {...{ options, value: list }} onChange={(given) => onChange(given)} />
        </fieldset>
      );
    case 'tags':
      return (
        <LeftByTab>
          <Select
            {...shared}
            mode="tags"
            options={options}
            value={list}
            onChange={(given) => onChange(given)}
          />
        </LeftByTab>
      );
    case 'suggest':
      return (
        <LeftByTab>
          <AutoComplete
            {...{ ...shared, options, value: (value as string | null) ?? '' }}
            showSearch={FIND}
            onChange={(given: string) => onChange(given)}
          />
        </LeftByTab>
      );
    default:
      return (
        <Select
          {...{ ...shared, options, value: (value as string | null) ?? undefined }}
          allowClear={field.isOptional}
          showSearch={FIND}
          onChange={(given) => onChange(given ?? null)}
        />
      );
  }
}

import { Button } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { KeyCap, ProblemBox, Section, useHotkeys, useNoPraise } from '../kit';
import { FieldBox } from './field-control';
import type { FormField } from './fields';
import { f } from './form-words';
import { Leaving } from './leaving';
import type { FormState } from './use-form';
import './forms.css';

export interface FieldGroup {
  title?: string;
  fields: readonly FormField[];
}

interface RegisterFormProps {
  groups: readonly FieldGroup[];
  form: FormState;
  isNew: boolean;
  isSending: boolean;
  problem: unknown;
  /** Above the fields: that somebody was faster. */
  notice?: ReactNode;
  /** Above the button: what it comes to. */
  sum?: ReactNode;
  send: () => void;
  cancel: () => void;
  submitLabel?: string;
  /** Below something else on its page: the focus stays where it is. */
  isPart?: boolean;
}

const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** A date that is being typed belongs to the form once the field is left. */
function settleField(then: () => void): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  setTimeout(then);
}

/** Escape first closes what is open: a list, a calendar. */
const isChoosing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing ||
  (event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true') ||
  document.querySelector('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)') !== null;

/** All fields on one page, what is wrong on top and at its field; Ctrl+Enter saves, Escape goes back. */
export function RegisterForm(props: RegisterFormProps) {
  const { groups, form, isNew, isSending, problem, notice, sum, send, cancel, submitLabel, isPart } = props;
  const sending = useRef(send);
  sending.current = send;
  const isBusy = useRef(isSending);
  isBusy.current = isSending;
  const submit = (): void =>
    settleField(() => {
      if (!isBusy.current) sending.current();
    });
  useHotkeys({ 'ctrl+Enter': submit, Escape: cancel });
  const fields = groups.flatMap((group) => group.fields);
  const first = fields.find((field) => isNew || !field.isFixed)?.name;
  return (
    <form
      className="stack"
      noValidate
      // Enter picks a day or a word of a list; it sends nothing that is half entered.
      onSubmit={(event: FormEvent) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isChoosing(event)) cancel();
        // A list takes every Enter for its own, so nobody further out hears this one.
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      }}
    >
      {form.offer}
      {notice}
      <FaultSummary fields={fields} faults={form.faults} />
      <Groups {...{ groups, form, isNew }} first={isPart ? undefined : first} />
      {sum}
      <ProblemBox error={problem} />
      <div className="row-wrap">
        <Button type="primary" loading={isSending} onClick={submit}>
          {submitLabel ?? f.save()} <KeyCap name="ctrl+Enter" />
        </Button>
        <Button onClick={cancel}>
          {f.cancel()} <KeyCap name="Esc" />
        </Button>
      </div>
      <Leaving isDirty={form.isDirty} drop={form.drop} />
    </form>
  );
}

function Groups({
  groups,
  form,
  isNew,
  first,
}: Pick<RegisterFormProps, 'groups' | 'form' | 'isNew'> & { first: string | undefined }) {
  return groups.map(({ title, fields }, i) => (
    <Section key={title ?? String(i)} title={title}>
      <div className="fields register-fields">
        {fields.map((field) => (
          <FieldBox
            key={field.name}
            {...{ field, isNew, id: fieldId(field.name), autoFocus: field.name === first }}
            value={form.values[field.name]}
            error={form.faults[field.name]}
            doubt={isNew || !field.isFixed ? field.doubt?.(form.values) : undefined}
            onChange={(value) => form.set(field.name, value)}
          />
        ))}
      </div>
    </Section>
  ));
}

/** What is to be put right, each a way to its field; it takes the focus, so that nobody looks for it. */
function FaultSummary({
  fields,
  faults,
}: {
  fields: readonly FormField[];
  faults: Readonly<Record<string, string>>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const found = fields.filter(({ name }) => faults[name] !== undefined);
  const count = found.length;
  const many = useRef(0);
  useNoPraise(count > 0);
  // Also when it is sent again as it is: then nothing has the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: faults are looked for anew each time
  useEffect(() => {
    if (count > many.current || (count > 0 && document.activeElement === document.body)) box.current?.focus();
    many.current = count;
  }, [count, faults]);
  if (count === 0) return null;
  return (
    <div ref={box} className="fault-summary" role="alert" tabIndex={-1}>
      <b>{f.faults({ count })}</b>
      <ul>
        {found.map(({ name, label }) => (
          <li key={name}>
            <button type="button" onClick={() => document.getElementById(fieldId(name))?.focus()}>
              {label}
            </button>{' '}
            {faults[name]}
          </li>
        ))}
      </ul>
    </div>
  );
}

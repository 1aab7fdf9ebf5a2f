import type { KeyboardEvent, ReactNode } from 'react';

interface FieldProps {
  /** Of the control inside, so that the label belongs to it. */
  id: string;
  label: string;
  hint?: ReactNode;
  /** What is wrong with what was entered. */
  error?: string;
  children: ReactNode;
}

/** A label above a control; for forms whose state is kept by the page. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {error && <div className="field-error">{error}</div>}
      {hint && <div className="field-hint">{hint}</div>}
    </div>
  );
}

/** A list takes Tab for "choose": of a field whose list only suggests, it would put in what nobody chose. */
function leave(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}

/** Around a field with a list of suggestions: Tab leaves it as it stands. */
export const LeftByTab = ({ children }: { children: ReactNode }) => (
  <div className="left-by-tab" onKeyDownCapture={leave}>
    {children}
  </div>
);

import type { FormInstance } from 'antd';
import { useState } from 'react';
import { type DraftKeeping, useKeptDraft } from './draft-offer';
import { packed, unpacked } from './draft-values';

interface FormDraft extends DraftKeeping {
  /** For `onValuesChange`, and after the form was filled in by a button. */
  changed: () => void;
}

/**
 * Keeps what stands in a form of a dialog or a page, in its person's tab: the end of a session, a reload or a dialog
 * that closed by a slip loses nothing. `kind` names the form and the paper that it is about; `except` what is too
 * personal to be kept, or too large.
 */
export function useFormDraft<T extends object>(
  kind: string,
  form: FormInstance<T>,
  except: readonly (keyof T & string)[] = [],
): FormDraft {
  const [typed, setTyped] = useState<unknown>();
  const takeUp = (former: unknown): void => {
    form.setFieldsValue(unpacked(former) as Parameters<typeof form.setFieldsValue>[0]);
    setTyped(former);
  };
  const { offer, filed, cancelled } = useKeptDraft<unknown>(kind, typed, takeUp, false, 'tab');
  return {
    offer,
    changed: () => {
      const left = except.map((name) => [name, undefined]);
      setTyped(packed({ ...form.getFieldsValue(true), ...Object.fromEntries(left) }));
    },
    filed: () => {
      filed();
      setTyped(undefined);
    },
    cancelled: () => {
      cancelled?.();
      setTyped(undefined);
    },
  };
}

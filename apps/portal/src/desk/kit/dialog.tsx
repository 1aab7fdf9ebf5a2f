import { Modal, type ModalProps } from 'antd';
import { useRef } from 'react';

const FIELDS = 'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled)';
const CHOSEN = 'input[type="radio"]:checked';

/** Of a choice that stands first, what is chosen. */
function firstField(body: HTMLElement | null): HTMLElement | null | undefined {
  const first = body?.querySelector<HTMLInputElement>(FIELDS);
  return first?.type === 'radio' ? (body?.querySelector<HTMLElement>(CHOSEN) ?? first) : first;
}

/** A dialog that is opened to be filled in: the focus is in its first field, not on the cross that closes it. */
export function Dialog({ children, afterOpenChange, ...props }: ModalProps) {
  const body = useRef<HTMLDivElement>(null);
  const opened = (isOpen: boolean): void => {
    if (isOpen && !body.current?.contains(document.activeElement)) firstField(body.current)?.focus();
    afterOpenChange?.(isOpen);
  };
  return (
    <Modal {...props} afterOpenChange={opened}>
      <div ref={body}>{children}</div>
    </Modal>
  );
}

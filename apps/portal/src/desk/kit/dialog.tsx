import { type ButtonProps, Modal, type ModalProps } from 'antd';
import { type MouseEvent, useRef } from 'react';
import type { DraftKeeping } from './draft-offer';

const FIELDS = 'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled)';
const CHOSEN = 'input[type="radio"]:checked';

/** Of a choice that stands first, what is chosen. */
function firstField(body: HTMLElement | null): HTMLElement | null | undefined {
  const first = body?.querySelector<HTMLInputElement>(FIELDS);
  return first?.type === 'radio' ? (body?.querySelector<HTMLElement>(CHOSEN) ?? first) : first;
}

interface DialogProps extends ModalProps {
  /** What was entered last time and not sent; the button that cancels throws it away, the cross and Escape do not. */
  draft?: DraftKeeping;
}

/** A dialog that is opened to be filled in: the focus is in its first field, not on the cross that closes it. */
export function Dialog({ children, afterOpenChange, draft, cancelButtonProps, ...props }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const opened = (isOpen: boolean): void => {
    if (isOpen && !body.current?.contains(document.activeElement)) firstField(body.current)?.focus();
    afterOpenChange?.(isOpen);
  };
  const cancel: ButtonProps['onClick'] = (event) => {
    draft?.filed();
    props.onCancel?.(event as MouseEvent<HTMLButtonElement>);
  };
  return (
    <Modal
      {...props}
      afterOpenChange={opened}
      cancelButtonProps={{ ...cancelButtonProps, ...(draft && { onClick: cancel }) }}
    >
      <div ref={body}>
        {draft?.offer && <div className="dialog-offer">{draft.offer}</div>}
        {children}
      </div>
    </Modal>
  );
}

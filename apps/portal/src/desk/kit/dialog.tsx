import { type ButtonProps, Modal, type ModalProps } from 'antd';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { DraftKeeping } from './draft-offer';

const FIELDS = 'input:not([type="hidden"]):not(:disabled), textarea:not(:disabled)';
const CHOSEN = 'input[type="radio"]:checked';

/** Of a choice that stands first, what is chosen. */
function firstField(body: HTMLElement | null): HTMLElement | null | undefined {
  const first = body?.querySelector<HTMLInputElement>(FIELDS);
  return first?.type === 'radio' ? (body?.querySelector<HTMLElement>(CHOSEN) ?? first) : first;
}

const GOES_ON = 'button:not(:disabled), a[href], input:not([type="hidden"]):not(:disabled)';

/** What stood around something, the nearest first: where it is gone afterwards, what took its place is there. */
function around(start: Element | null): Element[] {
  const found: Element[] = [];
  for (let each = start; each && each !== document.body; each = each.parentElement) found.push(each);
  return found;
}

/**
 * A dialog that is taken off the page at once cannot give the focus back by itself: it goes to what opened it or, where
 * that is gone since it was dealt with, to the next that can be pressed there.
 */
function useFocusBack(): void {
  const [opener] = useState(() => around(document.activeElement));
  useEffect(() => {
    const back = (): void => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      // A button that is disabled while its command runs takes no focus, and there is none within it.
      const near = opener.find((each) => each.isConnected && !each.matches(':disabled'));
      if (!isLost || near === undefined) return;
      const isItself = near === opener[0];
      (isItself ? (near as HTMLElement) : near.querySelector<HTMLElement>(GOES_ON))?.focus();
    };
    return () => void setTimeout(back, 0);
  }, [opener]);
}

interface DialogProps extends ModalProps {
  /** What was entered last time and not sent; the button that cancels throws it away, the cross and Escape do not. */
  draft?: DraftKeeping;
}

/** A dialog that is opened to be filled in: the focus is in its first field, not on the cross that closes it. */
export function Dialog({ children, afterOpenChange, draft, cancelButtonProps, ...props }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  useFocusBack();
  const opened = (isOpen: boolean): void => {
    if (isOpen && !body.current?.contains(document.activeElement)) firstField(body.current)?.focus();
    afterOpenChange?.(isOpen);
  };
  const cancel: ButtonProps['onClick'] = (event) => {
    (draft?.cancelled ?? draft?.filed)?.();
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

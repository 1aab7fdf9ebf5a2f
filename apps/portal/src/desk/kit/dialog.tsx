import { type ButtonProps, Modal, type ModalProps } from 'antd';
import {
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
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

/**
 * The dialog takes the focus as soon as it can be seen, on the cross that closes it: from there it goes to the first
 * field at once and not when the dialog has stopped moving, so that nothing of what is typed is lost.
 */
function useFocusFirst(body: RefObject<HTMLDivElement | null>) {
  const isSettled = useRef(false);
  const settle = useCallback((): void => {
    if (isSettled.current) return;
    if (!body.current?.contains(document.activeElement)) firstField(body.current)?.focus();
    isSettled.current = body.current?.contains(document.activeElement) === true;
  }, [body]);
  useLayoutEffect(() => {
    const taken = ({ target }: FocusEvent): void => {
      if (body.current?.closest('.ant-modal')?.contains(target as Element)) settle();
    };
    document.addEventListener('focusin', taken);
    return () => document.removeEventListener('focusin', taken);
  }, [body, settle]);
  return (isOpen: boolean): void => {
    if (isOpen) settle();
    isSettled.current = isOpen;
  };
}

/** A dialog that is opened to be filled in: the focus is in its first field, not on the cross that closes it. */
export function Dialog({ children, afterOpenChange, draft, cancelButtonProps, ...props }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  useFocusBack();
  const stopsMoving = useFocusFirst(body);
  const opened = (isOpen: boolean): void => {
    stopsMoving(isOpen);
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

import { App, type ModalFuncProps } from 'antd';
import { type ReactNode, useCallback, useLayoutEffect, useRef } from 'react';

interface Question {
  title: string;
  content?: ReactNode;
  okText?: string;
  cancelText?: string;
  /** What cannot be taken back is pressed by who means it: the focus, and so Enter, is on going back. */
  isGrave?: boolean;
  isDanger?: boolean;
  width?: number;
  onOk?: () => unknown;
  afterClose?: () => void;
}

const isPlain = ({ isComposing, repeat, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !(isComposing || repeat || ctrlKey || metaKey || altKey);

/**
 * Whoever knows the question answers it at once. Its own button has the focus a moment after it is seen, another one
 * may have it until then: Enter presses the one that is meant. From then on the focus says what is pressed.
 */
function Asked({ isGrave, children }: { isGrave: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const meant = (): HTMLElement | undefined => {
      const footer = place.current?.closest('.ant-modal')?.querySelector('.ant-modal-confirm-btns');
      const buttons = [...(footer?.querySelectorAll('button') ?? [])];
      return isGrave ? buttons[0] : buttons.pop();
    };
    const stop = (): void => {
      window.removeEventListener('keydown', press, true);
      window.removeEventListener('focusin', settle);
    };
    const settle = ({ target }: FocusEvent): void => {
      if (target === meant()) stop();
    };
    const press = (event: KeyboardEvent): void => {
      if (!isPlain(event)) return;
      stop();
      if (event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      meant()?.click();
    };
    window.addEventListener('keydown', press, true);
    window.addEventListener('focusin', settle);
    return stop;
  }, [isGrave]);
  return <div ref={place}>{children}</div>;
}

/** Asks before something is done. Answers true once it is to be done, after what `onOk` does. */
export function useQuestion(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  return useCallback(
    async ({ isGrave = false, isDanger = false, content, ...question }: Question) => {
      const asked: ModalFuncProps = { ...question, content: <Asked isGrave={isGrave}>{content}</Asked> };
      if (isGrave) asked.autoFocusButton = 'cancel';
      if (isDanger) asked.okButtonProps = { danger: true };
      return await modal.confirm(asked);
    },
    [modal],
  );
}

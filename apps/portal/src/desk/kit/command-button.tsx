import { Button, type ButtonProps } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useHotkeys } from './hotkeys';
import { useQuestion } from './question';
import { ReasonDialog } from './reason-dialog';

interface CommandButtonProps {
  label: string;
  /** One key for the whole page, e.g. "a"; shown on the button. */
  hotkey?: string;
  /** Asked before it is done. */
  confirm?: ReactNode;
  /** Asks for a reason, which `run` gets; it is kept as a draft until `run` answers with something. */
  asksReason?: boolean;
  /** Which of several alike on a page the reason is about. */
  about?: string;
  kind?: ButtonProps['type'];
  isDanger?: boolean;
  /** Gives something up: what is done stands on the dialog's own button, and the focus is on going back. */
  gravely?: string;
  isDisabled?: boolean;
  isRunning?: boolean;
  icon?: ReactNode;
  run: (reason: string) => unknown;
}

/** A second call while one goes on is dropped: the second click of a double click comes before state would know. */
function useOnce(run: (reason: string) => unknown) {
  const busy = useRef(false);
  const hold = (): void => {
    busy.current = true;
  };
  const free = (): void => {
    busy.current = false;
  };
  const once = async (reason: string): Promise<unknown> => {
    if (busy.current) return undefined;
    hold();
    try {
      return await run(reason);
    } finally {
      free();
    }
  };
  return { once, hold, free, isBusy: () => busy.current };
}

/** A verb. While it runs it cannot be pressed again. */
export function CommandButton(props: CommandButtonProps) {
  const { label, hotkey, confirm, asksReason, kind, isDanger, gravely, isDisabled, isRunning, icon } = props;
  const { about, run } = props;
  const [isAsking, setAsking] = useState(false);
  const question = useQuestion();
  const { once, hold, free, isBusy } = useOnce(run);
  const ask = (): void => {
    hold();
    const asked = { title: label, content: confirm, onOk: () => run(''), afterClose: free };
    const grave = { okText: gravely, isGrave: true, isDanger: true };
    void question(gravely === undefined ? asked : { ...asked, ...grave });
  };
  const press = (): void => {
    if (isDisabled || isRunning || isBusy()) return;
    if (asksReason) setAsking(true);
    else if (confirm === undefined) void once('');
    else ask();
  };
  useHotkeys(hotkey === undefined ? {} : { [hotkey]: press });
  return (
    <>
      <Button
        type={kind}
        danger={isDanger}
        disabled={isDisabled}
        loading={isRunning}
        icon={icon}
        onClick={press}
        aria-keyshortcuts={hotkey}
      >
        {label}
        {hotkey && <KeyCap name={hotkey} />}
      </Button>
      {isAsking && (
        <ReasonDialog
          {...{ title: label, about, note: confirm }}
          onClose={() => setAsking(false)}
          onReason={(reason) => {
            setAsking(false);
            return once(reason);
          }}
        />
      )}
    </>
  );
}

export const KeyCap = ({ name }: { name: string }) => (
  <span className="key" aria-hidden="true">
    {name.replace('ctrl+', 'Ctrl ').replace(/\b[a-z]$/, (letter) => letter.toUpperCase())}
  </span>
);

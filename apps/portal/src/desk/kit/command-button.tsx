import { App, Button, type ButtonProps, Form, Input, Modal } from 'antd';
import { type ComponentRef, type ReactNode, useRef, useState } from 'react';
import { ProblemBox } from './findings';
import { useHotkeys } from './hotkeys';
import { k } from './kit-words';

interface CommandButtonProps {
  label: string;
  /** One key for the whole page, e.g. "a"; shown on the button. */
  hotkey?: string;
  /** Asked before it is done. */
  confirm?: ReactNode;
  /** Asks for a reason, which `run` gets. */
  asksReason?: boolean;
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
  const once = async (reason: string): Promise<void> => {
    if (busy.current) return;
    hold();
    try {
      await run(reason);
    } finally {
      free();
    }
  };
  return { once, hold, free, isBusy: () => busy.current };
}

/** A verb. While it runs it cannot be pressed again. */
export function CommandButton(props: CommandButtonProps) {
  const { label, hotkey, confirm, asksReason, kind, isDanger, gravely, isDisabled, isRunning, icon, run } =
    props;
  const [isAsking, setAsking] = useState(false);
  const { modal } = App.useApp();
  const { once, hold, free, isBusy } = useOnce(run);
  const ask = (): void => {
    hold();
    const grave = { okText: gravely, okButtonProps: { danger: true }, autoFocusButton: 'cancel' } as const;
    const asked = { title: label, content: confirm, onOk: () => run(''), afterClose: free };
    modal.confirm(gravely === undefined ? asked : { ...asked, ...grave });
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
          title={label}
          note={confirm}
          onClose={() => setAsking(false)}
          onReason={(reason) => {
            setAsking(false);
            void once(reason);
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

interface ReasonDialogProps {
  title: string;
  note?: ReactNode;
  onClose: () => void;
  onReason: (reason: string) => void;
  problem?: unknown;
  /** Offered as one-tap texts. */
  usual?: string[];
}

/** A reason is needed; Ctrl+Enter sends it. */
export function ReasonDialog({ title, note, onClose, onReason, problem, usual }: ReasonDialogProps) {
  const [form] = Form.useForm<{ reason: string }>();
  const text = useRef<ComponentRef<typeof Input.TextArea>>(null);
  useHotkeys({ 'ctrl+Enter': () => form.submit() }, { inDialog: true });
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={k.ok()}
      cancelText={k.cancel()}
      afterOpenChange={(isOpen) => isOpen && text.current?.focus()}
    >
      {note}
      <ProblemBox error={problem} />
      <Form
        form={form}
        layout="vertical"
        onFinish={({ reason }) => onReason(reason.trim())}
        requiredMark={false}
      >
        <Form.Item
          name="reason"
          label={k.reason()}
          rules={[{ required: true, whitespace: true, message: k.reasonNeeded() }]}
        >
          <Input.TextArea ref={text} rows={3} maxLength={500} />
        </Form.Item>
        {usual && (
          <div className="row-wrap">
            {usual.map((text) => (
              <Button
                key={text}
                size="small"
                className="usual-reason"
                onClick={() => form.setFieldsValue({ reason: text })}
              >
                {text}
              </Button>
            ))}
          </div>
        )}
      </Form>
    </Modal>
  );
}

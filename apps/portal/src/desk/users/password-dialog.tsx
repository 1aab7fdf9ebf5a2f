import { App, Button, Modal } from 'antd';
import { copyText } from '../kit';
import type { GivenPassword } from './user-data';
import { w } from './users-words';

/** Shown once: it is closed by saying that it was handed over, and by nothing else. */
export function PasswordDialog({ given, onClose }: { given: GivenPassword; onClose: () => void }) {
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(given.oneTimePassword);
    void message.success(w.copied());
  };
  return (
    <Modal
      open
      title={w.passwordTitle()}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {w.copy()}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {w.close()}
        </Button>,
      ]}
    >
      <p className="faint">{given.username}</p>
      <p className="big-number">
        <code>{given.oneTimePassword}</code>
      </p>
      <p>{w.passwordHint({ name: given.name })}</p>
    </Modal>
  );
}

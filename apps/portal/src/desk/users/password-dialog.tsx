import { App, Button, Modal } from 'antd';
import { useEffect } from 'react';
import { copyText, momentText } from '../kit';
import type { GivenPassword } from './user-data';
import './users.css';
import { w } from './users-words';

/** Shown once: it is closed by saying that it was handed over, and by nothing else. Printed, it is a slip of paper. */
export function PasswordDialog({ given, onClose }: { given: GivenPassword; onClose: () => void }) {
  const { message } = App.useApp();
  // For the print: a browser that does not know :has drops the rule that it stands in.
  useEffect(() => {
    document.body.classList.add('has-slip');
    return () => document.body.classList.remove('has-slip');
  }, []);
  const copy = async (): Promise<void> => {
    await copyText(given.oneTimePassword);
    void message.success(w.copied());
  };
  return (
    <Modal
      open
      rootClassName="password-dialog"
      title={w.passwordTitle()}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button key="print" onClick={() => window.print()}>
          {w.print()}
        </Button>,
        <Button key="copy" onClick={() => void copy()}>
          {w.copy()}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {w.close()}
        </Button>,
      ]}
    >
      {!given.active && <p className="field-error">{w.stillDisabled()}</p>}
      <Slip given={given} />
      <p className="not-printed">{w.passwordHint({ name: given.name })}</p>
    </Modal>
  );
}

function Slip({ given }: { given: GivenPassword }) {
  const until = given.passwordUntil ? momentText(given.passwordUntil) : '';
  return (
    <section className="password-slip">
      <h2>{w.slipTitle()}</h2>
      <p>
        {given.name} · <code>{given.username}</code>
      </p>
      <p className="big-number">
        <code>{given.oneTimePassword}</code>
      </p>
      <p>{w.slipSteps({ address: location.origin, until })}</p>
      <p className="faint">{w.slipNote()}</p>
    </section>
  );
}

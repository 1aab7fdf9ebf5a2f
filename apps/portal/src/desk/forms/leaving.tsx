import { Modal } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { f } from './form-words';

/** Asks before what was entered is lost: on the way to another page, for which it is given up, or with the window. */
export function Leaving({ isDirty, drop }: { isDirty: () => boolean; drop: () => void }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty() && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (isDirty()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={f.leaveTitle()}
      okText={f.leave()}
      cancelText={f.stay()}
      okButtonProps={{ danger: true }}
      onOk={() => {
        drop();
        blocker.proceed?.();
      }}
      onCancel={() => blocker.reset?.()}
    >
      <p>{f.leaveText()}</p>
    </Modal>
  );
}

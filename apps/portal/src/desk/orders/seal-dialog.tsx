import { Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { Field, useHotkeys } from '../kit';
import { k } from '../kit/kit-words';
import { o } from './orders-words';

const MOST_BYTES = 500_000;

interface SealDialogProps {
  onClose: () => void;
  onSeal: (seal: { document: string; scan?: string }) => void;
}

/** The paper that a unit has sealed: its name or number, and the scan where there is one. */
export function SealDialog({ onClose, onSeal }: SealDialogProps) {
  const [document, setDocument] = useState('');
  const [scan, setScan] = useState<string>();
  const [error, setError] = useState<string>();
  const name = useRef<InputRef>(null);
  const canSend = document.trim() !== '';
  const send = (): void => {
    if (canSend) onSeal({ document: document.trim(), ...(scan !== undefined && { scan }) });
  };
  const choose = async (file: File | undefined): Promise<void> => {
    const isTooLarge = file !== undefined && file.size > MOST_BYTES;
    setError(isTooLarge ? o.sealTooLarge() : undefined);
    setScan(file === undefined || isTooLarge ? undefined : await dataUrlOf(file));
  };
  useHotkeys({ 'ctrl+Enter': send }, { inDialog: true });
  return (
    <Modal
      open
      title={o.seal()}
      onCancel={onClose}
      onOk={send}
      okText={o.sealAndApprove()}
      cancelText={k.cancel()}
      afterOpenChange={(isOpen) => isOpen && name.current?.focus()}
      okButtonProps={{ disabled: !canSend }}
    >
      <div className="stack">
        <Field id="seal-document" label={o.sealDocument()}>
          <Input
            id="seal-document"
            ref={name}
            maxLength={200}
            value={document}
            onChange={({ target }) => setDocument(target.value)}
          />
        </Field>
        <Field id="seal-scan" label={o.sealScan()} error={error}>
          <input
            id="seal-scan"
            type="file"
            accept="application/pdf,image/*"
            onChange={({ target }) => void choose(target.files?.[0])}
          />
        </Field>
      </div>
    </Modal>
  );
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

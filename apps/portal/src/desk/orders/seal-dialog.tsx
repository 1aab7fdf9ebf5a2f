import { Input } from 'antd';
import { useState } from 'react';
import { Dialog, Field, useHotkeys, useKeptDraft } from '../kit';
import { k } from '../kit/kit-words';
import { o } from './orders-words';

const MOST_BYTES = 500_000;

interface SealDialogProps {
  orderId: string;
  onClose: () => void;
  /** Answers with something once it is done. */
  onSeal: (seal: { document: string; scan?: string }) => Promise<unknown>;
}

/** The paper that a unit has sealed: its name or number, and the scan where there is one. */
export function SealDialog({ orderId, onClose, onSeal }: SealDialogProps) {
  const [document, setDocument] = useState('');
  const [scan, setScan] = useState<string>();
  const [error, setError] = useState<string>();
  const name = document.trim();
  const draft = useKeptDraft(`seal ${orderId}`, name ? document : undefined, setDocument, false, 'tab');
  const send = async (): Promise<void> => {
    if (name === '') return;
    if (await onSeal({ document: name, ...(scan !== undefined && { scan }) })) draft.filed();
  };
  const choose = async (file: File | undefined): Promise<void> => {
    const isTooLarge = file !== undefined && file.size > MOST_BYTES;
    setError(isTooLarge ? o.sealTooLarge() : undefined);
    setScan(file === undefined || isTooLarge ? undefined : await dataUrlOf(file));
  };
  useHotkeys({ 'ctrl+Enter': () => void send() }, { inDialog: true });
  return (
    <Dialog
      {...{ open: true, title: o.seal(), draft, onCancel: onClose }}
      onOk={() => void send()}
      okText={o.sealAndApprove()}
      cancelText={k.cancel()}
      okButtonProps={{ disabled: name === '' }}
    >
      <div className="stack">
        <Field id="seal-document" label={o.sealDocument()}>
          <Input
            id="seal-document"
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
    </Dialog>
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

import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import { a } from './appeal-words';

const TAKEN = 'image/jpeg,image/png,image/webp,image/heic,.heic,application/pdf';

const ENDINGS = /\.(jpe?g|png|webp|heic|heif|pdf)$/i;
const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 10;

/** What the server would refuse is said before anything is sent. Where a system names no type the ending counts. */
function faultOf({ name, type, size }: File): string | undefined {
  if (!(type === '' ? ENDINGS.test(name) : TAKEN.split(',').includes(type) || type === 'image/heif'))
    return a.fileNotTaken({ name });
  if (size <= MOST_MEGABYTES * MEGABYTE) return undefined;
  return a.fileTooLarge({ name, size: (size / MEGABYTE).toFixed(1) });
}

interface FileChoiceProps {
  file: File | undefined;
  choose: (file: File | undefined) => void;
}

/** A picture or a PDF as proof, chosen by mouse or keyboard. */
export function FileChoice({ file, choose }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const take = (chosen: File | undefined): void => {
    if (chosen === undefined) return;
    const wrong = faultOf(chosen);
    setFault(wrong);
    choose(wrong === undefined ? chosen : undefined);
  };
  return (
    <Form.Item
      label={a.proofFile()}
      extra={a.proofFileHint()}
      validateStatus={fault && 'error'}
      help={fault && <span role="alert">{fault}</span>}
    >
      <span className="row-wrap">
        <Button onClick={() => input.current?.click()}>{a.chooseFile()}</Button>
        {file && (
          <>
            <span>{file.name}</span>
            <Button type="link" onClick={() => choose(undefined)}>
              {a.dropFile()}
            </Button>
          </>
        )}
      </span>
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-label={a.proofFile()}
        accept={TAKEN}
        onChange={({ target }) => {
          take(target.files?.[0]);
          target.value = '';
        }}
      />
    </Form.Item>
  );
}

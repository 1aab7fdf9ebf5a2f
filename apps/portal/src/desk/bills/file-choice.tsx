import { Button, Form } from 'antd';
import { useRef } from 'react';
import { a } from './appeal-words';

const TAKEN = 'image/jpeg,image/png,image/webp,image/heic,.heic,application/pdf';

interface FileChoiceProps {
  file: File | undefined;
  choose: (file: File | undefined) => void;
}

/** A picture or a PDF as proof, chosen by mouse or keyboard. */
export function FileChoice({ file, choose }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Form.Item label={a.proofFile()} extra={a.proofFileHint()}>
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
          choose(target.files?.[0]);
          target.value = '';
        }}
      />
    </Form.Item>
  );
}

import { Button } from 'antd';
import { useRef } from 'react';
import { added } from './added-words';

const TAKEN = 'image/jpeg,image/png,image/webp,image/heic,.heic';

const isSame = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

interface PhotoChoiceProps {
  id?: string;
  value?: File[];
  onChange?: (files: File[]) => void;
}

/** Photos of this computer, one after another or several at once, by mouse or keyboard. */
export function PhotoChoice({ id, value = [], onChange }: PhotoChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <span className="row-wrap">
        <Button id={id} onClick={() => input.current?.click()}>
          {added.choose()}
        </Button>
        {value.length > 0 && <span>{added.chosen({ count: value.length })}</span>}
        {value.map((file) => (
          <span key={`${file.name} ${file.size} ${file.lastModified}`}>
            {file.name}
            <Button type="link" onClick={() => onChange?.(value.filter((other) => other !== file))}>
              {added.drop()}
            </Button>
          </span>
        ))}
      </span>
      <input
        ref={input}
        type="file"
        accept={TAKEN}
        multiple
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-label={added.photos()}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])].filter(
            (file) => !value.some((other) => isSame(file, other)),
          );
          onChange?.([...value, ...chosen]);
          target.value = '';
        }}
      />
    </>
  );
}

import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { t } from './tables-words';

/** A place to drop a file, which can be chosen by keyboard as well. */
export function DropZone({ take, hint }: { take: (file: File) => void; hint: string }) {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  };
  return (
    // Dropping is a second way: the button inside does the same by keyboard.
    <section
      className={isOver ? 'drop-zone is-over' : 'drop-zone'}
      aria-label={t.choose()}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span>{t.drop()}</span>
      <Button type="primary" onClick={() => input.current?.click()}>
        {t.choose()}
      </Button>
      <span className="faint">{hint}</span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.choose()}
        accept=".xlsx,.csv,.txt"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take(file);
          target.value = '';
        }}
      />
    </section>
  );
}

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './kit';
import { w } from './visit-words';

interface PhotoItemProps {
  file: Blob;
  n: number;
  onRemove: () => void;
  /** What else is shown of it, with the picture once more. */
  children?: (picture: ReactNode) => ReactNode;
}

/** One of the photos that were taken, and the way to be rid of it. */
export function PhotoItem({ file, n, onRemove, children }: PhotoItemProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const picture = url && <img src={url} alt={w.photoOf({ n })} />;
  return (
    <li>
      {picture}
      <Button look="quiet" onClick={onRemove}>
        {w.photoRemove({ n })}
      </Button>
      {children?.(picture)}
    </li>
  );
}

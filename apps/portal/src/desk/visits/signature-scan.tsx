import { Button } from 'antd';
import { useRef, useState } from 'react';
import { inkOf } from './ink';
import { v } from './visits-words';

const LONGEST_SIDE = 900;
/** As the interface takes it. */
const MOST_CHARACTERS = 300_000;

/** The ink of a picture as the data URL of a PNG. Throws where the browser cannot read it. */
async function inkOfFile(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  for (let side = LONGEST_SIDE; ; side = Math.round(side * 0.7)) {
    const url = drawn(bitmap, Math.min(1, side / Math.max(bitmap.width, bitmap.height)));
    if (url.length > MOST_CHARACTERS) continue;
    bitmap.close();
    return url;
  }
}

function drawn(bitmap: ImageBitmap, scale: number): string {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // A scan without a background is black where nothing is; paper is white.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  picture.data.set(inkOf(picture.data, canvas.width, canvas.height));
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL('image/png');
}

interface SignatureScanProps {
  id?: string;
  value?: string | undefined;
  onChange?: (value: string | undefined) => void;
}

/** The signature on the sheet, scanned or photographed; what is kept is its ink, shown as it is kept. */
export function SignatureScan({ id, value, onChange }: SignatureScanProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const url = await inkOfFile(file).catch(() => undefined);
    setUnreadable(url === undefined);
    if (url) onChange?.(url);
  };
  return (
    <>
      <span className="row-wrap">
        <Button id={id} onClick={() => input.current?.click()}>
          {v.chooseScan()}
        </Button>
        {value && (
          <>
            <img className="signature-scan" src={value} alt={v.signed()} />
            <Button type="link" onClick={() => onChange?.(undefined)}>
              {v.dropScan()}
            </Button>
          </>
        )}
      </span>
      {isUnreadable && (
        <div role="alert" className="field-error">
          {v.badScan()}
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        style={{ display: 'none' }}
        tabIndex={-1}
        aria-label={v.paperSignature()}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
    </>
  );
}

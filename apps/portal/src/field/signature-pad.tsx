import { type PointerEvent, useEffect, useRef } from 'react';
import { Button } from './kit';
import { w } from './visit-words';

const WIDTH = 640;
const HEIGHT = 240;
const INK = '#12233a';

interface SignaturePadProps {
  signature: string | null;
  keep: (signature: string | null) => void;
}

/** A box to sign in with the finger. Black on white in the dark as well: it is a paper. */
export function SignaturePad({ signature, keep }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const isDrawn = useRef(false);
  useEffect(() => {
    isDrawn.current = signature !== null;
    void restore(canvas.current, signature);
  }, [signature]);
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const context = canvas.current?.getContext('2d');
    const from = last.current;
    if (!context || !from) return;
    const to = pointOf(event);
    Object.assign(context, { strokeStyle: INK, lineWidth: 4, lineCap: 'round', lineJoin: 'round' });
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
    isDrawn.current = true;
  };
  const lift = (): void => {
    if (!last.current || !canvas.current) return;
    last.current = null;
    // A touch leaves nothing on the paper, and what is empty is no signature.
    if (!isDrawn.current) return;
    keep(canvas.current.toDataURL('image/png'));
  };
  return (
    <section className="proof">
      <h2>{signature ? w.signed() : w.sign()}</h2>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={`${w.signBox()} ${signature ? w.signed() : ''}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = pointOf(event);
        }}
        onPointerMove={draw}
        onPointerUp={lift}
        onPointerCancel={lift}
      />
      {signature && <Button onClick={() => keep(null)}>{w.signAgain()}</Button>}
    </section>
  );
}

function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: ((clientX - left) / width) * WIDTH, y: ((clientY - top) / height) * HEIGHT };
}

/** What was signed before the page was opened again. */
async function restore(canvas: HTMLCanvasElement | null, signature: string | null): Promise<void> {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  if (signature === null) return paper(context);
  if (signature === canvas.toDataURL('image/png')) return;
  const image = new Image();
  image.src = signature;
  await image.decode();
  paper(context);
  context.drawImage(image, 0, 0);
}

function paper(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
}

import { sha256 } from './file-hash';

const LONGEST_SIDE = 1600;
const MOST_BYTES = 300_000;
const QUALITIES = [0.8, 0.6, 0.45, 0.3];

export interface Taken {
  file: Blob;
  sha256: string;
}

/**
 * A photo as it will be uploaded: at most 300 KB of JPEG, upright, without place or camera. The hash is of this file,
 * because this is the file that the server sees. Throws where the browser cannot read the picture.
 */
export async function shrink(original: Blob): Promise<Taken> {
  const bitmap = await createImageBitmap(original);
  for (let side = LONGEST_SIDE; ; side = Math.round(side * 0.7)) {
    const canvas = drawn(bitmap, side);
    for (const quality of QUALITIES) {
      const file = await jpegOf(canvas, quality);
      if (file.size > MOST_BYTES) continue;
      bitmap.close();
      return { file, sha256: await sha256(file) };
    }
  }
}

function drawn(bitmap: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function jpegOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((file) => (file ? resolve(file) : reject(new Error('no picture'))), 'image/jpeg', quality);
  });
}

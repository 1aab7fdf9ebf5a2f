import { invalid } from '../http/request.pipe';
import { inkOn, type Png, readPng } from './png';

export const PNG_URL = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;
export const LONGEST_SIGNATURE = 300_000;

/** A signature as somebody might draw it. */
export const A_SIGNATURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAGAAAAAkAQMAAABMn60BAAAABlBMVEX9/f43RVgT7NfjAAAACXBIWXMAAAsTAAALEwEA' +
  'mpwYAAAAtklEQVQY073QsQnDMBQE0BMKVhOk9hcCr5DSIQGvciELCNKkFHgJj5JS4EUEWcCly8h2SDyBVQgeH/TvBOx1VNpAb2FYrsMXlhhRmxVH' +
  'qgm1S9AR8FQ9Lj5hHgp1j8crwRY01IL7mOELTjSCWyaaBZXHuyAUBFaCIRG5gLSihsglFnkU1UWasgaZXnQHujlBoogxCNcVjdgK52mpwyBlXz0/' +
  'pmLI/gm4NXab3Phr10bzL2v3+OkPPEkuFVZSi+cAAAAASUVORK5CYII=';

const pixelsOf = (url: string) => readPng(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));

/** Whether this is the data URL of a whole PNG of a sensible size. That its pixels can be read shows in `drawnOn`. */
export const isSignature = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= LONGEST_SIGNATURE &&
  PNG_URL.test(value) &&
  pixelsOf(value) !== undefined;

/**
 * A name needs some room, and a line of some length: one point, or a picture that is black all over, is no name. A mark
 * smaller than that comes from no pad but from another system, which answers for it; so does a very large one, which
 * would keep everybody else waiting while it is looked at.
 */
const SMALLEST = { width: 60, height: 20 };
const MOST_LOOKED_AT = 1_200_000;
const LEAST_INK = 40;
const SHORTEST_LINE = 16;

/** A signature as it was sent. */
export interface Drawing {
  url: string;
  /** A hash of what is drawn, the same in whatever file; null where a mark is too small for that, or too large. */
  shape: string | null;
}

/** What is written on a picture, null where nothing is. Undefined where its pixels cannot be read. */
function writtenOn(png: Png): Pick<Drawing, 'shape'> | null | undefined {
  if (png.width * png.height > MOST_LOOKED_AT) return { shape: null };
  const ink = inkOn(png);
  if (ink === undefined) return undefined;
  if (png.width < SMALLEST.width || png.height < SMALLEST.height) return { shape: null };
  const isLine = ink.pixels >= LEAST_INK && Math.max(ink.width, ink.height) >= SHORTEST_LINE;
  return isLine && ink.pixels * 2 <= png.width * png.height ? { shape: ink.shape } : null;
}

/**
 * The signature, or null where nothing is written: a pad that somebody only touched is no signature, and no reason to
 * lose the visit. Throws where the pixels cannot be read.
 */
export function drawnOn(url: string): Drawing | null {
  const png = pixelsOf(url);
  const written = png && writtenOn(png);
  if (written === undefined) throw invalid([{ path: 'signature', rule: 'signature' }]);
  return written && { url, ...written };
}

import { invalid } from '../http/request.pipe';
import { isDrawn, readPng } from './png';

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
 * The signature, or null where nothing is drawn: a pad that somebody only touched is no signature, and no reason to
 * lose the visit. Throws where the pixels cannot be read.
 */
export function drawnOn(url: string): string | null {
  const png = pixelsOf(url);
  const isSigned = png && isDrawn(png);
  if (isSigned === undefined) throw invalid([{ path: 'signature', rule: 'signature' }]);
  return isSigned ? url : null;
}

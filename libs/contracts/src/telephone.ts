/** Marks that mean the same on every keyboard: full-width figures and signs become plain ones, every dash a hyphen. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐-―−ー]/g, '-')
    .replace(/[\s()]+/g, ' ')
    // Whom it belongs to may stand before it.
    .replace(/^[^\d+*]+/, '')
    .trim();

/** A mobile, a number with its area or without, a service number, a short one: (?!\d) for what is none of them. */
const MOBILE = String.raw`1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}`;
const SERVICE = String.raw`[48]00[ .-]?\d{3,4}[ .-]?\d{3,4}`;
const LINE = String.raw`(?:\d{7,8}|\d{3,4}[ .-]\d{4})`;
const HOME = new RegExp(
  String.raw`^(?:${MOBILE}|0\d{2,3}[ .-]{0,3}${LINE}|${SERVICE}|(?!0)${LINE}|[1-9]\d{2,5}(?![ .-]?\d))(?!\d)`,
);
const COUNTRY = /^(?:(?:\+|00) ?86[ .-]*|86[ .-]+)(?=\d)/;
const ABROAD = /^\+(?!86)\d[\d .-]{5,18}\d(?!\d)/;
/** Figures in no grouping that is known are dialled as they stand. */
const AS_TYPED = /^(?:\+?\d{3,15}|(?:\d[ .-]*){6,14}\d)$/;

/** What stands between a number and the one that its switchboard is asked for. */
const EXTENSION =
  /^[ ,;:]*(?:(?:转接?|轉|内线|分机号?|[#*,;-]|(?:extension|ext|x)(?![a-z])\.?)[ .:]*)+(\d{1,6})(?!\d)/i;

/**
 * The address that a telephone dials for a number as people write it, or undefined where none can be read out of it:
 * then the number is shown and nothing is dialled. Of several numbers the first counts. "0593-2887766转8001" is
 * "tel:05932887766,8001": the telephone waits for the switchboard before it goes on.
 */
export function telLink(phone: string): string | undefined {
  const text = plain(phone);
  const isMasked = text.includes('**');
  const found = isMasked ? undefined : (homeOf(text) ?? homeWithCountryOf(text) ?? asIs(text));
  if (!found) return undefined;
  const [, extension] = EXTENSION.exec(found.rest) ?? [];
  return `tel:${found.digits}${extension === undefined ? '' : `,${extension}`}`;
}

interface Found {
  digits: string;
  rest: string;
}

const found = (text: string, whole: string | undefined): Found | undefined =>
  whole === undefined ? undefined : { digits: whole.replace(/[^\d+]/g, ''), rest: text.slice(whole.length) };

const homeOf = (text: string): Found | undefined => found(text, HOME.exec(text)?.[0]);

/** Behind the country's code an area loses its nought. */
function homeWithCountryOf(text: string): Found | undefined {
  const [country] = COUNTRY.exec(text) ?? [];
  if (country === undefined) return undefined;
  const home = homeOf(`0${text.slice(country.length).replace(/^0/, '')}`);
  return home && { ...home, digits: `+86${home.digits.slice(1)}` };
}

const asIs = (text: string): Found | undefined =>
  found(text, (ABROAD.exec(text) ?? AS_TYPED.exec(text))?.[0]);

/** Runs in a page: when it could be used, in ms from the start of its loading: a heading stands, and what follows. */
export const USABLE = `new Promise((done) => {
  const busy = '.ant-skeleton, .ant-spin-spinning, [aria-busy="true"], .busy, .empty-room';
  const ready = () => document.querySelector('h1') && !document.querySelector(busy) &&
    document.querySelector('.ant-table-row, .tile, .plain-table, form input, .empty, .section, .tasks');
  const look = () => (ready() ? done(performance.now()) : requestAnimationFrame(look));
  look();
})`;

/** Runs in a page: a fixed piece of work, in ms. About a tenth of a second on a quiet machine of two cores. */
export const LOOP = `(() => {
  const begun = performance.now();
  const words = new Map();
  let text = '';
  for (let i = 0; i < 2000000; i++) {
    text = (text + String.fromCharCode(97 + (i * 7) % 26)).slice(-6);
    words.set(text, (words.get(text) ?? 0) + (i % 3));
  }
  return performance.now() - begun + (words.size > 0 ? 0 : 1);
})()`;

export interface Seen {
  frames: number;
  /** The longest time between two pictures, in ms. */
  longest: number;
}

/** Runs in a page: counts pictures from now on, in `window.songbaiSeen`. */
export const seenBy = `(() => {
  window.songbaiSeen = { frames: 0, longest: 0 };
  let last = performance.now();
  const next = (now) => {
    songbaiSeen.frames++;
    songbaiSeen.longest = Math.max(songbaiSeen.longest, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})()`;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

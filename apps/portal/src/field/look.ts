export type Look = 'auto' | 'light' | 'dark';

const KEPT = 'songbai.look';
const darkness = matchMedia('(prefers-color-scheme: dark)');

export function lookNow(): Look {
  const kept = localStorage.getItem(KEPT);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}

/** Light or dark as the telephone is, unless the person says otherwise. */
export function setLook(look: Look): void {
  localStorage.setItem(KEPT, look);
  show();
}

/** From now on the page follows the choice, and the telephone where it is `auto`. */
export function followLook(): void {
  darkness.addEventListener('change', show);
  show();
}

function show(): void {
  const look = lookNow();
  document.documentElement.dataset.look = look === 'auto' ? (darkness.matches ? 'dark' : 'light') : look;
}

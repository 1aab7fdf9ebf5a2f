import { useLayoutEffect, useRef } from 'react';

export type Hotkeys = Record<string, ((event: KeyboardEvent) => void) | undefined>;

// A ticked box takes no letters: it keeps the focus after the click, and the page's keys must go on working.
const TYPED_INPUT = 'input:not([type="checkbox"]):not([type="radio"])';
const TYPED = `${TYPED_INPUT}, textarea, select, [contenteditable="true"], [role="combobox"], [role="spinbutton"]`;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED) !== null;

/** "a", "Enter", "ctrl+Enter" (the command key of a Mac as well), "?" as typed. */
function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `ctrl+${key}` : key;
}

const MOVES = new Set(['j', 'k', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']);

/** True while something lies above the page: its keys are its own. */
const isCovered = (): boolean =>
  document.querySelector(
    '.ant-modal-wrap:not([style*="display: none"]), .ant-popover:not(.ant-popover-hidden)',
  ) !== null;

/**
 * Keys for the whole page. Plain keys are off while somebody types or composes Chinese; those with ctrl are on, except
 * below a dialog. `inDialog` is for the dialog itself.
 */
export function useHotkeys(keys: Hotkeys, { enabled = true, inDialog = false } = {}): void {
  const current = useRef(keys);
  current.current = keys;
  // Before the page is painted: whoever sees a key on a button may press it at once.
  useLayoutEffect(() => {
    if (!enabled) return;
    const hear = (event: KeyboardEvent, isCtrl: boolean): void => {
      if (event.isComposing || event.altKey || event.defaultPrevented) return;
      const name = nameOf(event);
      const act = current.current[name];
      if (act === undefined || name.startsWith('ctrl+') !== isCtrl) return;
      if (!isCtrl && isTyping(event.target)) return;
      if (!inDialog && isCovered()) return;
      if (name === 'Enter' && event.target instanceof Element && event.target.closest('button, a')) return;
      event.preventDefault();
      if (isCtrl) event.stopPropagation();
      // A key that is held down walks through a list; it decides nothing twice.
      if (!event.repeat || MOVES.has(name)) act(event);
    };
    // Those with ctrl before the field hears them: a select would open its list on Ctrl+Enter, and keep the key.
    const early = (event: KeyboardEvent): void => hear(event, true);
    const late = (event: KeyboardEvent): void => hear(event, false);
    window.addEventListener('keydown', early, true);
    window.addEventListener('keydown', late);
    return () => {
      window.removeEventListener('keydown', early, true);
      window.removeEventListener('keydown', late);
    };
  }, [enabled, inDialog]);
}

const SOON_MS = 1_500;

/**
 * "g" and then a letter. The letter is taken before any other key of the page hears it: "g a" goes to the approvals and
 * approves nothing.
 */
export function useGoKeys(places: Record<string, () => void>): void {
  const current = useRef(places);
  current.current = places;
  useLayoutEffect(() => {
    let begun = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.altKey || isTyping(event.target) || isCovered()) return;
      const name = nameOf(event);
      const isGoing = event.timeStamp - begun < SOON_MS;
      begun = name === 'g' && !isGoing ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const go = isGoing ? current.current[name] : undefined;
      if (go === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      go();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

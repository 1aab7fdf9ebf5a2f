import { type ThemeConfig, theme } from 'antd';
import { useSyncExternalStore } from 'react';

export type Look = 'light' | 'dark';

const KEPT = 'songbai.look';
const listeners = new Set<() => void>();
const system = matchMedia('(prefers-color-scheme: dark)');

/** Paper is white, whatever the screen is. */
let isPrinting = false;

/** How wide a page is on A4, in CSS pixels; a chart keeps its share of it. */
const SHEET = 690;

interface Chart {
  resize(to?: { width: number; height?: number }): void;
}

/**
 * Keeps a chart as wide as its place, and on paper as the sheet, and there as high as the place's `--print-height` in
 * pixels says. `drawn` is told after each change. Answers what ends it.
 */
export function keepFitting(chart: Chart, place: Element, drawn = (): void => undefined): () => void {
  const adapt = (): void => {
    const page = place.closest('.page') ?? place;
    const share = place.clientWidth / Math.max(page.clientWidth, 1);
    // The style sheet of the paper does not hold yet when a chart has to be drawn for it.
    const height = Number(getComputedStyle(place).getPropertyValue('--print-height')) || undefined;
    chart.resize(isPrinting ? { width: Math.round(SHEET * share), ...(height && { height }) } : undefined);
    drawn();
  };
  const watch = new ResizeObserver(adapt);
  watch.observe(place);
  addEventListener('beforeprint', adapt);
  addEventListener('afterprint', adapt);
  if (isPrinting) adapt();
  return () => {
    watch.disconnect();
    removeEventListener('beforeprint', adapt);
    removeEventListener('afterprint', adapt);
  };
}

function currentLook(): Look {
  if (isPrinting) return 'light';
  const kept = localStorage.getItem(KEPT);
  if (kept === 'light' || kept === 'dark') return kept;
  return system.matches ? 'dark' : 'light';
}

function tell(): void {
  document.documentElement.dataset.look = currentLook();
  for (const each of listeners) each();
}
function print(begins: boolean): void {
  isPrinting = begins;
  tell();
}
system.addEventListener('change', tell);
addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));
tell();

export function switchLook(): void {
  localStorage.setItem(KEPT, currentLook() === 'dark' ? 'light' : 'dark');
  tell();
}

export function useLook(): Look {
  return useSyncExternalStore((told) => {
    listeners.add(told);
    return () => listeners.delete(told);
  }, currentLook);
}

const FONT =
  'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

/** Pine green; the greys are darker than antd's own, because small text needs 4.5:1. */
const LIGHT = {
  colorPrimary: '#1a6b4a',
  colorLink: '#14603f',
  colorInfo: '#1d5c96',
  colorError: '#b3261e',
  colorWarning: '#8a5300',
  // What antd mixes of so dark a brown is mud.
  colorWarningBg: '#fdf1dc',
  colorWarningBorder: '#e3c78f',
  colorSuccess: '#1a6b4a',
  colorTextSecondary: '#4a524e',
  colorTextTertiary: '#59625d',
  colorTextDescription: '#59625d',
  colorTextPlaceholder: '#66706b',
  colorTextDisabled: '#66706b',
  colorBgLayout: '#f4f6f4',
};
const DARK = {
  colorPrimary: '#3fa277',
  colorLink: '#7fd1ab',
  colorInfo: '#8fc1f0',
  colorError: '#ff8f86',
  colorWarning: '#f0b45c',
  colorSuccess: '#7fd1ab',
  colorTextSecondary: '#c3cbc6',
  colorTextTertiary: '#a9b3ad',
  colorTextDescription: '#a9b3ad',
  colorTextPlaceholder: '#98a29c',
  colorTextDisabled: '#98a29c',
  colorTextLightSolid: '#06150e',
  colorBgLayout: '#101412',
};

const LIGHT_MENU = { itemSelectedBg: '#dcece3', itemSelectedColor: '#124e35' };
const DARK_MENU = { itemSelectedBg: '#1f3a2d', itemSelectedColor: '#9fe0c0' };
const LIGHT_TABLE = { rowSelectedBg: '#e8f3ec', rowSelectedHoverBg: '#dcebe2' };
const DARK_TABLE = { rowSelectedBg: '#22352b', rowSelectedHoverBg: '#2a4135' };

export const themeOf = (look: Look): ThemeConfig => ({
  // The hash stands in `:where()`, which the browsers of the build target do not know; there is one antd here.
  hashed: false,
  algorithm: look === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: { ...(look === 'dark' ? DARK : LIGHT), fontFamily: FONT, borderRadius: 6, motion: false },
  components: {
    Layout: { siderBg: 'transparent', headerBg: 'transparent' },
    Menu: { itemHeight: 32, itemMarginBlock: 1, ...(look === 'dark' ? DARK_MENU : LIGHT_MENU) },
    Table: { cellPaddingBlockSM: 6, cellPaddingInlineSM: 6, ...(look === 'dark' ? DARK_TABLE : LIGHT_TABLE) },
  },
});

/** Signs beside words, never in place of them: lines in the colour of the text, drawn here, so no font is asked. */
const LINES = {
  good: 'M7 11v9H4v-9zM7 19c5 2 9 2 11 0l2-7c0-2-2-2-6-2 1-4 1-6-1-6-1 4-3 6-6 7',
  fair: 'M4 12h16',
  poor: 'M7 13V4H4v9zM7 5c5-2 9-2 11 0l2 7c0 2-2 2-6 2 1 4 1 6-1 6-1-4-3-6-6-7',
  phone: 'M6 3l4 1 1 5-2 2c1 2 2 3 4 4l2-2 5 1 1 4c-1 2-3 3-5 3C9 20 4 15 3 8c0-2 1-4 3-5z',
  ring: 'M12 3v2M6 17h12l-2-3v-4a4 4 0 0 0-8 0v4zM10 20h4',
  bell: 'M4 13h7v7H4zM13 4h7v7h-7zM4 4h7v7H4zM13 13h7v7h-7z',
  done: 'M4 13l5 5L20 6',
  back: 'M10 5l-7 7 7 7M3 12h18',
  aloud: 'M4 9v6h4l6 5V4L8 9zM17 8c2 2 2 6 0 8M19 5c4 4 4 10 0 14',
  print: 'M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z',
  people: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20c0-9 12-9 12 0M16 11a3 3 0 1 0 0-6M16 14c4 0 6 2 6 6',
  day: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  change: 'M4 20l1-4L16 5l3 3L8 19z',
  生活照料: 'M12 20S3 14 3 8.500a4.500 4.500 0 0 1 9-1 4.500 4.500 0 0 1 9 1C21 14 12 20 12 20z',
  家政保洁: 'M19 3l-8 10M7 12l6 5-3 4H3z',
  助浴: 'M3 12h18v2c0 4-2 6-5 6H8c-3 0-5-2-5-6zM6 12V6c0-4 5-4 5 0M7 20l-1 2M17 20l1 2',
  助餐: 'M3 12h18c0 5-3 8-9 8s-9-3-9-8zM9 8c-1-2 1-2 0-4M14 8c-1-2 1-2 0-4',
  外出陪护: 'M9 6a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 8v7l-3 7M9 15l3 7M9 9l5 4M17 12v10M17 12c0-2 3-2 3 0',
  精神慰藉: 'M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5',
  健康管理: 'M9 3h6v6h6v6h-6v6H9v-6H3V9h6z',
  委托代办: 'M5 8h14l-1 13H6zM9 11V6c0-4 6-4 6 0v5',
  other: 'M12 3l2.500 6 6.500.500-5 4 1.500 6.500-5.500-3.500L6.500 20 8 13.500l-5-4 6.500-.500z',
} as const;

export type Icon = keyof typeof LINES;

/** A service has its own icon, or that of its kind. */
export const serviceIcon = (name: string, category: string): string => icon(name in LINES ? name : category);

/** An icon as SVG; that of a kind of service which has none of its own is a star. */
export function icon(name: string): string {
  const line = LINES[(name in LINES ? name : 'other') as Icon];
  return `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${line}"/></svg>`;
}

import type { Respondent } from '@songbai/contracts';

/** How a page is shown and under which address its links stand. */
export interface Look {
  /** `/c/<token>`. */
  path: string;
  size: Size;
  respondent: Respondent;
}

/** Sizes of the text in CSS pixels, which the reader chooses and the browser keeps. */
export const SIZES = {
  normal: { word: '标准', pixels: 22 },
  large: { word: '大', pixels: 26 },
  largest: { word: '特大', pixels: 32 },
} as const;
export type Size = keyof typeof SIZES;

export const isSize = (text: unknown): text is Size => typeof text === 'string' && text in SIZES;

/** One button of the question: a word with a sign, stored as one of the five levels. */
export interface Choice {
  level: number;
  word: string;
  sign: string;
  name: string;
}

/** Three words for the very old; the five levels are for the telephone and the family's own page. */
export const CHOICES = [
  { level: 4, word: '满意', sign: '👍', name: 'good' },
  { level: 3, word: '一般', sign: '➖', name: 'fair' },
  { level: 2, word: '不满意', sign: '👎', name: 'poor' },
] as const satisfies readonly Choice[];

/** Pairs of text and ground; a test holds each to 7 : 1. */
export const COLOURS = {
  text: ['#101410', '#ffffff'],
  link: ['#0a3d7a', '#ffffff'],
  notice: ['#0b3d1c', '#e6f4ea'],
  good: ['#ffffff', '#0b5128'],
  fair: ['#ffffff', '#5a4300'],
  poor: ['#ffffff', '#7d1414'],
} as const;

const paint = ([ink, ground]: readonly [string, string]): string => `color:${ink};background:${ground}`;

/** Targets are at least 100 px high and 16 px apart at the smallest size; all lengths follow the text. */
export const STYLE = `
${Object.entries(SIZES)
  .map(([size, { pixels }]) => `html.${size}{font-size:${pixels}px}`)
  .join('')}
*{box-sizing:border-box}
body{margin:0;${paint(COLOURS.text)};line-height:1.6;overflow-wrap:anywhere;
font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:30rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem;margin:.5rem 0 1rem}h2{font-size:1.1rem;margin:2rem 0 .6rem}
p{margin:0 0 1.4rem}.small{font-size:1rem;margin-top:2rem}
.told{border-left:.3rem solid #101410;padding-left:.8rem}
.notice{${paint(COLOURS.notice)};padding:1rem;border:3px solid #0b3d1c;font-weight:700}
.rate,.wide,.size{display:flex;align-items:center;justify-content:center;gap:.6rem;width:100%;min-height:4.8rem;
margin:0 0 .8rem;padding:.5rem;border:3px solid #101410;border-radius:.6rem;font:inherit;font-weight:700;
text-align:center;cursor:pointer}
.rate{font-size:1.4rem}
.good{${paint(COLOURS.good)}}.fair{${paint(COLOURS.fair)}}.poor{${paint(COLOURS.poor)}}
.wide,.size{${paint(COLOURS.link)};border-color:#0a3d7a}
.sizes{display:flex;gap:.8rem}
:focus-visible{outline:4px solid #0a3d7a;outline-offset:3px}`;

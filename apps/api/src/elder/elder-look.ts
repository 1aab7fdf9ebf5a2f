import type { Respondent } from '@songbai/contracts';

/** How a page is shown and under which address its links stand. */
export interface Look {
  /** `/c/<token>`. */
  path: string;
  /** Where the reader is, e.g. `/c/<token>/order?item=…`: a change of size stays there. */
  here: string;
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
  { level: 4, word: '满意', sign: 'good', name: 'good' },
  { level: 3, word: '一般', sign: 'fair', name: 'fair' },
  { level: 2, word: '不满意', sign: 'poor', name: 'poor' },
] as const satisfies readonly Choice[];

/** The five levels as the three words of the page. */
export function choiceOf(level: number): Choice {
  const [good, fair, poor] = CHOICES;
  if (level >= good.level) return good;
  return level === fair.level ? fair : poor;
}

/** Pairs of text and ground; a test holds each to 7 : 1. */
export const COLOURS = {
  text: ['#101410', '#ffffff'],
  link: ['#0a3d7a', '#ffffff'],
  call: ['#ffffff', '#0a3d7a'],
  notice: ['#0b3d1c', '#e6f4ea'],
  good: ['#ffffff', '#0b5128'],
  fair: ['#ffffff', '#5a4300'],
  poor: ['#ffffff', '#7d1414'],
} as const;

const paint = ([ink, ground]: readonly [string, string]): string => `color:${ink};background:${ground}`;

/**
 * Main targets are at least 64 px high, those of the question 100 px, all 16 px apart at the smallest size: lengths
 * follow the text. The ordinary version has text of 17 px and the same colours. Headings and buttons break
 * between words, not within them; where a word would not fit beside its sign, the sign goes.
 */
export const STYLE = `
${Object.entries(SIZES)
  .map(([size, { pixels }]) => `html.${size}{font-size:${pixels}px}`)
  .join('')}html.ordinary{font-size:17px}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;${paint(COLOURS.text)};line-height:1.6;overflow-wrap:anywhere;
font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
main{max-width:30rem;margin:0 auto;padding:.7rem 1rem 2rem}.ordinary main{max-width:46rem}
h1{font-size:1.4rem;margin:1rem 0 .6rem;line-height:1.35}
h1,h2,dd,.told,.wide,.help,.notice,.card{word-break:keep-all}h2{font-size:1.1rem;margin:1.6rem 0 .6rem}
p{margin:0 0 1.4rem}a{color:${COLOURS.link[0]}}
svg{width:1.3em;height:1.3em;flex:none;vertical-align:-.25em;fill:none;stroke:currentColor;stroke-width:2;
stroke-linecap:round;stroke-linejoin:round}
.whole{display:inline-block}
.told{border-left:.3rem solid #101410;padding-left:.8rem}.told+.wide{margin:-.8rem 0 1.8rem}
.notice{${paint(COLOURS.notice)};padding:.8rem 1rem;border:3px solid #0b3d1c;font-weight:700}
.rate,.wide,.size,.help a,.help button,.help p{
display:flex;align-items:center;justify-content:center;gap:.6rem;width:100%;min-height:3.2rem;
margin:0 0 .8rem;padding:.4rem;border:3px solid #101410;border-radius:.6rem;font:inherit;font-weight:700;
text-align:center;text-decoration:none;cursor:pointer}
.rate{font-size:1.4rem;min-height:4.6rem}
.good{${paint(COLOURS.good)}}.fair{${paint(COLOURS.fair)}}.poor{${paint(COLOURS.poor)}}
.wide,.size,.help button{${paint(COLOURS.link)};border-color:#0a3d7a}
.help,.sizes{display:flex;flex-wrap:wrap;gap:.8rem}.help{margin-bottom:.8rem}
.help form{display:contents}
.help a,.help button,.help p{flex:1 1 11rem;margin:0;width:auto}
.help .ring,.help .ring:visited{${paint(COLOURS.call)}}.sizes .size{flex:1 1 auto;width:auto;
margin:0;padding:.4rem .7rem;white-space:nowrap}
.help .waits{${paint(COLOURS.notice)};border-color:#0b3d1c}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));gap:.8rem}
.cards .wide{min-height:5rem;font-size:1.15rem;margin:0}
dl{margin:0 0 1.4rem}dt{font-weight:700}dd{margin:0 0 .8rem}.large{font-size:1.4rem;font-weight:700}
.row{border-top:2px solid #101410;padding:.8rem 0}.five{display:flex;flex-wrap:wrap;gap:.8rem}
.five .wide{flex:1 1 6rem;width:auto;min-height:2.8rem;margin:0;font-weight:400}
.five [aria-current]{${paint(COLOURS.good)};border-color:#0b5128;font-weight:700}
.foot{border-top:3px solid #101410;margin-top:2rem}p.foot{padding-top:.8rem}
@media(max-width:340px){.largest .help svg,.largest .wide svg{display:none}
.largest .rate,.largest .size{flex-wrap:wrap;white-space:normal}}
:focus-visible{outline:4px solid #0a3d7a;outline-offset:3px}`;

/** A4 in black on white, for the wall: one visit or service a card, the telephone the largest. */
export const PRINT_STYLE = `
@page{size:A4;margin:14mm}
.sheet{font-size:max(18pt,1rem)}.sheet h1{font-size:max(24pt,1.2rem)}.sheet h2{font-size:max(20pt,1.1rem)}
.sheet .phone{font-size:min(32pt,9.5vw);font-weight:700;line-height:1.3}
.sheet .card{border:2pt solid #101410;border-radius:6pt;padding:8pt 12pt;margin:0 0 10pt;break-inside:avoid}
@media print{.screen{display:none}.sheet .phone{font-size:36pt}main{max-width:none;padding:0}a{color:#101410}}`;

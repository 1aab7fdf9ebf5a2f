import { type Day, type Instant, telLink } from '@songbai/contracts';
import type { CardHolder } from '../cards/card-store';
import { escaped } from '../http/html';
import { icon } from './elder-icons';
import { type Look, SIZES, STYLE } from './elder-look';
import { sayMoment } from './elder-words';

/** Whom to ring, and whether somebody is going to ring already: the same on every page of a card. */
export interface Help {
  holder: Pick<CardHolder, 'contactName' | 'contactPhone' | 'number'>;
  waitsForCall: boolean;
}

/** A page for the very old: help first and in the same place, then the page's own words, then how it is shown. */
export function elderFrame(look: Look, help: Help, title: string, body: string, style = ''): string {
  return documentOf(
    { lang: 'zh-CN', kind: look.size, title: `${title} 松柏 长辈版`, style },
    `${helpBar(look, help)}
<button class="wide screen" data-aloud data-stop="停" aria-pressed="false" hidden>${icon('aloud')}<span>念给我听</span>
</button>
<div data-words>
${body}
</div>
<div class="foot screen">
${sizes(look)}
<nav aria-label="版面"><h2>别的版面</h2>
${link(`${look.path}/family`, `${icon('people')}<span>普通版（给家属）</span>`, 'wide')}
${link(`${look.path}/print`, `${icon('print')}印一张大字单`, 'wide')}</nav>
<p>卡号 ${escaped(help.holder.number)}</p>
</div>`,
  );
}

/** Also for a card that was never issued: who tries tokens learns nothing. */
export function closedPage(): string {
  return documentOf(
    { lang: 'zh-CN', kind: 'normal', title: '松柏 长辈版', style: '' },
    `<h1>这张卡不能用了</h1>
<p>没有关系，服务照常。</p>
<p>请打电话，换一张新卡。</p>
<p>电话号码印在卡上，字最大的那一行。</p>
<p lang="en">This card is no longer in use. Please ring the number on it for a new one.</p>`,
  );
}

/** Too many cards were tried from here that are none. */
export function waitPage(): string {
  return documentOf(
    { lang: 'zh-CN', kind: 'normal', title: '松柏 长辈版', style: '' },
    `<h1>请过一会儿再打开</h1>
<p>从这个网络打开了太多不能用的卡。</p>
<p>服务照常。有急事请打卡上的电话。</p>
<p lang="en">Too many cards that do not exist were tried from here. Please try again later, or ring the number.</p>`,
  );
}

export interface Document {
  lang: 'zh-CN' | 'en';
  /** A size of the elder version, or `ordinary`. */
  kind: string;
  title: string;
  style: string;
}

export function documentOf({ lang, kind, title, style }: Document, body: string): string {
  return `<!doctype html>
<html lang="${lang}" class="${kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<meta name="description" content="松柏长辈版（关怀版、亲情版、关爱版）">
<title>${title}</title>
<style>${STYLE}${style}</style>
<script src="/c/elder.js" defer></script>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

export interface HelpWords {
  label: string;
  ring: (name: string | null) => string;
  ask: string;
  waits: string;
}

const ELDER_HELP: HelpWords = {
  label: '电话',
  ring: (name) => (name ? `打给${name}` : '打电话'),
  ask: '请打电话给我',
  waits: '已记下，会打给您',
};

/** The number to ring and the wish for a call, as the first thing of every page. */
export function helpBar(look: Look, { holder, waitsForCall }: Help, words: HelpWords = ELDER_HELP): string {
  const { contactName, contactPhone: phone } = holder;
  const said = `${icon('phone')}<span>${escaped(words.ring(contactName))}<br>${escaped(phone ?? '')}</span>`;
  const dialled = telLink(phone ?? '');
  // What no telephone can dial is still to be read.
  const unlinked = phone ? `<p>${said}</p>` : '';
  const ring = dialled ? `<a class="ring" href="${dialled}">${said}</a>` : unlinked;
  const from = `<input type="hidden" name="respondent" value="${look.respondent}">`;
  const ask = waitsForCall
    ? `<p class="waits">${icon('done')}${words.waits}</p>`
    : `<form method="post" action="${look.path}/call">${from}
<button>${icon('ring')}<span>${words.ask}</span></button></form>`;
  return `<section class="help screen" aria-label="${words.label}">${ring}${ask}</section>`;
}

function sizes({ here, size: current }: Look): string {
  const joined = here.includes('?') ? '&amp;' : '?';
  const choices = Object.entries(SIZES).map(([size, { word }]) =>
    size === current
      ? `<span class="size" aria-current="true">${icon('done')}${word}</span>`
      : link(`${escaped(here)}${joined}size=${size}`, word, 'size'),
  );
  return `<nav aria-label="字的大小"><h2>字的大小</h2><div class="sizes">${choices.join('')}</div></nav>`;
}

/** `text` is HTML. */
export const link = (to: string, text: string, kind: string): string =>
  `<a class="${kind}" href="${to}">${text}</a>`;

/** A day and a time that no line ends within, as HTML. */
export const momentWhole = (at: Instant, today: Day): string =>
  sayMoment(at, today)
    .split(' ')
    .map((part) => `<span class="whole">${part}</span>`)
    .join(' ');

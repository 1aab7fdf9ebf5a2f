import { dayOf, type Language } from '@songbai/contracts';
import { escaped } from '../http/html';
import type { ElderPage, RecentVisit, ToldRequest } from './elder.service';
import { documentOf, helpBar, link } from './elder-frame';
import { icon } from './elder-icons';
import type { Look } from './elder-look';
import { sayDateOn, sayElder } from './elder-words';
import { englishDayOn, type FamilyWord, LEVELS, say, sayAsked, sayWhen, sayWho } from './family-words';

/** The ordinary version of a card's page, for the family: more at once, smaller, in Chinese or English. */
export function familyPage(
  page: ElderPage,
  look: Look,
  language: Language,
  notice: 'rated' | 'call' | undefined,
): string {
  const t = (word: FamilyWord): string => say(language, word);
  const here = `${look.path}/family`;
  const other = language === 'zh' ? 'en' : 'zh';
  const { coming, recent, requests, holder, today } = page;
  const help = {
    ...{ label: t('help'), ask: t('ask'), waits: t('waits') },
    ring: (name: string | null) => say(language, 'ring', name ?? t('contact')),
  };
  const planned = coming.map(
    ({ at, item, worker }) =>
      `<li class="row"><strong>${sayWhen(language, at, today)}</strong><br>
${escaped(sayWho(language, worker))}　${escaped(item)}</li>`,
  );
  return documentOf(
    { lang: language === 'zh' ? 'zh-CN' : 'en', kind: 'ordinary', title: `${t('title')} 松柏`, style: STYLE },
    `${helpBar(look, page, help)}
<nav class="ways" aria-label="${t('title')}">${link(look.path, `${icon('people')}${t('elder')}`, 'wide')}
<a class="wide" href="${here}?language=${other}" lang="${other}">${t('language')}</a></nav>
<button class="wide" data-aloud data-stop="${t('stop')}" aria-pressed="false" hidden>${icon('aloud')}
<span>${t('aloud')}</span></button>
<div data-words>
<h1>${escaped(say(language, 'heading', language === 'zh' ? sayElder(page.name) : page.name))}</h1>
${notice ? `<p class="notice" role="status">${icon('done')} ${t(notice)}</p>` : ''}
<h2>${t('coming')}</h2>${list(planned, t('nothing'))}
${link(`${look.path}/order`, `${icon('bell')}${t('order')}`, 'wide')}
<h2>${t('recent')}</h2>${list(
      recent.map((visit) => visitRow(visit, page, look, language)),
      t('none'),
    )}
${
  requests.length > 0
    ? `<h2>${t('requests')}</h2>${list(
        requests.map((asked) => requestRow(asked, page, language)),
        '',
      )}`
    : ''
}
</div>
<p class="foot">${link(`${look.path}/print`, `${icon('print')}${t('print')}`, 'wide')}</p>
<p>${t('card')} ${escaped(holder.number)}</p>`,
  );
}

const STYLE = `
ul{list-style:none;margin:0 0 1rem;padding:0}.row p{margin:.3rem 0 .6rem}
.ways{display:flex;flex-wrap:wrap;gap:.8rem;margin-bottom:.8rem}
summary{color:#0a3d7a;text-decoration:underline;padding:.6rem 0;cursor:pointer}
.ways .wide{flex:1 1 12rem;width:auto;margin:0}
.ordinary .help a,.ordinary .help button,.ordinary .help p,.ordinary .wide{min-height:2.8rem}`;

const list = (rows: readonly string[], none: string): string =>
  rows.length > 0 ? `<ul>${rows.join('\n')}</ul>` : `<p>${none}</p>`;

function visitRow(
  visit: RecentVisit,
  { today, recent }: ElderPage,
  { path }: Look,
  language: Language,
): string {
  const isOpen = visit === recent.find((each) => each.level === null);
  const { id, at, item, worker, level, reply } = visit;
  const buttons = LEVELS.map(
    (each) =>
      `<button class="wide" name="level" value="${each.level}"${each.level === level ? ' aria-current="true"' : ''}>
${each.level === level ? icon('done') : ''}${each[language]}</button>`,
  );
  const own = LEVELS.find((each) => each.level === level);
  const said = own ? `${say(language, 'said')}${own[language]}` : say(language, 'rate');
  const label = `${say(language, 'question')} ${sayWhen(language, at, today)}`;
  return `<li class="row"><strong>${sayWhen(language, at, today)}</strong><br>
${escaped(sayWho(language, worker))}　${escaped(item)}
${reply ? `<br>${say(language, reply.party)}<strong>${escaped(reply.text)}</strong>` : ''}
<details${isOpen ? ' open' : ''}><summary>${said}</summary>
<p>${say(language, 'question')}</p>
<form class="five" method="post" action="${path}/rate" aria-label="${escaped(label)}">
<input type="hidden" name="visitId" value="${id}"><input type="hidden" name="respondent" value="family">
${buttons.join('\n')}</form></details></li>`;
}

function requestRow(
  { number, text, status, askedAt }: ToldRequest,
  { today }: ElderPage,
  language: Language,
): string {
  const day = dayOf(Math.floor(Date.parse(askedAt) / 1000));
  const asked = language === 'zh' ? sayDateOn(day, today) : englishDayOn(day, today);
  return `<li class="row"><strong>${escaped(sayAsked(language, text, day))}</strong><br>
${escaped(number)}　${say(language, status)}　${say(language, 'asked')} ${asked}</li>`;
}

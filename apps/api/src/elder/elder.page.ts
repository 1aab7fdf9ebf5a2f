import { dayOf } from '@songbai/contracts';
import { escaped } from '../http/html';
import type { ElderPage, RecentVisit, ToldVisit } from './elder.service';
import { elderFrame, type Help, link, momentWhole } from './elder-frame';
import { icon } from './elder-icons';
import { CHOICES, choiceOf, type Look } from './elder-look';
import { sayElder, sayWorker } from './elder-words';

/** What the page says on top after something was done. */
export const NOTICES = {
  rated: '谢谢您，已经记下了。',
  call: '好的，我们会给您打电话。',
} as const;
export type Notice = keyof typeof NOTICES;

/** What stands on the page beside what is stored. */
export interface Shown {
  notice: Notice | undefined;
  /** The visit that the reader wants to speak of once more. */
  askAbout: string | undefined;
  /** An order that was begun and not sent, in words, and the way back to it. */
  begun: { words: string; path: string } | undefined;
}

/** The first page of a card: what comes next, one question at most, and the way to a service. */
export function elderPage(page: ElderPage, look: Look, { notice, askAbout, begun }: Shown): string {
  const { recent, isAsked } = page;
  const chosen = recent.find(({ id }) => id === askAbout);
  const open = chosen ?? (isAsked ? recent.find(({ level }) => level === null) : undefined);
  const others = recent.filter((visit) => visit !== open);
  const resume = begun ? link(begun.path, `${icon('day')}接着办：${escaped(begun.words)}`, 'wide') : '';
  return elderFrame(
    look,
    page,
    '首页',
    `<h1>${escaped(sayElder(page.name))}，您好</h1>
${notice ? `<p class="notice" role="status">${icon('done')} ${NOTICES[notice]}</p>` : ''}
${notice === 'rated' ? called(page) : ''}
${nextVisits(page)}
${open ? question(open, page, look) : ''}
${askedFor(page)}
<h2>要人帮忙</h2>
${resume}${link(`${look.path}/order`, `${icon('bell')}我要叫服务`, 'wide')}
${others.length > 0 ? `<h2>来过的服务</h2>${others.map((visit) => saidOf(visit, page, look)).join('')}` : ''}`,
  );
}

/** What was asked for with the card and is still to be settled. */
function askedFor({ requests, waitsForCall }: ElderPage): string {
  const texts = new Set(requests.flatMap(({ status, text }) => (status === 'open' ? [text] : [])));
  const then = waitsForCall ? '，等电话。' : '，已经记下。';
  return [...texts]
    .map((text) => `<p class="told">您要的<strong>${escaped(text)}</strong>${then}</p>`)
    .join('');
}

/** Something was asked that cannot be done; the way back is one tap. */
export function troublePage(look: Look, help: Help, message: string): string {
  return elderFrame(
    look,
    help,
    '没有办成',
    `<h1>没有办成</h1><p>${escaped(message)}</p>${link(look.path, `${icon('back')}返回`, 'wide')}`,
  );
}

/** All of the next day that has any: two may come at one time. */
function nextVisits({ coming, today }: ElderPage): string {
  const [next] = coming;
  if (!next) return '<h2>下一次服务</h2><p>还没有安排。想要人来，请打电话。</p>';
  const ofThatDay = coming.filter(({ at }) => dayOf(at) === dayOf(next.at));
  return `<h2>下一次服务</h2>${ofThatDay.map((visit) => `<p class="told">${tell(visit, today)}</p>`).join('')}`;
}

const tell = ({ at, worker, item }: ToldVisit, today: string): string =>
  `<strong>${momentWhole(at, today)}</strong><br>${escaped(sayWorker(worker))}　${escaped(item)}`;

/** Who is going to be rung need not ask for it: why that button is not there. */
const called = ({ waitsForCall }: ElderPage): string =>
  waitsForCall ? '<p>我们会给您打电话，不用再叫。</p>' : '';

function question(visit: RecentVisit, page: ElderPage, { path }: Look): string {
  const { today } = page;
  const buttons = CHOICES.map(
    ({ level, word, sign, name }) =>
      `<button class="rate ${name}" name="level" value="${level}">${icon(sign)}${word}</button>`,
  );
  return `<section aria-labelledby="q"><h2 id="q">这次服务，您满意吗？</h2><p class="told">${tell(visit, today)}</p>
${visit.level === null ? '' : called(page)}
<form method="post" action="${path}/rate"><input type="hidden" name="visitId" value="${visit.id}">
<input type="hidden" name="respondent" value="self">
${buttons.join('\n')}</form></section>`;
}

const REPLIES = { provider: '服务商答复您：', bureau: '老干部局答复您：' } as const;

function saidOf(visit: RecentVisit, { today }: ElderPage, { path }: Look): string {
  const { id, level, reply } = visit;
  const choice = level === null ? undefined : choiceOf(level);
  const said = choice ? `<br>您说：<strong>${icon(choice.sign)} ${choice.word}</strong>` : '';
  const answer = reply ? `<br>${REPLIES[reply.party]}<strong>${escaped(reply.text)}</strong>` : '';
  return `<p class="told">${tell(visit, today)}${said}${answer}</p>
${link(`${path}?visit=${id}`, `${icon('change')}${choice ? '改一下' : '评一评'}`, 'wide')}`;
}

import type { ElderPage, RecentVisit, ToldVisit } from './elder.service';
import { CHOICES, type Choice, type Look, SIZES, STYLE } from './elder-look';
import { sayElder, sayMoment, sayWorker } from './elder-words';

/** What the page says on top after something was done. */
export const NOTICES = {
  rated: '谢谢您，已经记下了。',
  call: '好的，我们会给您打电话。',
} as const;
export type Notice = keyof typeof NOTICES;

/** The page of a card: one question, large, without script. Everything on it works by links and forms. */
export function elderPage(
  page: ElderPage,
  look: Look,
  notice: Notice | undefined,
  askAbout: string | undefined,
): string {
  const { recent, holder, today } = page;
  const open = recent.find(({ id }) => id === askAbout) ?? recent.find(({ level }) => level === null);
  const said = recent.filter((visit) => visit !== open && visit.level !== null);
  return frame(
    look,
    `<h1>${escaped(sayElder(page.name))}，您好</h1>
${notice ? `<p class="notice" role="status">✓ ${NOTICES[notice]}</p>` : ''}
${nextVisit(page.next, today)}
${open ? question(open, page, look) : ''}
${said.length > 0 ? `<h2>您评过的服务</h2>${said.map((visit) => saidOf(visit, page, look)).join('')}` : ''}
${callForm(page, look)}
${sizes(look)}
${asWhom(look)}
<p class="small">卡号 ${escaped(holder.number)}</p>`,
  );
}

/** Also for a card that was never issued: who tries tokens learns nothing. */
export function closedPage(): string {
  return frame(NO_LOOK, `<h1>这张卡不能用了</h1><p>请给您的联络员打电话，换一张新卡。</p>`);
}

/** Something was asked that cannot be done; the way back is one tap. */
export function troublePage(look: Look, message: string): string {
  return frame(look, `<h1>没有办成</h1><p>${escaped(message)}</p>${link(look.path, '返回', 'wide plain')}`);
}

const NO_LOOK: Look = { path: '', size: 'normal', respondent: 'self' };

function nextVisit(visit: ToldVisit | undefined, today: string): string {
  if (!visit) return '<h2>下一次服务</h2><p>还没有安排。</p>';
  return `<h2>下一次服务</h2><p class="told">${tell(visit, today)}</p>`;
}

const tell = ({ at, worker, item }: ToldVisit, today: string): string =>
  `<strong>${sayMoment(at, today)}</strong><br>${escaped(sayWorker(worker))}　${escaped(item)}`;

function question(visit: RecentVisit, { today }: ElderPage, { path, respondent }: Look): string {
  const buttons = CHOICES.map(
    ({ level, word, sign, name }) =>
      `<button class="rate ${name}" name="level" value="${level}">
<span aria-hidden="true">${sign}</span> ${word}</button>`,
  );
  const asked = respondent === 'family' ? '您家老人对这次服务满意吗？' : '这次服务，您满意吗？';
  return `<section aria-labelledby="q"><h2 id="q">${asked}</h2><p class="told">${tell(visit, today)}</p>
<form method="post" action="${path}/rate"><input type="hidden" name="visitId" value="${visit.id}">
<input type="hidden" name="respondent" value="${respondent}">
${buttons.join('\n')}</form></section>`;
}

function saidOf(visit: RecentVisit, { today }: ElderPage, { path, respondent }: Look): string {
  const choice = choiceOf(visit.level);
  return `<p class="told">${tell(visit, today)}<br>您说：<strong>${choice.sign} ${choice.word}</strong></p>
${link(`${path}?visit=${visit.id}&amp;as=${respondent}`, '改一下', 'wide plain')}`;
}

/** The five levels as the three words of the page. */
function choiceOf(level: number | null): Choice {
  const [good, fair, poor] = CHOICES;
  if (level === null || level >= good.level) return good;
  return level === fair.level ? fair : poor;
}

function callForm({ holder, waitsForCall }: ElderPage, { path }: Look): string {
  const { contactName: name, contactPhone: phone } = holder;
  const ring = phone
    ? link(
        `tel:${phone.replace(/[^\d+]/g, '')}`,
        `☎ 打给${escaped(name ?? '联络员')}　${escaped(phone)}`,
        'wide',
      )
    : '';
  const ask = waitsForCall
    ? '<p class="told">✓ 已经记下，会有人给您打电话。</p>'
    : `<form method="post" action="${path}/call"><button class="wide plain">☎ 请打电话给我</button></form>`;
  return `<section aria-label="电话"><h2>有事找人</h2>${ring}${ask}</section>`;
}

function sizes({ path, size: current }: Look): string {
  const choices = Object.entries(SIZES).map(([size, { word }]) =>
    size === current
      ? `<span class="size" aria-current="true">✓ ${word}</span>`
      : link(`${path}?size=${size}`, word, 'size'),
  );
  return `<nav aria-label="字的大小"><h2>字的大小</h2><div class="sizes">${choices.join('')}</div></nav>`;
}

const asWhom = ({ path, respondent }: Look): string =>
  respondent === 'family'
    ? link(`${path}?as=self`, '我是老人本人', 'wide plain')
    : link(`${path}?as=family`, '我是家属', 'wide plain');

const link = (to: string, text: string, kind: string): string =>
  `<a class="${kind}" href="${to}">${text}</a>`;

function frame({ size }: Look, body: string): string {
  return `<!doctype html>
<html lang="zh-CN" class="${size}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>松柏 长辈版</title>
<style>${STYLE}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

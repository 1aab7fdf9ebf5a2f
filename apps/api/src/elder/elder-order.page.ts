import type { Day } from '@songbai/contracts';
import { escaped } from '../http/html';
import { elderFrame, type Help, link } from './elder-frame';
import { icon, serviceIcon } from './elder-icons';
import type { Look } from './elder-look';
import type { MadeRequest, MenuItem, OrderHelp } from './elder-request.service';
import { sayDay } from './elder-words';

/** Large cards on one page of the menu. */
const CARDS = 6;
/** "We will speak about the day on the telephone." */
export const ANY_DAY = 'call';

const NO_DAY = '打电话时再定';
const dayWords = (day: Day | undefined, today: Day): string => (day ? sayDay(day, today) : NO_DAY);

/** What was chosen so far, in words: "家政保洁，明天 星期三". */
export const choiceWords = (item: MenuItem, day: Day | undefined, today: Day): string =>
  `${item.name}，${dayWords(day, today)}`;

/** First question: which service; the usual ones first, each page by the numbers that the card on the fridge has. */
export function menuPage(help: OrderHelp, look: Look, page: number): string {
  const { menu } = help;
  const pages = Math.max(1, Math.ceil(menu.length / CARDS));
  const current = Math.min(Math.max(page, 1), pages);
  const cards = menu
    .slice((current - 1) * CARDS, current * CARDS)
    .sort((one, other) => one.number - other.number)
    .map(({ code, name, category, number }) =>
      link(
        `${look.path}/order?item=${encodeURIComponent(code)}`,
        `${serviceIcon(name, category)}<span>${number}号 ${escaped(name)}</span>`,
        'wide',
      ),
    );
  const isLast = current === pages;
  const more =
    pages > 1
      ? `<p></p>${link(
          `${look.path}/order?page=${isLast ? 1 : current + 1}`,
          isLast ? `${icon('back')}看前面的服务` : '还有别的服务',
          'wide',
        )}`
      : '';
  const none = '<p>现在没有可以选的服务。请打电话给我们。</p>';
  return elderFrame(
    look,
    help,
    '选服务',
    `<h1>您要什么服务？</h1>
${cards.length > 0 ? `<nav class="cards" aria-label="服务">${cards.join('\n')}</nav>${more}` : none}
${back(look)}`,
  );
}

/** Second question: which day. */
export function dayPage(help: OrderHelp, look: Look, item: MenuItem, days: readonly Day[]): string {
  const base = `${look.path}/order?item=${encodeURIComponent(item.code)}&amp;day=`;
  const choices = days.map((day) =>
    link(`${base}${day}`, `${icon('day')}${sayDay(day, help.today)}`, 'wide'),
  );
  return elderFrame(
    look,
    help,
    '选哪天',
    `<h1>${escaped(item.name)}，哪天来？</h1>
${choices.join('\n')}
${link(`${base}${ANY_DAY}`, `${icon('ring')}<span>请打电话给我，再定哪天</span>`, 'wide')}
${back(look)}`,
  );
}

/** Nothing is sent before this has been looked at. */
export function checkPage(
  help: OrderHelp,
  look: Look,
  item: MenuItem,
  day: Day | undefined,
  key: string,
): string {
  const order = `${look.path}/order`;
  const again = `${order}?item=${encodeURIComponent(item.code)}`;
  return elderFrame(
    look,
    help,
    '看一遍',
    `<h1>请看一遍，对不对？</h1>
<dl><dt>服务</dt><dd class="large">${escaped(item.name)}</dd>
<dt>哪天</dt><dd class="large">${dayWords(day, help.today)}</dd></dl>
<form method="post" action="${order}"><input type="hidden" name="item" value="${escaped(item.code)}">
<input type="hidden" name="day" value="${day ?? ANY_DAY}"><input type="hidden" name="key" value="${key}">
<button class="rate good">${icon('done')}对，就这样</button></form>
${link(order, `${icon('change')}换一个服务`, 'wide')}
${link(again, `${icon('change')}换一天`, 'wide')}
<p>我们会先打电话跟您定好，再派人来。</p>
${back(look)}`,
  );
}

/** The request has a number now; whom to ring is said again, in full. */
export function donePage(help: Help, look: Look, { number, words, askedOn }: MadeRequest): string {
  const { contactName: name, contactPhone: phone } = help.holder;
  const ring = phone ? `<dt>电话</dt><dd class="large">${escaped(phone)}</dd>` : '';
  return elderFrame(
    look,
    help,
    '收到了',
    `<h1>${icon('done')}收到了</h1>
<p class="notice" role="status">${escaped(name ?? '联络员')}会给您打电话。</p>
<dl><dt>您要的</dt><dd class="large">${escaped(words)}</dd>
<dt>编号</dt><dd class="large">${escaped(number)}</dd>
<dt>登记日期</dt><dd>${escaped(askedOn)}</dd>${ring}</dl>
<p>谁来、几点来，电话里告诉您。</p>
${link(`${look.path}/print?request=${encodeURIComponent(number)}`, `${icon('print')}印一份`, 'wide')}
${back(look)}`,
  );
}

const back = ({ path }: Look): string => `<p></p>${link(path, `${icon('back')}回首页`, 'wide')}`;

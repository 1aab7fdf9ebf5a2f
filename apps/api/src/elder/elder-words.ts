import { addDays, type Day, dayOf, formatLocal, type Instant } from '@songbai/contracts';

/** Times and names as one says them to an old person: short, in words, the weekday always with it. */

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const NEAR: Record<string, string> = { '-2': '前天', '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' };
const DAY_SECONDS = 86_400;

const noonOf = (day: Day): number => Date.parse(`${day}T12:00:00Z`) / 1000;

/** "明天 星期三", "10月28日 星期三"; of another year with that year: "2025年10月28日 星期二". */
export function sayDay(day: Day, today: Day): string {
  const distance = Math.round((noonOf(day) - noonOf(today)) / DAY_SECONDS);
  return `${NEAR[String(distance)] ?? dateOn(day, today)} ${weekdayOf(day)}`;
}

/** "10月28日", and of another year "2025年10月28日". */
const dateOn = (day: Day, today: Day): string =>
  `${isSameYear(day, today) ? '' : `${day.slice(0, 4)}年`}${dateOf(day)}`;

export const isSameYear = (day: Day, today: Day): boolean => day.slice(0, 4) === today.slice(0, 4);

/** The date whether it is near or not: of a list whose rows are compared. */
export const sayDateOn = (day: Day, today: Day): string => `${dateOn(day, today)} ${weekdayOf(day)}`;

/** "10月28日 星期三", whatever day it is read. */
export const sayDate = (day: Day): string => `${dateOf(day)} ${weekdayOf(day)}`;

const NO_DAY = '哪天待电话定';

/** What a card asks for, as the liaison reads it: "家政保洁，11月21日 星期六". */
export const sayRequest = (item: string, day: Day | undefined): string =>
  `${item}，${day ? sayDate(day) : NO_DAY}`;

/** The same taken apart, for who reads no Chinese; null where somebody wrote it otherwise. */
export function readRequest(text: string, askedOn: Day): { item: string; day: Day | undefined } | null {
  const at = text.lastIndexOf('，');
  const [item, when] = [text.slice(0, at), text.slice(at + 1)];
  if (at === -1) return null;
  if (when === NO_DAY) return { item, day: undefined };
  const day = Array.from({ length: 8 }, (_, n) => addDays(askedOn, n)).find((each) => sayDate(each) === when);
  return day ? { item, day } : null;
}

const dateOf = (day: Day): string => {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
};
const weekdayOf = (day: Day): string => `星期${WEEKDAYS[new Date(noonOf(day) * 1000).getUTCDay()]}`;

/** "上午9点", "下午2点半", "晚上7点20分". */
export function sayTime(at: Instant): string {
  const [hour = 0, minute = 0] = formatLocal(at).slice(11, 16).split(':').map(Number);
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour === 12 ? '中午' : hour < 18 ? '下午' : '晚上';
  const spoken = hour > 12 ? hour - 12 : hour;
  const rest = minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`;
  return `${part}${spoken}点${rest}`;
}

export const sayMoment = (at: Instant, today: Day): string => `${sayDay(dayOf(at), today)} ${sayTime(at)}`;

/** Family names of two characters; everybody else's has one. */
const LONG_NAMES = new Set(
  (
    '欧阳 上官 司马 诸葛 司徒 皇甫 夏侯 东方 尉迟 公孙 慕容 令狐 司空 宇文 长孙 鲜于 闾丘 钟离 ' +
    '赫连 澹台 濮阳 淳于 申屠 公羊 万俟 闻人 端木 南宫 独孤 轩辕 呼延 西门 东郭 太史 百里'
  ).split(' '),
);

/** What stands between the parts of a name that is not of the Han, on whatever keyboard. */
const PARTS = /[·•‧・．.]|\s+/;
/** "林　勇", as lists are made to look even. */
const even = (name: string): string => name.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');

/** The family name; undefined for who has none in front: they are called by their own name, which comes first. */
function surname(name: string): string | undefined {
  const letters = [...name];
  const long = letters.slice(0, 2).join('');
  if (PARTS.test(name)) return undefined;
  if (letters.length > 2 && LONG_NAMES.has(long)) return long;
  return letters.length > 3 ? undefined : letters[0];
}

const ownName = (name: string): string => name.split(PARTS).find((part) => part !== '') ?? name;

/** "周老" for 周忠仙, "阿卜杜热合曼老人家" for 阿卜杜热合曼·买买提吐尔逊. */
export function sayElder(name: string): string {
  const family = surname(even(name));
  return family ? `${family}老` : `${ownName(even(name))}老人家`;
}

/** "王护工" for 王秀兰; somebody, where the name is not known. */
export const sayWorker = (name: string | null): string =>
  name ? `${surname(even(name)) ?? ownName(even(name))}护工` : '护工';

import { type Day, dayOf, formatLocal, type Instant, type Language } from '@songbai/contracts';
import { isSameYear, readRequest, sayMoment, sayWorker } from './elder-words';

/** The words of the family's page, Chinese and English side by side. */
export const FAMILY_WORDS = {
  title: { zh: '普通版', en: 'Ordinary version' },
  heading: { zh: '{name}的家属，您好', en: 'For the family of {name}' },
  elder: { zh: '长辈版（大字）', en: 'Large version for the elder (长辈版)' },
  language: { zh: 'English', en: '中文' },
  help: { zh: '电话', en: 'Telephone' },
  ring: { zh: '打电话给{name}', en: 'Ring {name}' },
  contact: { zh: '联络员', en: 'the liaison' },
  ask: { zh: '请打电话给我', en: 'Please ring me' },
  waits: { zh: '已记下，会打给您', en: 'Noted: somebody will ring' },
  rated: { zh: '谢谢，已经记下了。', en: 'Thank you, it has been noted.' },
  call: { zh: '好的，我们会给您打电话。', en: 'Very well, we will ring you.' },
  coming: { zh: '安排好的服务', en: 'Visits to come' },
  nothing: { zh: '还没有安排。', en: 'Nothing is planned yet.' },
  order: { zh: '替老人叫服务', en: 'Ask for a service (in Chinese)' },
  recent: { zh: '最近来过的服务', en: 'Visits of the last month' },
  none: { zh: '最近没有。', en: 'None lately.' },
  question: { zh: '您家老人对这次服务满意吗？', en: 'Was he or she content with this visit?' },
  rate: { zh: '评一评', en: 'Give an opinion' },
  provider: { zh: '服务商答复：', en: 'The provider replied: ' },
  bureau: { zh: '老干部局答复：', en: 'The bureau replied: ' },
  said: { zh: '您说：', en: 'You said: ' },
  requests: { zh: '用卡叫过的服务', en: 'Services asked for with this card' },
  open: { zh: '待联络员处理', en: 'waiting for the liaison' },
  met: { zh: '已安排', en: 'arranged' },
  unmet: { zh: '未能安排', en: 'could not be arranged' },
  asked: { zh: '登记于', en: 'asked on' },
  noDay: { zh: '哪天待电话定', en: 'the day is settled by telephone' },
  aloud: { zh: '念给我听', en: 'Read aloud' },
  stop: { zh: '停', en: 'Stop' },
  print: { zh: '印一张大字单', en: 'Print in large letters (in Chinese)' },
  card: { zh: '卡号', en: 'Card' },
  worker: { zh: '护工', en: 'A care worker' },
} as const;
export type FamilyWord = keyof typeof FAMILY_WORDS;

/** The five levels of the convention for public services. */
export const LEVELS = [
  { level: 5, zh: '非常满意', en: 'very content' },
  { level: 4, zh: '满意', en: 'content' },
  { level: 3, zh: '基本满意', en: 'fairly content' },
  { level: 2, zh: '不满意', en: 'not content' },
  { level: 1, zh: '非常不满意', en: 'not content at all' },
] as const;

export const say = (language: Language, word: FamilyWord, name = ''): string =>
  FAMILY_WORDS[word][language].replace('{name}', name);

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "明天 星期三 上午9点", "Wednesday 25 November, 9:00". */
export function sayWhen(language: Language, at: Instant, today: Day): string {
  if (language === 'zh') return sayMoment(at, today);
  return `${englishDayOn(dayOf(at), today)}, ${formatLocal(at).slice(11, 16)}`;
}

function englishDay(day: Day): string {
  const date = new Date(`${day}T12:00:00Z`);
  const month = date.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  return `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${month}`;
}

/** Of another year with that year. */
export const englishDayOn = (day: Day, today: Day): string =>
  isSameYear(day, today) ? englishDay(day) : `${englishDay(day)} ${day.slice(0, 4)}`;

/** A request in the reader's words; one that was written by hand stays as it is. */
export function sayAsked(language: Language, text: string, askedOn: Day): string {
  const asked = language === 'zh' ? null : readRequest(text, askedOn);
  if (!asked) return text;
  return `${asked.item}, ${asked.day ? englishDay(asked.day) : FAMILY_WORDS.noDay.en}`;
}

/** A name stays as it is written; the family name is said with the trade. */
export const sayWho = (language: Language, worker: string | null): string =>
  language === 'zh' ? sayWorker(worker) : (worker ?? FAMILY_WORDS.worker.en);

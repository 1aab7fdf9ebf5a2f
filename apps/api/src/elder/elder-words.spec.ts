import { parseLocal } from '@songbai/contracts';
import { readRequest, sayDay, sayElder, sayMoment, sayRequest, sayTime, sayWorker } from './elder-words';

const at = (text: string): number => parseLocal(text) ?? 0;

it.each([
  ['2026-11-19', '前天 星期四'],
  ['2026-11-20', '昨天 星期五'],
  ['2026-11-21', '今天 星期六'],
  ['2026-11-22', '明天 星期日'],
  ['2026-11-23', '后天 星期一'],
  ['2026-11-24', '11月24日 星期二'],
  ['2027-01-01', '2027年1月1日 星期五'],
  ['2025-11-24', '2025年11月24日 星期一'],
])('says %s as %s on 21 November 2026', (day, said) => expect(sayDay(day, '2026-11-21')).toBe(said));

it.each([
  ['00:05', '凌晨0点5分'],
  ['09:00', '上午9点'],
  ['12:30', '中午12点半'],
  ['14:20', '下午2点20分'],
  ['19:00', '晚上7点'],
])('says %s as %s', (time, said) => expect(sayTime(at(`2026-11-21 ${time}:00`))).toBe(said));

it('says the moment in Asia/Shanghai', () => {
  expect(sayMoment(at('2026-11-22 00:30:00'), '2026-11-21')).toBe('明天 星期日 凌晨0点半');
});

it.each([
  ['周忠仙', '周老', '周护工'],
  ['林勇', '林老', '林护工'],
  ['林　勇', '林老', '林护工'],
  ['欧阳文', '欧阳老', '欧阳护工'],
  ['欧阳文静', '欧阳老', '欧阳护工'],
  ['东方', '东老', '东护工'],
  ['阿卜杜热合曼·买买提吐尔逊', '阿卜杜热合曼老人家', '阿卜杜热合曼护工'],
  ['古丽巴哈尔•阿卜杜克里木', '古丽巴哈尔老人家', '古丽巴哈尔护工'],
  ['扎西顿珠', '扎西顿珠老人家', '扎西顿珠护工'],
  ['Anna Li', 'Anna老人家', 'Anna护工'],
])('addresses %s as people do: %s, %s', (name, elder, worker) => {
  expect([sayElder(name), sayWorker(name)]).toEqual([elder, worker]);
});

it('speaks of a worker whose name is not known', () => expect(sayWorker(null)).toBe('护工'));

it.each([
  ['家政保洁', '2026-11-20', '家政保洁，11月20日 星期五'],
  ['代购，代办', '2027-01-01', '代购，代办，1月1日 星期五'],
  ['送餐', undefined, '送餐，哪天待电话定'],
])('asks for %s on %s, and can be told so in another language', (item, day, text) => {
  const askedOn = day === '2027-01-01' ? '2026-12-30' : '2026-11-19';
  expect(sayRequest(item, day)).toBe(text);
  expect(readRequest(text, askedOn)).toEqual({ item, day });
  expect(readRequest('想请人陪着说说话', askedOn)).toBeNull();
});

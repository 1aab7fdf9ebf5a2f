import { answerOf, api, type Schemas } from '../../shared/session';
import { words } from '../../shared/words';
import type { Filters, Page } from '../kit';

export const r = words({
  title: ['评价', 'Ratings'],
  ratedAt: ['时间', 'When'],
  visit: ['服务记录', 'Visit'],
  cadre: ['服务对象', 'Served'],
  level: ['评价', 'Level'],
  respondent: ['谁评的', 'Who said it'],
  channel: ['渠道', 'Channel'],
  comment: ['原话', 'In their words'],
  enteredBy: ['录入人', 'Entered by'],
  aside: [
    '录入时写的是二维码，而持卡人已自己评过：留存，不替代',
    'Entered as said with the card, which had rated itself: kept, replaces nothing',
  ],
  counts: ['计入', 'Counts'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  level5: ['非常满意', 'very content'],
  level4: ['满意', 'content'],
  level3: ['基本满意', 'fairly content'],
  level2: ['不满意', 'not content'],
  level1: ['非常不满意', 'not at all content'],
  low: ['不满意及以下', 'not content and less'],
  month: ['服务月份', 'Month of the visit'],
  onlyCounted: ['只看计入的', 'Those that count'],
  onlyUncounted: ['只看不计入的', 'Those that do not'],
  replies: ['答复', 'Replies'],
  noReplies: ['还没有答复', 'No reply yet'],
  reply: ['写答复', 'Write a reply'],
  replyText: ['答复内容', 'What to say'],
  replyHint: [
    '老人和家属在自己的页面上看得到，发出后不能收回；请不要写健康、地址等个人信息。',
    'The cadre and the family read it on their page, and it cannot be taken back. Nothing personal, please.',
  ],
  send: ['发出答复', 'Send the reply'],
  byProvider: ['服务商', 'The provider'],
  byBureau: ['老干部局', 'The bureau'],
  history: ['改评之前', 'Said before'],
  visitLink: ['看这次服务', 'See the visit'],
  page: ['评价 {visit}', 'Rating of {visit}'],
  hint: [
    '服务人员代填的不计入；每次服务、每位评价人一条，改评留有历史。',
    'What a worker filled in does not count; a later rating of the same person replaces the former, which is kept.',
  ],
});

export type Rating = Schemas['RatingAnswer'];
const LEVELS = [r.level1, r.level2, r.level3, r.level4, r.level5];
export const levelText = (level: number): string => `${level} ${LEVELS[level - 1]?.() ?? ''}`;

export async function fetchRatings(cursor: string | undefined, filters: Filters): Promise<Page<Rating>> {
  const query = { ...filters, ...(cursor && { cursor }) };
  return (await answerOf(api.GET('/api/v1/ratings', { params: { query } }))) as Page<Rating>;
}

/** For a select: 5 first, as it is said. */
export const levelOptions = (): { value: string; label: string }[] => [
  { value: 'low', label: r.low() },
  ...[5, 4, 3, 2, 1].map((level) => ({ value: String(level), label: levelText(level) })),
];

import { RATING_CHANNELS, RESPONDENTS } from '@songbai/contracts';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import {
  CadreName,
  type Column,
  type Filters,
  ListPage,
  Moment,
  momentText,
  optionsOf,
  type Page,
  wordOf,
} from '../kit';

const r = words({
  title: ['评价', 'Ratings'],
  ratedAt: ['时间', 'When'],
  visit: ['服务记录', 'Visit'],
  cadre: ['服务对象', 'Served'],
  level: ['评价', 'Level'],
  respondent: ['谁评的', 'Who said it'],
  channel: ['渠道', 'Channel'],
  comment: ['原话', 'In their words'],
  counts: ['计入', 'Counts'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  level5: ['非常满意', 'very content'],
  level4: ['满意', 'content'],
  level3: ['基本满意', 'fairly content'],
  level2: ['不满意', 'not content'],
  level1: ['非常不满意', 'not at all content'],
  hint: [
    '服务人员代填的不计入；每次服务、每位评价人一条，改评留有历史。',
    'What a worker filled in does not count; a later rating of the same person replaces the former, which is kept.',
  ],
});

type Rating = Schemas['RatingAnswer'];
const levels = [r.level1, r.level2, r.level3, r.level4, r.level5];
const levelText = (level: number): string => `${level} ${levels[level - 1]?.() ?? ''}`;

async function fetchRatings(cursor: string | undefined, filters: Filters): Promise<Page<Rating>> {
  const query = { ...filters, ...(cursor && { cursor }) };
  return (await answerOf(api.GET('/api/v1/ratings', { params: { query } }))) as Page<Rating>;
}

const columns = (isOfProvider: boolean): Column<Rating>[] => [
  { key: 'visit', title: r.visit(), width: 180, text: ({ visitNumber }) => visitNumber },
  {
    ...{ key: 'ratedAt', title: r.ratedAt(), width: 150, text: ({ ratedAt }) => momentText(ratedAt) },
    render: ({ ratedAt }) => <Moment value={ratedAt} />,
  },
  // Whom a provider served is known to it while the order lasts, and no longer.
  ...(isOfProvider ? [] : [cadreColumn()]),
  {
    ...{ key: 'level', title: r.level(), width: 130, text: ({ level }) => levelText(level) },
    render: ({ level }) => <span className={level <= 2 ? 'tag tag-bad' : 'tag'}>{levelText(level)}</span>,
  },
  {
    key: 'respondent',
    title: r.respondent(),
    width: 120,
    text: ({ respondent }) => wordOf(RESPONDENTS, respondent),
  },
  { key: 'channel', title: r.channel(), width: 90, text: ({ channel }) => wordOf(RATING_CHANNELS, channel) },
  { key: 'counts', title: r.counts(), width: 70, text: ({ counts }) => (counts ? r.yes() : r.no()) },
  { key: 'comment', title: r.comment(), width: 240, text: ({ comment }) => comment ?? '' },
];

const cadreColumn = (): Column<Rating> => ({
  ...{ key: 'cadre', title: r.cadre(), width: 100, text: ({ cadreId }: Rating) => cadreId },
  render: ({ cadreId }) => <CadreName id={cadreId} />,
});

/** What recipients and their families said, newest first. */
export function RatingsList() {
  useLanguage();
  const may = useMay();
  return (
    <ListPage<Rating>
      title={r.title()}
      queryKey={['ratings']}
      fetchPage={fetchRatings}
      columns={columns(may(...PROVIDER))}
      rowKey={({ id }) => id}
      rowLink={({ visitId }) => `/visits/${visitId}`}
      filters={[
        { key: 'respondent', label: r.respondent(), kind: 'select', options: optionsOf(RESPONDENTS) },
      ]}
    >
      <p className="faint">{r.hint()}</p>
    </ListPage>
  );
}

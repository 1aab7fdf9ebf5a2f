import { LOW_LEVEL, RATING_CHANNELS, RESPONDENTS } from '@songbai/contracts';
import { useLanguage } from '../../shared/words';
import { PROVIDER, useMay } from '../app/access';
import { CadreName, type Column, type Filter, ListPage, Moment, momentText, optionsOf, wordOf } from '../kit';
import { fetchRatings, levelOptions, levelText, type Rating, r } from './ratings-data';

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
    render: ({ level }) => (
      <span className={level <= LOW_LEVEL ? 'tag tag-bad' : 'tag'}>{levelText(level)}</span>
    ),
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
  {
    ...{ key: 'replies', title: r.replies(), width: 160, text: (rating) => lastReply(rating) },
    render: (rating) =>
      rating.level <= LOW_LEVEL && rating.replies.length === 0 ? (
        <span className="tag tag-waits">{r.noReplies()}</span>
      ) : (
        lastReply(rating)
      ),
  },
];

const lastReply = ({ replies }: Rating): string => replies[replies.length - 1]?.text ?? '';

const cadreColumn = (): Column<Rating> => ({
  ...{ key: 'cadre', title: r.cadre(), width: 100, text: ({ cadreId }: Rating) => cadreId },
  render: ({ cadreId }) => <CadreName id={cadreId} />,
});

const filters = (): Filter[] => [
  { key: 'level', label: r.level(), kind: 'select', options: levelOptions() },
  { key: 'month', label: r.month(), kind: 'month' },
  { key: 'respondent', label: r.respondent(), kind: 'select', options: optionsOf(RESPONDENTS) },
  {
    ...{ key: 'counts', label: r.counts(), kind: 'select' },
    options: [
      { value: 'true', label: r.onlyCounted() },
      { value: 'false', label: r.onlyUncounted() },
    ],
  },
];

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
      rowLink={({ id }) => `/ratings/${id}`}
      filters={filters()}
    >
      <p className="faint">{r.hint()}</p>
    </ListPage>
  );
}

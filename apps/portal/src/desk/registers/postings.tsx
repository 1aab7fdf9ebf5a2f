import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { type Column, Moment, Money, momentText, ProblemBox, Section, SmallTable, saveCsv } from '../kit';
import { postingWords, r } from './registers-words';

type Posting = Schemas['PostingAnswer'];

const kindText = ({ kind }: Posting): string => postingWords[kind as keyof typeof postingWords]?.() ?? kind;

const amount = (key: 'allotted' | 'reserved' | 'expended' | 'paid', title: string): Column<Posting> => ({
  ...{ key, title, isNumber: true, text: (row) => row[key] },
  // Most postings move one pot of the four; the noughts of the others would hide it.
  render: (row) => (row[key] === '0.00' ? <span className="faint">—</span> : <Money value={row[key]} />),
});

const columnsOf = (): Column<Posting>[] => [
  { key: 'seq', title: '#', isNumber: true, text: ({ seq }) => String(seq) },
  { key: 'effectiveOn', title: r.effective(), text: ({ effectiveOn }) => effectiveOn },
  { key: 'kind', title: r.posting(), text: kindText },
  {
    ...{ key: 'document', title: r.document(), text: ({ document }) => document },
    render: (row) => <DocumentLink posting={row} />,
  },
  amount('allotted', r.allotted()),
  amount('reserved', r.reserved()),
  amount('expended', r.expended()),
  amount('paid', r.paid()),
  { key: 'month', title: r.month(), text: ({ month }) => month },
  {
    ...{ key: 'postedAt', title: r.posted(), text: ({ postedAt }) => momentText(postedAt) },
    render: ({ postedAt }) => <Moment value={postedAt} />,
  },
];

/** The order, the line of the bill, or the payment that the posting is of. */
function DocumentLink({ posting: { document, record } }: { posting: Posting }) {
  if (!record) return document;
  const { kind, id, line } = record;
  return <Link to={`/${kind}s/${id}${line ? `/lines/${line}` : ''}`}>{document}</Link>;
}

/** Every posting of a fund, oldest first, page by page. */
export function Postings({ fundId }: { fundId: string }) {
  const asked = useInfiniteQuery({
    queryKey: ['funds', fundId, 'postings'],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/v1/funds/{id}/postings', {
          params: { path: { id: fundId }, query: { limit: 100, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const rows = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = columnsOf();
  return (
    <Section
      title={r.postings()}
      actions={
        rows.length > 0 && (
          <Button size="small" onClick={() => saveCsv(r.postings(), columns, rows)}>
            {r.exportCsv()}
          </Button>
        )
      }
    >
      <ProblemBox error={asked.error} again={() => void asked.refetch()} />
      <SmallTable
        {...{ rows, columns, isLoading: asked.isLoading, empty: r.noPostings() }}
        rowKey={({ id }) => id}
      />
      {asked.hasNextPage && (
        <Button block onClick={() => void asked.fetchNextPage()} loading={asked.isFetching}>
          {r.morePostings()}
        </Button>
      )}
    </Section>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import {
  allRows,
  type Column,
  Moment,
  Money,
  momentText,
  ProblemBox,
  Section,
  SmallTable,
  saveCsv,
  usePress,
} from '../kit';
import type { Fund } from './register-data';
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

const fetchPostings = (id: string, limit: number, cursor?: string) =>
  answerOf(
    api.GET('/api/v1/funds/{id}/postings', {
      params: { path: { id }, query: { limit, ...(cursor && { cursor }) } },
    }),
  );

/** An account that lacks postings adds up to another balance: the file has every one of them, or there is none. */
function ExportButton({ fund: { id, code } }: { fund: Fund }) {
  const { message } = App.useApp();
  const { isRunning, problem, run } = usePress(async () => {
    const rows = await allRows((cursor) => fetchPostings(id, 200, cursor), {}, Number.POSITIVE_INFINITY);
    saveCsv(`${r.postings()}-${code}`, columnsOf(), rows);
    void message.success(r.exported({ count: rows.length }));
  });
  return (
    <>
      <Button size="small" loading={isRunning} onClick={run}>
        {r.exportCsv()}
      </Button>
      <ProblemBox error={problem} />
    </>
  );
}

/** Every posting of a fund, oldest first, page by page. */
export function Postings({ fund }: { fund: Fund }) {
  const asked = useInfiniteQuery({
    queryKey: ['funds', fund.id, 'postings'],
    queryFn: ({ pageParam }) => fetchPostings(fund.id, 100, pageParam),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const rows = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = columnsOf();
  return (
    <Section title={r.postings()} actions={rows.length > 0 && <ExportButton fund={fund} />}>
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

import { LOW_LEVEL, RATING_CHANNELS, RESPONDENTS } from '@songbai/contracts';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { BUREAU, PROVIDER, type Role, useMay } from '../app/access';
import { type FormField, LoadedPage, RegisterForm, useForm } from '../forms';
import { CadreName, DetailsPage, Moment, Section, Timeline, useCommand, useRead, wordOf } from '../kit';
import { levelText, type Rating, r } from './ratings-data';

const REPLIERS: Role[] = ['bureau-clerk', 'liaison', ...PROVIDER];

export function RatingPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['ratings', id], () =>
    answerOf(api.GET('/api/v1/ratings/{id}', { params: { path: { id } } })),
  );
  return (
    <LoadedPage read={read} title={r.title()}>
      {(rating) => <RatingView rating={rating as Rating} />}
    </LoadedPage>
  );
}

/** What was said, and what was answered; the answer is read by who said it. */
function RatingView({ rating }: { rating: Rating }) {
  const may = useMay();
  const { level, history, replies, comment, respondent, channel } = rating;
  return (
    <DetailsPage
      title={r.page({ visit: rating.visitNumber })}
      status={<span className={level <= LOW_LEVEL ? 'tag tag-bad' : 'tag'}>{levelText(level)}</span>}
      actions={
        <Link className="button" to={`/visits/${rating.visitId}`}>
          {r.visitLink()}
        </Link>
      }
      facts={[
        may(...BUREAU) ? { label: r.cadre(), value: <CadreName id={rating.cadreId} isLink /> } : null,
        { label: r.respondent(), value: wordOf(RESPONDENTS, respondent) },
        { label: r.channel(), value: wordOf(RATING_CHANNELS, channel) },
        { label: r.ratedAt(), value: <Moment value={rating.ratedAt} /> },
        rating.enteredBy ? { label: r.enteredBy(), value: rating.enteredByName ?? rating.enteredBy } : null,
        { label: r.counts(), value: rating.counts ? r.yes() : r.no() },
        { label: r.comment(), value: comment ?? '', wide: true },
      ]}
    >
      <Section title={r.replies()}>
        {replies.length === 0 && <p className="faint">{r.noReplies()}</p>}
        <Timeline
          entries={replies.map(({ party, text, at, byName }, i) => ({
            ...{ key: String(i), title: text, at: <Moment value={at} /> },
            by: `${party === 'provider' ? r.byProvider() : r.byBureau()} · ${byName}`,
          }))}
        />
      </Section>
      {history.length > 0 && <Before rating={rating} />}
      {may(...REPLIERS) && <ReplyForm rating={rating} />}
    </DetailsPage>
  );
}

function Before({ rating: { history } }: { rating: Rating }) {
  return (
    <Section title={r.history()}>
      <Timeline
        entries={history.map((former) => ({
          ...{ key: former.ratedAt, title: levelText(former.level), at: <Moment value={former.ratedAt} /> },
          ...(former.enteredBy && { by: former.enteredByName ?? former.enteredBy }),
          note: [former.comment, former.aside && r.aside()].filter(Boolean).join(' · '),
        }))}
      />
    </Section>
  );
}

const replyFields = (): FormField[] => [
  { name: 'text', label: r.replyText(), kind: 'long', max: 300, isWide: true, hint: r.replyHint() },
];

function ReplyForm({ rating }: { rating: Rating }) {
  const fields = replyFields();
  const form = useForm(fields, {}, true, { name: `reply ${rating.id}` });
  const navigate = useNavigate();
  const reply = useCommand(
    (body: { text: string }, key) =>
      answerOf(
        api.POST('/api/v1/ratings/{id}/replies', {
          params: { path: { id: rating.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    [['ratings'], ['worklists']],
  );
  const send = async (): Promise<void> => {
    if (!form.check()) return;
    if (await reply.run(form.body() as { text: string })) form.setAll({});
  };
  return (
    <RegisterForm
      groups={[{ title: r.reply(), fields }]}
      {...{ form, isNew: true, isSending: reply.isRunning, problem: reply.problem, submitLabel: r.send() }}
      isPart
      send={() => void send()}
      cancel={() => void navigate('/ratings')}
    />
  );
}

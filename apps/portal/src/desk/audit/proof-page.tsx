import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import script from '../../../../../scripts/verify-audit.mjs?raw';
import { useLanguage } from '../../shared/words';
import {
  DetailsPage,
  type Fact,
  FactsTable,
  Loaded,
  Moment,
  ProblemBox,
  Section,
  save,
  usePress,
  useRead,
} from '../kit';
import {
  actorText,
  changeText,
  fetchProof,
  type Proof,
  recordPath,
  roleText,
  subjectText,
  useTableTitles,
  verbText,
} from './audit-data';
import { a } from './audit-words';
import { CopyButton, Hash } from './hash';
import { linksOf } from './links';
import { VerifyPart } from './verify-part';

export function ProofPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['audit', 'proof', id], () => fetchProof(id));
  return <Loaded read={read}>{(proof) => <ProofView proof={proof} />}</Loaded>;
}

/** What was recorded, whether it is still what was recorded, and how anybody can see that for themselves. */
function ProofView({ proof }: { proof: Proof }) {
  const { seq, intact, brokenAt, entry } = proof;
  return (
    <DetailsPage
      title={a.proof({ seq })}
      status={
        <span className={intact ? 'tag tag-good' : 'tag tag-bad'}>
          {intact ? a.intact() : a.broken({ seq: brokenAt ?? seq })}
        </span>
      }
      facts={useEntryFacts(proof)}
      actions={<DownloadButton proof={proof} />}
      aside={<How />}
    >
      <Section title={a.hash()}>
        <FactsTable facts={hashesOf(proof)} />
        <VerifyPart proof={proof} />
      </Section>
      <Section title={a.text()} actions={<CopyButton text={entry} />}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it */}
        <pre className="entry-text" tabIndex={0}>
          {entry}
        </pre>
      </Section>
    </DetailsPage>
  );
}

/** The proof with every link to the end, for it proves nothing without them; and what checks it. */
function DownloadButton({ proof }: { proof: Proof }) {
  const { isRunning, problem, run } = usePress(async () => {
    const [, ...items] = await linksOf(proof);
    const whole = { ...proof, links: { items, nextCursor: null } };
    save(new Blob([JSON.stringify(whole, null, 2)], { type: 'application/json' }), `audit-${proof.seq}.json`);
  });
  return (
    <>
      <Button loading={isRunning} onClick={run}>
        {a.download()}
      </Button>
      <ProblemBox error={problem} />
    </>
  );
}

const saveScript = (): void => save(new Blob([script], { type: 'text/javascript' }), 'verify-audit.mjs');

interface Written {
  at: string;
  actor: string;
  role: string;
  verb: string;
  subject: string;
  id: string;
  before?: Record<string, never>;
  after?: Record<string, never>;
  onBehalfOf?: string;
}

/** The text names ids only; what they are called comes beside it. */
function useEntryFacts({ entry, names }: Proof): (Fact | null)[] {
  const written = JSON.parse(entry) as Written;
  const { at, actor, role, verb, subject, onBehalfOf, before = null, after = null } = written;
  const titles = useTableTitles();
  const path = recordPath({ subject, subjectId: written.id, after });
  const record = `${subjectText(subject)} ${names[written.id] ?? ''}`.trim();
  return [
    { label: a.at(), value: <Moment value={at} /> },
    {
      label: a.who(),
      value: `${actorText({ actor, actorName: names[actor] ?? null, role })} · ${roleText(role)}`,
    },
    { label: a.what(), value: verbText(verb) },
    {
      label: a.subject(),
      value: (
        <span className="row-wrap">
          {path ? <Link to={path}>{record}</Link> : record}
          <Link to={`/audit?subject=${written.id}`}>{a.history()}</Link>
        </span>
      ),
    },
    onBehalfOf ? { label: a.onBehalfOf(), value: names[onBehalfOf] ?? onBehalfOf } : null,
    {
      label: a.change(),
      value: changeText({ subject, before, after, names: { ...titles, ...names }, subjectName: record }),
      wide: true,
    },
  ];
}

const hashesOf = ({ previousHash, hash, head }: Proof): Fact[] => [
  { label: a.previousHash(), value: previousHash ? <Hash value={previousHash} /> : a.first(), wide: true },
  { label: a.ownHash(), value: <Hash value={hash} />, wide: true },
  { label: a.headHash({ seq: head.seq }), value: <Hash value={head.hash} />, wide: true },
];

const How = () => (
  <Section title={a.how()}>
    <p>{a.inShort()}</p>
    <ol className="proof-steps">
      <li>{a.step1()}</li>
      <li>{a.step2()}</li>
      <li>{a.step3()}</li>
    </ol>
    <p>{a.scriptHint()}</p>
    <Button size="small" onClick={saveScript}>
      {a.script()}
    </Button>
  </Section>
);

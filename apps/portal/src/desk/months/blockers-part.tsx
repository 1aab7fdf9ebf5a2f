import { Link } from 'react-router';
import { type Finding, messageOf, Section } from '../kit';
import { m } from './months-words';
import { blockerLink, type Month } from './tasks';

/** First of all: whether the month can be closed, and what stands against it, each with the way to its rows. */
export function BlockersPart({ month: { month, state, blockers } }: { month: Month }) {
  if (state !== 'open' && state !== 'soft') return null;
  if (blockers.length === 0) {
    return (
      <Section>
        <p className="word-kept">{m.noBlockers()}</p>
      </Section>
    );
  }
  return (
    <Section title={m.blockersOf({ count: blockers.length })}>
      <ul className="findings blockers">
        {blockers.map((finding) => (
          <Blocker key={finding.code} finding={finding} to={blockerLink(finding, month)} />
        ))}
      </ul>
    </Section>
  );
}

const Blocker = ({ finding, to }: { finding: Finding; to: string | undefined }) => (
  <li className="finding">
    <div>
      <p className="finding-message">
        <span className="code">{finding.code}</span> {messageOf(finding)}
      </p>
      <p className="finding-line">
        {finding.remedy} <span className="faint">{finding.basis}</span>
      </p>
    </div>
    {to && (
      <Link className="button" to={to}>
        {m.go()}
      </Link>
    )}
  </li>
);

import { type Finding, Findings } from '../kit';
import { c } from './contracts-words';

type Outcome = 'passed' | 'failed' | 'unchecked';

export interface Rule {
  codes: string[];
  name: string;
  /** What it was held against. */
  about: string;
  outcome?: Outcome;
}

const MARKS: Record<Outcome, [tag: string, mark: string]> = {
  passed: ['tag tag-good', '✓'],
  failed: ['tag tag-bad', '✗'],
  unchecked: ['tag tag-waits', '△'],
};

const WORDS: Record<Outcome, () => string> = {
  passed: c.rulePassed,
  failed: c.ruleFailed,
  unchecked: c.ruleUnchecked,
};

interface RuleListProps {
  rules: readonly Rule[];
  findings: readonly Finding[];
}

/** Which rules were asked and what each was held against, then everything that speaks against it. */
export function RuleList({ rules, findings }: RuleListProps) {
  const asked = rules.map((rule) =>
    findings.some(({ code }) => rule.codes.includes(code)) ? { ...rule, outcome: 'failed' as const } : rule,
  );
  const unchecked = rules.filter(({ outcome }) => outcome === 'unchecked').length;
  return (
    <div className="stack">
      <Verdict problems={findings.length} unchecked={unchecked} />
      <ul className="rules">
        {asked.map(({ name, about, outcome = 'passed' }) => (
          <li key={name}>
            <span className={MARKS[outcome][0]}>
              <span aria-hidden="true">{MARKS[outcome][1]}</span> {WORDS[outcome]()}
            </span>{' '}
            <b>{name}</b> {about}
          </li>
        ))}
      </ul>
      <Findings findings={findings} />
    </div>
  );
}

function Verdict({ problems, unchecked }: { problems: number; unchecked: number }) {
  if (problems > 0) return <p className="verdict is-bad">✗ {c.problems({ count: problems })}</p>;
  if (unchecked > 0) return <p className="verdict is-noted">△ {c.fineNoted({ count: unchecked })}</p>;
  return <p className="verdict is-good">✓ {c.fine()}</p>;
}

import { type ReactNode, useEffect, useRef } from 'react';
import { k } from './kit-words';

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole line. */
  wide?: boolean;
}

/** Names and values in columns; a fact without a value is left out. */
export function FactsTable({ facts }: { facts: readonly (Fact | null)[] }) {
  const shown = facts.filter(
    (fact): fact is Fact => fact !== null && fact.value !== null && fact.value !== '',
  );
  return (
    <dl className="facts">
      {shown.map(({ label, value, wide }) => (
        <div key={label} className={wide ? 'fact is-wide' : 'fact'}>
          <dt>{label}</dt>
          <dd>{value ?? <span className="faint">—</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the page is called, on it and on the tab of the browser. */
export function PageTitle({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [heading.current?.textContent, k.product()].filter(Boolean).join(' · ');
  });
  return <h1 ref={heading}>{children}</h1>;
}

interface DetailsPageProps {
  title: ReactNode;
  status?: ReactNode;
  facts?: readonly (Fact | null)[];
  actions?: ReactNode;
  /** Beside the rest on a wide screen: bars, findings, what it touches. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** One paper: what it is, what state it is in, what can be done, and below whatever belongs to it. */
export function DetailsPage({ title, status, facts, actions, aside, children }: DetailsPageProps) {
  return (
    <article className="page">
      <header className="page-head">
        <PageTitle>{title}</PageTitle>
        {status}
        <div className="page-actions">{actions}</div>
      </header>
      <div className={aside ? 'with-aside' : ''}>
        <div className="stack">
          {facts && (
            <Section>
              <FactsTable facts={facts} />
            </Section>
          )}
          {children}
        </div>
        {aside && <aside className="stack">{aside}</aside>}
      </div>
    </article>
  );
}

/** A page that is neither a list nor one paper: home, a desk of work. */
export function PlainPage({
  title,
  actions,
  children,
}: Pick<DetailsPageProps, 'title' | 'actions' | 'children'>) {
  return (
    <article className="page">
      <header className="page-head">
        <PageTitle>{title}</PageTitle>
        <div className="page-actions">{actions}</div>
      </header>
      <div className="stack">{children}</div>
    </article>
  );
}

export function Section({
  title,
  actions,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section">
      {(title || actions) && (
        <header className="section-head">
          {title && <h2>{title}</h2>}
          <div className="page-actions">{actions}</div>
        </header>
      )}
      {children}
    </section>
  );
}

export interface TimelineEntry {
  key: string;
  at?: ReactNode;
  title: ReactNode;
  by?: ReactNode;
  note?: ReactNode;
  tone?: 'good' | 'bad' | 'waits';
}

/** What happened, oldest first; what is still to come last, without a time. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ key, at, title, by, note, tone }) => (
        <li key={key} className={tone ? `is-${tone}` : ''}>
          <div>
            <b>{title}</b> {by}
          </div>
          {at && <div className="faint">{at}</div>}
          {note && <div>{note}</div>}
        </li>
      ))}
    </ol>
  );
}

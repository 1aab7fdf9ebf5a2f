import { Alert, App, Button, Empty, Skeleton } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { type Schemas, SongbaiProblem } from '../../shared/session';
import { FindingSaid } from './finding-said';
import { k } from './kit-words';
import { pathText } from './path-words';
import { NotSent, type Read } from './read';

export type Finding = Schemas['FindingAnswer'];

interface FindingsProps {
  findings: readonly Finding[];
  whenNone?: ReactNode;
  /** They stop nothing, and are to be known. */
  areNotes?: boolean;
}

/** Everything that a rule says, with its clause and the way out; all at once. */
export function Findings({ findings, whenNone, areNotes }: FindingsProps) {
  if (findings.length === 0) return <>{whenNone}</>;
  return (
    <ul className={areNotes ? 'findings are-notes' : 'findings'}>
      {findings.map((finding, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings have no identity and never move
        <li key={i} className="finding">
          <p className="finding-message">
            <span className="code">{finding.code}</span> <FindingSaid finding={finding} />
          </p>
          <p className="finding-line">
            <b>{k.basis()}</b> {finding.basis}
          </p>
          <p className="finding-line">
            <b>{k.remedy()}</b> {finding.remedy}
          </p>
        </li>
      ))}
    </ul>
  );
}

function detailOf(error: unknown): string {
  if (error instanceof NotSent) return k.notSent();
  return error instanceof SongbaiProblem ? error.problem.detail : k.offline();
}

function titleOf(error: unknown): string {
  if (!(error instanceof SongbaiProblem)) return k.failed();
  if (error.problem.status === 404) return k.notFound();
  if (error.problem.status === 403) return k.notAllowed();
  return error.problem.title;
}

/** Where something is refused, the word of what succeeded before it is taken away: it would be read as of this. */
export function useNoPraise(refusal: unknown): void {
  const { message } = App.useApp();
  useEffect(() => {
    if (refusal) message.destroy();
  }, [refusal, message]);
}

interface ProblemBoxProps {
  error: unknown;
  again?: () => void;
  /** What the page says already: it is not said twice. */
  said?: readonly Finding[];
}

/** Why the server said no, or that it cannot be reached. Nothing where there is no error. */
export function ProblemBox({ error, again, said = [] }: ProblemBoxProps) {
  useNoPraise(error);
  if (error === null || error === undefined) return null;
  const problem = error instanceof SongbaiProblem ? error.problem : undefined;
  const body = (
    <>
      <p>{detailOf(error)}</p>
      {problem?.errors?.map(({ path, message }) => (
        <p key={path}>
          <b>{pathText(path)}</b> {message}
        </p>
      ))}
      <Findings
        findings={(problem?.findings ?? []).filter(
          (its) => !said.some(({ message }) => message === its.message),
        )}
      />
    </>
  );
  const action = again && <Button onClick={again}>{k.retry()}</Button>;
  return (
    <Alert
      className="problem"
      type="error"
      showIcon
      title={titleOf(error)}
      description={body}
      action={action}
    />
  );
}

export function EmptyBox({ title, hint, children }: { title?: string; hint?: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={false} className="empty">
      <p className="empty-title">{title ?? k.empty()}</p>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </Empty>
  );
}

/** What is not there, or was asked for in words that mean nothing, will not be there the next time either. */
function NotLoaded({ error, again }: { error: unknown; again: () => void }) {
  const isLasting = error instanceof SongbaiProblem && [400, 404].includes(error.problem.status);
  return (
    <div className="not-loaded">
      <ProblemBox error={error} {...(!isLasting && { again })} />
      {isLasting && <a href="/">{k.toHome()}</a>}
    </div>
  );
}

/** The states of one reading: waiting, refused, there. */
export function Loaded<T>({ read, children }: { read: Read<T>; children: (data: T) => ReactNode }) {
  if (read.data !== undefined) return <>{children(read.data)}</>;
  if (read.error) return <NotLoaded error={read.error} again={read.again} />;
  return (
    <div role="status" aria-label={k.loading()}>
      <Skeleton active paragraph={{ rows: 4 }} />
    </div>
  );
}

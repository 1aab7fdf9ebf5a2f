import { Button, Result, Steps } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { KeyCap } from './command-button';
import { type Fact, PlainPage, Section } from './details-page';
import { ProblemBox } from './findings';
import { useHotkeys } from './hotkeys';
import { k } from './kit-words';

export interface FormStep {
  key: string;
  title: string;
  body: ReactNode;
  /** True lets go on; the step shows itself what is missing. */
  isReady: () => boolean | Promise<boolean>;
  /** For the check page: what was said here. */
  answers: () => (Fact | null)[];
}

interface StepFormProps {
  title: string;
  steps: FormStep[];
  /** A draft that was left lying, offered above the steps. */
  offer?: ReactNode;
  /** Shown above the answers on the check page: amounts, findings. */
  check?: ReactNode;
  onSubmit: () => unknown;
  isSending?: boolean;
  problem?: unknown;
  submitLabel?: string;
  /** What the last page is called. */
  checkTitle?: string;
}

/** Steps, then one page that shows every answer with a way back to it, then the submission. */
export function StepForm(props: StepFormProps) {
  const { title, steps, offer, check, onSubmit, isSending, problem, submitLabel } = props;
  const { checkTitle = k.check() } = props;
  const [at, go] = useState(0);
  const step = steps[at];
  const forward = async (): Promise<void> => {
    if (step === undefined) onSubmit();
    else if (await step.isReady()) go(at + 1);
  };
  useHotkeys({ 'ctrl+Enter': () => void forward() });
  const titles = [...steps.map((each) => ({ title: each.title })), { title: checkTitle }];
  return (
    <PlainPage title={title}>
      {offer}
      <Steps current={at} items={titles} size="small" />
      {step ? (
        <Section title={step.title}>{step.body}</Section>
      ) : (
        <CheckPage title={checkTitle} steps={steps} check={check} go={go} />
      )}
      <ProblemBox error={problem} />
      <div className="row-wrap">
        {at > 0 && <Button onClick={() => go(at - 1)}>{k.back()}</Button>}
        <Button type="primary" loading={isSending} onClick={() => void forward()}>
          {step ? k.next() : (submitLabel ?? k.submit())}
          <KeyCap name="ctrl+Enter" />
        </Button>
      </div>
    </PlainPage>
  );
}

function CheckPage({
  title,
  steps,
  check,
  go,
}: Pick<StepFormProps, 'steps' | 'check'> & { title: string; go: (step: number) => void }) {
  return (
    <Section title={title}>
      {check}
      {steps.map((step, i) => (
        <dl key={step.key} className="check-answers">
          {step
            .answers()
            .filter((fact): fact is Fact => fact !== null)
            .map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
                <dd>
                  <Button
                    type="link"
                    size="small"
                    aria-label={`${k.change()} ${label}`}
                    onClick={() => go(i)}
                  >
                    {k.change()}
                  </Button>
                </dd>
              </div>
            ))}
        </dl>
      ))}
    </Section>
  );
}

interface ResultPageProps {
  kind: 'success' | 'warning';
  title: string;
  /** The number of the paper, large: people write it down. */
  number?: string;
  /** What happens next, and when. */
  next?: ReactNode;
  links: { to: string; label: string; isMain?: boolean }[];
  children?: ReactNode;
}

/** Done: the number, what happens next, and where to go from here. */
export function ResultPage({ kind, title, number, next, links, children }: ResultPageProps) {
  const subTitle = (
    <>
      {number && <p className="big-number">{number}</p>}
      {next}
    </>
  );
  const extra = links.map(({ to, label, isMain }) => (
    <Link key={to} to={to} className={isMain ? 'button is-main' : 'button'}>
      {label}
    </Link>
  ));
  return (
    <article className="page">
      <Result
        status={kind}
        title={<h1 className="result-title">{title}</h1>}
        subTitle={subTitle}
        extra={extra}
      >
        {children}
      </Result>
    </article>
  );
}

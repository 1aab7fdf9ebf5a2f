import { useState } from 'react';
import { useLanguage } from '../../shared/words';
import { PlainPage, ResultPage, Section } from '../kit';
import { PasswordForm } from './password-form';
import { p } from './users-words';

export function PasswordPage() {
  useLanguage();
  const [isDone, setDone] = useState(false);
  if (isDone) return <ResultPage kind="success" title={p.done()} links={[]} />;
  return (
    <PlainPage title={p.title()}>
      <Section>
        <PasswordForm onDone={() => setDone(true)} />
      </Section>
    </PlainPage>
  );
}

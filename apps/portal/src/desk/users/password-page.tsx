import { useState } from 'react';
import { useUser } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { PlainPage, ResultPage, Section } from '../kit';
import { OwnSessions } from './own-sessions';
import { PasswordForm } from './password-form';
import { p } from './users-words';

export function PasswordPage() {
  useLanguage();
  const user = useUser();
  const [isDone, setDone] = useState(false);
  if (isDone) return <ResultPage kind="success" title={p.done()} links={[]} />;
  return (
    <PlainPage title={p.title()}>
      <Section>
        <PasswordForm initial={{ username: user?.username ?? '' }} onDone={() => setDone(true)} />
      </Section>
      <OwnSessions />
    </PlainPage>
  );
}

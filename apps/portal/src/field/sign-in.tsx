import { type FormEvent, useEffect, useState } from 'react';
import type { User } from '../shared/session';
import { SongbaiProblem } from '../shared/session';
import { enter } from './account';
import { lineWords } from './field-words';
import { Button, Notice } from './kit';
import { signInWords as w } from './me-words';
import { isNoRoom } from './room';
import { goInstead } from './route';

/** Once on a device; again only when the session is over, and what was recorded stays meanwhile. */
export function SignIn({ owner }: { owner?: User }) {
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [asksTotp, setAsksTotp] = useState(false);
  useEffect(() => {
    document.title = w.title();
  }, []);
  const go = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      const totp = String(form.get('totp') ?? '').trim();
      const refusal = await enter(String(form.get('username')), String(form.get('password')), totp);
      if (refusal === undefined) return goInstead('today');
      setSaid(refusal.kind === 'role' ? w.role() : w.other({ name: refusal.name }));
    } catch (error) {
      if (error instanceof SongbaiProblem) setAsksTotp(error.problem.code === 'totp-required' || asksTotp);
      setSaid(wordsOf(error, asksTotp));
    }
    setBusy(false);
  };
  return (
    <main className="sign-in">
      <img src="/field/icon.svg" alt="" width={88} height={88} />
      <h1>{w.title()}</h1>
      <p>{owner ? w.again() : w.lead()}</p>
      <form onSubmit={(event) => void go(event)}>
        <Username known={owner?.username} />
        <label className="field">
          <span>{w.password()}</span>
          <input name="password" type="password" required autoComplete="current-password" />
        </label>
        {asksTotp && (
          <label className="field">
            <span>{w.totp()}</span>
            <input name="totp" inputMode="numeric" required autoComplete="one-time-code" />
          </label>
        )}
        {said && <Notice tone="red">{said}</Notice>}
        <Button type="submit" look="main" disabled={isBusy}>
          {isBusy ? w.busy() : w.enter()}
        </Button>
      </form>
    </main>
  );
}

/** Whoever's records are kept here need not type who they are. */
const Username = ({ known = '' }: { known?: string }) => (
  <label className="field">
    <span>{w.username()}</span>
    <input name="username" required autoComplete="username" defaultValue={known} autoCapitalize="none" />
  </label>
);

/** Where no one-time code was asked for, none is wrong. */
function wordsOf(error: unknown, asksTotp: boolean): string {
  if (error instanceof SongbaiProblem && error.problem.code === 'wrong-credentials' && !asksTotp)
    return w.wrong();
  if (error instanceof SongbaiProblem) return error.problem.detail ?? error.problem.title;
  return isNoRoom(error) ? lineWords['no-room']() : w.offline();
}

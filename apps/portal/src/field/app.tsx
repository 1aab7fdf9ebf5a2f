import { useEffect } from 'react';
import { useLanguage } from '../shared/words';
import { t } from './field-words';
import { MeScreen } from './me';
import { OutboxScreen } from './outbox';
import { type Route, useRoute } from './route';
import { keepSending } from './sender';
import { SignIn } from './sign-in';
import { type Meta, readMeta, useStored } from './store';
import { SyncBar } from './sync-bar';
import { TodayScreen } from './today';
import { VisitScreen } from './visit';

export function App() {
  useLanguage();
  const meta = useStored(readMeta);
  const route = useRoute();
  const isIn = meta?.user !== undefined;
  useEffect(() => (isIn ? keepSending() : undefined), [isIn]);
  if (meta === undefined) return null;
  if (!meta.user || route.name === 'sign-in') return <SignIn owner={meta.user} />;
  return (
    <>
      <SyncBar />
      <Page key={location.hash} route={route} meta={meta} />
      <Tabs current={route.name} />
    </>
  );
}

function Page({ route, meta }: { route: Route; meta: Meta }) {
  switch (route.name) {
    case 'visit':
      return <VisitScreen id={route.id} meta={meta} />;
    case 'outbox':
      return <OutboxScreen />;
    case 'me':
      return <MeScreen meta={meta} />;
    default:
      return <TodayScreen meta={meta} />;
  }
}

function Tabs({ current }: { current: Route['name'] }) {
  return (
    <nav className="tabs" aria-label={t.menu()}>
      {(['today', 'outbox', 'me'] as const).map((name) => (
        <a key={name} href={`#/${name}`} aria-current={current === name ? 'page' : undefined}>
          {t[name]()}
        </a>
      ))}
    </nav>
  );
}

import {
  BulbOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { Button, Layout, Menu, Skeleton } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { signOut, useUser } from '../../shared/session';
import { currentLanguage, setLanguage, useLanguage } from '../../shared/words';
import { TrailLink } from '../audit';
import { queryClient, useKept } from '../kit';
import { RoleSwitcher } from '../sign-in/role-switcher';
import { useMay } from './access';
import { roleWords, t } from './app-words';
import { useKeyboard } from './keyboard';
import { type MenuEntry, menuOf, placeAt } from './menu';
import { NoRight } from './no-right';
import { PartyName } from './party-name';
import { SuccessorNotice } from './successor';
import { switchLook } from './theme';

/** Everything behind the sign-in: the menu of the role, the header, and the page. */
export function Shell() {
  const user = useUser();
  const { pathname, search } = useLocation();
  useLanguage();
  if (user === undefined) return <Skeleton active style={{ padding: 32 }} />;
  if (user === null)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  return <SignedIn entries={menuOf(user.role)} />;
}

/** Whoever went by a link of the frame or by a key reads on in the page, not in the menu. */
function useFocusInPage(): void {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const active = document.activeElement;
    if (active === document.body || active?.closest('.sider, .header'))
      document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** In CSS pixels; below it the menu would leave no page, so it is folded until somebody opens it. */
const NARROW = 640;

function SignedIn({ entries }: { entries: MenuEntry[] }) {
  const [isFolded, setFolded] = useKept('menu-folded', window.innerWidth < NARROW);
  const { help, openHelp } = useKeyboard(entries);
  useFocusInPage();
  return (
    <Layout className="shell" hasSider>
      <a className="skip" href="#main">
        {t.skip()}
      </a>
      <Layout.Sider className="sider" width={196} collapsedWidth={0} collapsed={isFolded} trigger={null}>
        {!isFolded && <SideMenu entries={entries} />}
      </Layout.Sider>
      <Layout>
        <Header isFolded={isFolded} fold={() => setFolded(!isFolded)} openHelp={openHelp} />
        <Layout.Content id="main" tabIndex={-1}>
          <Busy />
          <Suspense fallback={<Skeleton active />}>
            <Place />
          </Suspense>
        </Layout.Content>
      </Layout>
      {help}
      <SuccessorNotice />
    </Layout>
  );
}

/** The page, or whom it is for. */
function Place() {
  const may = useMay();
  const place = placeAt(useLocation().pathname);
  if (place && !may(...place.roles)) return <NoRight roles={place.roles} title={place.label()} />;
  return <Outlet />;
}

/** A thin line while the next page is on its way. */
function Busy() {
  return useNavigation().state === 'idle' ? null : <div className="busy" aria-hidden="true" />;
}

/** On a screen as low as this the lists below an entry are folded, unless one is in them: all entries are in sight. */
const ROOMY = 790;

function SideMenu({ entries }: { entries: MenuEntry[] }) {
  const { pathname } = useLocation();
  const [opened, setOpened] = useState<string[]>();
  const flat = entries.flatMap((entry) => [entry, ...(entry.children ?? [])]);
  const here = flat
    .filter(({ path }) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  const items = entries.map(({ path, label, children }) => ({
    key: path,
    label: children ? label() : <Link to={path}>{label()}</Link>,
    ...(children && {
      children: children.map((each) => ({
        key: each.path,
        label: <Link to={each.path}>{each.label()}</Link>,
      })),
    }),
  }));
  const chosen = here?.path;
  const isOpen = ({ path, children = [] }: MenuEntry): boolean =>
    opened?.includes(path) ?? (innerHeight >= ROOMY || children.some((each) => each.path === chosen));
  // The chosen entry may still lie below the edge.
  useEffect(() => {
    if (chosen)
      document.querySelector('.sider .ant-menu-item-selected')?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <>
      <Link to="/" className="brand">
        <Pine /> {t.product()}
      </Link>
      <nav aria-label={t.menu()}>
        <Menu
          mode="inline"
          items={items}
          selectedKeys={here ? [here.path] : []}
          openKeys={entries.filter((entry) => entry.children && isOpen(entry)).map(({ path }) => path)}
          onOpenChange={setOpened}
        />
      </nav>
    </>
  );
}

const Pine = () => (
  <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
    <path fill="currentColor" d="M12 1 6.5 8H9L4.500 14H8l-5 6h7.500v3h3v-3H21l-5-6h3.500L15 8h2.500z" />
  </svg>
);

interface HeaderProps {
  isFolded: boolean;
  fold: () => void;
  openHelp: () => void;
}

function Header({ isFolded, fold, openHelp }: HeaderProps) {
  const user = useUser();
  const leave = async (): Promise<void> => {
    await signOut();
    queryClient.clear();
  };
  return (
    <Layout.Header className="header">
      <Button
        type="text"
        icon={isFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        aria-label={isFolded ? t.unfold() : t.fold()}
        onClick={fold}
      />
      <PartyName />
      <div className="grow" />
      <TrailLink />
      <RoleSwitcher>
        <span className="who">
          <b>{user?.name}</b> <span className="faint">{user && roleWords[user.role]()}</span>
        </span>
      </RoleSwitcher>
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t.help()}
        title={`${t.help()} ?`}
        onClick={openHelp}
      />
      <Button
        type="text"
        icon={<BulbOutlined />}
        aria-label={t.theme()}
        title={t.theme()}
        onClick={switchLook}
      />
      <LanguageButton />
      <Button onClick={() => void leave()}>{t.signOut()}</Button>
    </Layout.Header>
  );
}

export function LanguageButton() {
  const next = currentLanguage() === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" lang={next} onClick={() => setLanguage(next)}>
      {t.language()}
    </Button>
  );
}

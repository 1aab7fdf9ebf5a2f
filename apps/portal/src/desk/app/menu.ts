import { BUREAU, CLERK, ONLOOKERS, ORDERING, OVERSEERS, PROVIDER, type Role, STAFF, UNIT } from './access';
import { t } from './app-words';

export interface MenuEntry {
  path: string;
  label: () => string;
  roles: Role[];
  /** "g" and then this letter goes there. */
  key?: string;
  children?: MenuEntry[];
}

const REGISTERS: MenuEntry[] = [
  { path: '/units', label: t.units, roles: [...BUREAU, ...UNIT, ...ONLOOKERS] },
  { path: '/providers', label: t.providers, roles: STAFF },
  { path: '/workers', label: t.workers, roles: [...BUREAU, ...ONLOOKERS, ...PROVIDER] },
  { path: '/items', label: t.items, roles: STAFF },
  { path: '/limits', label: t.limits, roles: STAFF },
  { path: '/needs', label: t.needs, roles: [...BUREAU, ...UNIT, ...ONLOOKERS] },
  { path: '/funds', label: t.funds, roles: [...BUREAU, ...UNIT, ...ONLOOKERS] },
];

/** In the order of a day's work. Whoever adds a room adds its line here and its routes in routes.tsx. */
const MENU: MenuEntry[] = [
  { path: '/', label: t.home, roles: [...STAFF, 'system-admin'], key: 'h' },
  { path: '/overview', label: t.overview, roles: [...ONLOOKERS, ...OVERSEERS], key: 's' },
  { path: '/unit', label: t.unit, roles: UNIT, key: 's' },
  { path: '/approvals', label: t.approvals, roles: ['bureau-approver', 'unit-finance'], key: 'a' },
  { path: '/orders/new', label: t.newOrder, roles: ORDERING, key: 'n' },
  { path: '/orders', label: t.orders, roles: STAFF, key: 'o' },
  { path: '/cadres', label: t.cadres, roles: [...BUREAU, ...UNIT, ...ONLOOKERS], key: 'c' },
  { path: '/visits', label: t.visits, roles: STAFF, key: 'v' },
  { path: '/contracts', label: t.contracts, roles: [...BUREAU, ...ONLOOKERS, ...PROVIDER], key: 't' },
  { path: '/bills', label: t.bills, roles: [...BUREAU, ...ONLOOKERS, ...PROVIDER], key: 'b' },
  { path: '/payments', label: t.payments, roles: [...BUREAU, ...ONLOOKERS], key: 'p' },
  { path: '/months', label: t.months, roles: [...BUREAU, ...ONLOOKERS], key: 'm' },
  { path: '/dispatch', label: t.dispatch, roles: PROVIDER, key: 'd' },
  { path: '/ratings', label: t.ratings, roles: [...BUREAU, ...ONLOOKERS, ...PROVIDER] },
  { path: '/calls', label: t.calls, roles: ['liaison', 'bureau-clerk'] },
  { path: '/audit', label: t.audit, roles: ['auditor'], key: 'l' },
  { path: '/users', label: t.users, roles: ['system-admin'], key: 'u' },
  { path: '/registers', label: t.registers, roles: STAFF, children: REGISTERS },
  {
    path: '/import',
    label: t.import,
    roles: [...ORDERING, 'bureau-finance', ...PROVIDER],
  },
  { path: '/tables', label: t.tables, roles: STAFF },
  { path: '/password', label: t.password, roles: [...STAFF, 'system-admin'] },
];

export const menuOf = (role: Role, entries: readonly MenuEntry[] = MENU): MenuEntry[] =>
  entries
    .filter(({ roles }) => roles.includes(role))
    .map((entry) => (entry.children ? { ...entry, children: menuOf(role, entry.children) } : entry));

/** Forms that have no entry of their own. */
const FORMS: Pick<MenuEntry, 'path' | 'label' | 'roles'>[] = [
  { path: '/contracts/new', label: t.contracts, roles: CLERK },
  { path: '/payments/new', label: t.payments, roles: ['bureau-finance'] },
  { path: '/bills/new', label: t.bills, roles: [...CLERK, ...PROVIDER] },
];
/** Rooms that are closed with all that lies below; elsewhere a link may lead to one paper of it. */
const CLOSED = ['/audit', '/users'];

/** What this address is and whom it is for; undefined where that hangs on the paper and not on the role. */
export function placeAt(pathname: string): Pick<MenuEntry, 'label' | 'roles'> | undefined {
  const room = CLOSED.find((path) => pathname.startsWith(`${path}/`)) ?? pathname;
  const all = [...MENU, ...REGISTERS, ...FORMS].filter(({ path }) => path !== '/registers');
  return all.find(({ path }) => path === room);
}

import { Link } from 'react-router';
import { useLanguage, words } from '../../shared/words';
import { roleWords } from '../app/app-words';
import { allRows, type Column, Loaded, Moment, momentText, Section, SmallTable, useRead } from '../kit';
import { type Account, fetchUsers } from '../users/user-data';

const h = words({
  scope: [
    '系统管理员维护用户；这里没有业务数据可看。',
    'Administrators keep the users; there is no business data here for you.',
  ],
  counts: ['在用 {active} 人，停用 {disabled} 人。', '{active} in use, {disabled} disabled.'],
  all: ['全部用户', 'All users'],
  newUser: ['新建用户', 'New user'],
  waiting: ['还没有换掉一次性密码', 'Not yet rid of their one-time password'],
  none: ['都已换掉', 'Nobody'],
  name: ['姓名', 'Name'],
  username: ['用户名', 'User name'],
  role: ['角色', 'Role'],
  until: ['有效期至', 'Holds until'],
  over: ['已过期，须重置', 'Over; to be reset'],
});

const MOST = 2_000;
const isOver = ({ passwordUntil }: Account): boolean => Date.parse(passwordUntil ?? '') < Date.now();

const untilText = ({ passwordUntil }: Account): string => (passwordUntil ? momentText(passwordUntil) : '');

const columns = (): Column<Account>[] => [
  { key: 'name', title: h.name(), text: ({ name }) => name },
  { key: 'username', title: h.username(), text: ({ username }) => username },
  { key: 'role', title: h.role(), text: ({ role }) => roleWords[role]() },
  {
    ...{ key: 'until', title: h.until(), text: untilText },
    render: (account) => (
      <>
        <Moment value={account.passwordUntil} />{' '}
        {isOver(account) && <span className="tag tag-bad">{h.over()}</span>}
      </>
    ),
  },
];

/** What an administrator has to look after: who was given a password and has not come yet. */
export function AdminHome() {
  useLanguage();
  const read = useRead(['users', 'all'], () => allRows(fetchUsers, {}, MOST));
  return (
    <Loaded read={read}>
      {(users) => {
        const active = users.filter((user) => user.active);
        const rows = active.filter(({ passwordUntil }) => passwordUntil);
        return (
          <>
            <Section
              actions={
                <>
                  <Link to="/users" className="button">
                    {h.all()}
                  </Link>
                  <Link to="/users/new" className="button is-main">
                    {h.newUser()}
                  </Link>
                </>
              }
            >
              <p>{h.counts({ active: active.length, disabled: users.length - active.length })}</p>
              <p className="faint">{h.scope()}</p>
            </Section>
            <Section title={h.waiting()}>
              <SmallTable<Account>
                {...{ rows, columns: columns(), empty: h.none() }}
                rowKey={({ id }) => id}
                rowLink={({ id }) => `/users/${id}`}
              />
            </Section>
          </>
        );
      }}
    </Loaded>
  );
}

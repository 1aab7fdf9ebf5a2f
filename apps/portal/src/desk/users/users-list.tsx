import { Link } from 'react-router';
import { useLanguage } from '../../shared/words';
import { roleWords } from '../app/app-words';
import { type Column, ListPage, Moment, momentText } from '../kit';
import { type Account, fetchUsers, partyText, useParties } from './user-data';
import { w } from './users-words';

export const stateText = ({ active }: Account): string => (active ? w.active() : w.disabled());

export const ActiveTag = ({ account }: { account: Account }) => (
  <span className={account.active ? 'tag tag-good' : 'tag tag-bad'}>{stateText(account)}</span>
);

/** Who may sign in, and as what. */
export function UsersList() {
  useLanguage();
  const parties = useParties().data;
  const columns: Column<Account>[] = [
    { key: 'username', title: w.username(), text: ({ username }) => username },
    { key: 'name', title: w.name(), text: ({ name }) => name },
    { key: 'role', title: w.role(), text: ({ role }) => roleWords[role]() },
    { key: 'party', title: w.party(), text: (account) => (parties ? partyText(account, parties) : '') },
    {
      ...{ key: 'status', title: w.status(), text: stateText },
      render: (account) => <ActiveTag account={account} />,
    },
    {
      ...{ key: 'createdAt', title: w.createdAt(), text: ({ createdAt }) => momentText(createdAt) },
      render: ({ createdAt }) => <Moment value={createdAt} />,
    },
  ];
  const roles = Object.entries(roleWords).map(([value, label]) => ({ value, label: label() }));
  return (
    <ListPage
      {...{ title: w.title(), queryKey: ['users'], fetchPage: fetchUsers, columns }}
      filters={[
        { key: 'query', label: w.search(), kind: 'search' },
        { key: 'role', label: w.role(), kind: 'select', options: roles },
      ]}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/users/${id}`}
      toolbar={
        <Link to="/users/new" className="button is-main">
          {w.newUser()}
        </Link>
      }
    />
  );
}

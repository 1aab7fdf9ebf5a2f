import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useUser } from '../../shared/session';
import { roleWords, t } from '../app/app-words';
import { becomeDemo, keptPassword, useDemo } from './demo';

/** In the demo one may step from role to role without typing a password again; elsewhere it only shows who is here. */
export function RoleSwitcher({ children }: { children: ReactNode }) {
  const logins = useDemo();
  const user = useUser();
  const navigate = useNavigate();
  if (logins.length === 0) return children;
  const change = async (username: string): Promise<void> => {
    const password = keptPassword();
    if (password === '') return void navigate('/sign-in');
    await becomeDemo(username, password);
    await navigate('/');
  };
  return (
    <Select
      aria-label={t.switchRole()}
      className="role-switcher"
      value={logins.find(({ username }) => username === user?.username)?.username}
      placeholder={t.switchRole()}
      onChange={(username) => void change(username)}
      popupMatchSelectWidth={false}
      // Closed it says who is here; which login that is stands in the list only.
      labelRender={() => (user ? `${user.name} · ${roleWords[user.role]()}` : '')}
      options={logins
        .filter(({ role }) => role !== 'care-worker')
        .map(({ username, name, role }) => ({
          value: username,
          label: `${name} · ${roleWords[role]()} · ${username}`,
        }))}
    />
  );
}

import { Link } from 'react-router';
import { listed } from '../../shared/lists';
import { useLanguage, words } from '../../shared/words';
import { EmptyBox, PlainPage } from '../kit';
import type { Role } from './access';
import { roleWords, t } from './app-words';

const n = words({
  noRight: ['您的角色不能办这件事', 'Your role may not do this'],
  whoMay: [
    '可以办理的：{roles}。需要时请他们办理，或请系统管理员调整您的角色。',
    'Who may: {roles}. Ask one of them.',
  ],
});

/** For those whose role a page is not for: who may, and a way back. */
export function NoRight({ roles, title }: { roles: readonly Role[]; title: string }) {
  useLanguage();
  const names = listed(roles.map((role) => roleWords[role]()));
  return (
    <PlainPage title={title}>
      <EmptyBox title={n.noRight()} hint={n.whoMay({ roles: names })}>
        <Link to="/" className="button is-main">
          {t.toHome()}
        </Link>
      </EmptyBox>
    </PlainPage>
  );
}

import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useRead } from '../kit';

/** For whom one acts: two bureaus may have people of one name in one role. */
export function PartyName() {
  const user = useUser();
  const { data } = useRead(
    ['me', user?.id ?? ''],
    async () => (await answerOf(api.GET('/api/v1/auth/me'))) as Me,
    {
      enabled: Boolean(user),
      staleTime: Number.POSITIVE_INFINITY,
    },
  );
  const name = data?.partyName;
  return name ? (
    <span className="party-name" title={name}>
      {name}
    </span>
  ) : null;
}

type Me = Schemas['MeAnswer'];

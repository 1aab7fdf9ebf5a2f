import type { Schemas } from '../../shared/session';
import { type Column, Money, Section, SmallTable, useRegister } from '../kit';
import type { Overview } from './overview-data';
import { v } from './overview-words';

type Row = Schemas['ProviderFiguresAnswer'];

const amount = (key: 'undecided' | 'claimed' | 'approved' | 'cut', title: string): Column<Row> => ({
  ...{ key, title, isNumber: true, text: (row) => row[key] },
  render: (row) => <Money value={row[key]} strong={key === 'cut'} />,
});

/** Claimed against cut, provider by provider; a row opens its bills of the month. */
export function ProvidersPart({ overview: { providers, now } }: { overview: Overview }) {
  const known = useRegister('providers');
  const columns: Column<Row>[] = [
    {
      ...{ key: 'provider', title: v.provider() },
      text: ({ providerId }) => known.byId.get(providerId)?.name ?? '—',
    },
    amount('claimed', v.claimed()),
    amount('approved', v.approved()),
    amount('cut', v.cut()),
    amount('undecided', v.undecided()),
  ];
  return (
    <Section title={v.providers()}>
      <SmallTable
        {...{ rows: providers, columns, empty: v.noBills() }}
        rowKey={({ providerId }) => providerId}
        rowLink={({ providerId }) => `/bills?month=${now.month}&providerId=${providerId}`}
      />
    </Section>
  );
}

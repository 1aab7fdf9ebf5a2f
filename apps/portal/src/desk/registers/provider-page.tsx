import { useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { EditLink, LoadedPage, Versions } from '../forms';
import {
  DetailsPage,
  daysText,
  type Fact,
  Money,
  momentText,
  Section,
  SmallTable,
  StatusTag,
  useRead,
  useRegister,
} from '../kit';
import { Until } from './party-lists';
import { providerRoom } from './party-rooms';
import type { Worker } from './register-data';
import { r } from './registers-words';

export function ProviderPage() {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead(['providers', id], () =>
    answerOf(api.GET('/api/v1/providers/{id}', { params: { path: { id } } })),
  );
  return (
    <LoadedPage read={read} title={r.providers()}>
      {(provider) => (
        <DetailsPage
          title={provider.name}
          actions={<EditLink room={providerRoom} id={provider.id} />}
          facts={[
            { label: r.code(), value: provider.code },
            { label: r.kind(), value: provider.kind },
            { label: r.creditCode(), value: provider.creditCode },
            { label: r.qualifiedUntil(), value: <Until day={provider.qualifiedUntil} /> },
            { label: r.phone(), value: provider.phone },
            { label: r.bank(), value: provider.bank },
            { label: r.bankAccount(), value: provider.bankAccount },
            accountChangeOf(provider.accountChange),
          ]}
        >
          <Contracts providerId={provider.id} />
          <Workers providerId={provider.id} />
          <Versions room={providerRoom} row={provider} />
        </DetailsPage>
      )}
    </LoadedPage>
  );
}

/** The account that money goes to was changed: when, by whom, from what to what. */
function accountChangeOf(change: Schemas['ProviderAnswer']['accountChange']): Fact | null {
  if (!change) return null;
  const { from, to, at, byName, by } = change;
  const value = r.accountChange({ from, to, at: momentText(at), by: byName ?? by });
  return { label: r.accountChanged(), value, wide: true };
}

function Contracts({ providerId }: { providerId: string }) {
  const contracts = useRegister('contracts');
  const rows = contracts.rows.filter((contract) => contract.providerId === providerId);
  return (
    <Section title={r.contracts()}>
      <SmallTable<Schemas['ContractAnswer']>
        rows={rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/contracts/${id}`}
        isLoading={contracts.isLoading}
        columns={[
          { key: 'number', title: r.number(), text: ({ number }) => number },
          { key: 'until', title: r.month(), text: daysText },
          {
            ...{ key: 'ceiling', title: r.cap(), isNumber: true, text: ({ ceiling }) => ceiling },
            render: ({ ceiling }) => <Money value={ceiling} />,
          },
          {
            ...{ key: 'status', title: r.status(), text: ({ status }) => status },
            render: ({ status }) => <StatusTag machine="contract" status={status} />,
          },
        ]}
      />
    </Section>
  );
}

function Workers({ providerId }: { providerId: string }) {
  const workers = useRegister('workers');
  return (
    <Section title={r.workers()}>
      <SmallTable<Worker>
        rows={workers.rows.filter((worker) => worker.providerId === providerId)}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/workers/${id}`}
        isLoading={workers.isLoading}
        columns={[
          { key: 'code', title: r.code(), text: ({ code }) => code },
          { key: 'name', title: r.person(), text: ({ name }) => name },
          {
            ...{ key: 'until', title: r.certifiedUntil(), text: ({ certifiedUntil }) => certifiedUntil },
            render: ({ certifiedUntil }) => <Until day={certifiedUntil} />,
          },
        ]}
      />
    </Section>
  );
}

import { useLanguage } from '../../shared/words';
import { NewLink } from '../forms';
import {
  type Column,
  type Filter,
  ListPage,
  StatusTag,
  statusOptions,
  statusText,
  todayText,
  useRegister,
} from '../kit';
import { ExportButtons } from '../tables';
import { providerRoom, unitRoom, workerRoom } from './party-rooms';
import {
  fetchProviders,
  fetchUnits,
  fetchWorkers,
  type Provider,
  type Unit,
  type Worker,
} from './register-data';
import { r } from './registers-words';

const search = (): Filter => ({ key: 'query', label: r.searchNamed(), kind: 'search' });

/** A day by which something ends; red and said where that is over. */
export function Until({ day }: { day: string }) {
  if (day >= todayText()) return <time dateTime={day}>{day}</time>;
  return (
    <span className="is-negative">
      {day} {r.ended()}
    </span>
  );
}

export function UnitsList() {
  useLanguage();
  const columns: Column<Unit>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    { key: 'name', title: r.name(), text: ({ name }) => name },
    { key: 'kind', title: r.kind(), text: ({ kind }) => kind },
    { key: 'creditCode', title: r.creditCode(), text: ({ creditCode }) => creditCode },
    { key: 'area', title: r.area(), text: ({ area }) => area },
    {
      ...{ key: 'status', title: r.status(), text: ({ status }) => statusText('unit', status) },
      render: ({ status }) => <StatusTag machine="unit" status={status} />,
    },
  ];
  const filters: Filter[] = [
    search(),
    { key: 'status', label: r.status(), kind: 'select', options: statusOptions('unit') },
  ];
  return (
    <ListPage
      {...{ title: r.units(), queryKey: ['units'], fetchPage: fetchUnits, columns, filters }}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/units/${id}`}
      toolbar={
        <>
          <ExportButtons table="units" title={r.units()} />
          <NewLink room={unitRoom} />
        </>
      }
    />
  );
}

export function ProvidersList() {
  useLanguage();
  const columns: Column<Provider>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    { key: 'name', title: r.name(), text: ({ name }) => name },
    { key: 'kind', title: r.kind(), text: ({ kind }) => kind },
    { key: 'creditCode', title: r.creditCode(), text: ({ creditCode }) => creditCode },
    {
      ...{ key: 'until', title: r.qualifiedUntil(), text: ({ qualifiedUntil }) => qualifiedUntil },
      render: ({ qualifiedUntil }) => <Until day={qualifiedUntil} />,
    },
    { key: 'phone', title: r.phone(), text: ({ phone }) => phone },
  ];
  return (
    <ListPage
      {...{
        title: r.providers(),
        queryKey: ['providers'],
        fetchPage: fetchProviders,
        columns,
        filters: [search()],
      }}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/providers/${id}`}
      toolbar={
        <>
          <ExportButtons table="providers" title={r.providers()} />
          <NewLink room={providerRoom} />
        </>
      }
    />
  );
}

export function WorkersList() {
  useLanguage();
  const providers = useRegister('providers');
  const columns: Column<Worker>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    { key: 'name', title: r.person(), text: ({ name }) => name },
    {
      key: 'provider',
      title: r.provider(),
      text: ({ providerId }) => providers.byId.get(providerId)?.name ?? '',
    },
    {
      ...{ key: 'until', title: r.certifiedUntil(), text: ({ certifiedUntil }) => certifiedUntil },
      render: ({ certifiedUntil }) => <Until day={certifiedUntil} />,
    },
    { key: 'joinedOn', title: r.joinedOn(), text: ({ joinedOn }) => joinedOn },
    { key: 'leftOn', title: r.leftOn(), text: ({ leftOn }) => leftOn ?? '' },
  ];
  const options = providers.rows.map(({ id, name }) => ({ value: id, label: name }));
  const filters: Filter[] = [search(), { key: 'providerId', label: r.provider(), kind: 'select', options }];
  return (
    <ListPage
      {...{ title: r.workers(), queryKey: ['workers'], fetchPage: fetchWorkers, columns, filters }}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/workers/${id}`}
      toolbar={
        <>
          <ExportButtons table="workers" title={r.workers()} />
          <NewLink room={workerRoom} />
        </>
      }
    />
  );
}

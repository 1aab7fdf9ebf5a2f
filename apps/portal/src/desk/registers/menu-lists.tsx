import { FUND_TYPES, LIMIT_MEASURES, MEASURES, PROOFS, SERVICE_PLACES, WINDOWS } from '@songbai/contracts';
import { listed } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { NewLink } from '../forms';
import {
  CadreName,
  type Column,
  ListPage,
  Moment,
  type Queue,
  quantityText,
  StatusTag,
  statusText,
  wordOf,
} from '../kit';
import { ExportButtons } from '../tables';
import { itemRoom, limitRoom } from './menu-rooms';
import { needRoom } from './need-room';
import { fetchItems, fetchLimits, fetchNeeds, type Item, type Limit, type Need } from './register-data';
import { r } from './registers-words';

export function ItemsList() {
  useLanguage();
  const columns: Column<Item>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    { key: 'name', title: r.name(), text: ({ name }) => name },
    { key: 'category', title: r.category(), text: ({ category }) => category },
    { key: 'measure', title: r.measure(), text: ({ measure }) => wordOf(MEASURES, measure) },
    {
      key: 'minutes',
      title: r.minutes(),
      isNumber: true,
      text: ({ standardMinutes }) => String(standardMinutes),
    },
    { key: 'place', title: r.place(), text: ({ place }) => wordOf(SERVICE_PLACES, place) },
    {
      key: 'proofs',
      title: r.proofs(),
      text: ({ proofs }) => listed(proofs.map((proof) => wordOf(PROOFS, proof))),
    },
    {
      ...{ key: 'fundTypes', title: r.fundTypes() },
      text: ({ fundTypes }) => listed(fundTypes.map((type) => wordOf(FUND_TYPES, type))),
    },
  ];
  return (
    <ListPage
      {...{ title: r.items(), queryKey: ['items'], fetchPage: fetchItems, columns }}
      filters={[{ key: 'query', label: r.search(), kind: 'search' }]}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/items/${id}`}
      toolbar={
        <>
          <ExportButtons table="items" title={r.items()} />
          <NewLink room={itemRoom} />
        </>
      }
    />
  );
}

/** The days on which a limit binds; both ends may be open. */
const daysOf = ({ validFrom, validTo }: Limit): string =>
  validFrom || validTo ? `${validFrom ?? r.openEnd()} ~ ${validTo ?? r.openEnd()}` : r.always();

export function LimitsList() {
  useLanguage();
  const columns: Column<Limit>[] = [
    { key: 'code', title: r.code(), text: ({ code }) => code },
    {
      key: 'fundType',
      title: r.fundType(),
      text: ({ fundType }) => wordOf(FUND_TYPES, fundType) || r.anyFund(),
    },
    { key: 'category', title: r.category(), text: ({ category }) => category ?? r.anyCategory() },
    { key: 'window', title: r.window(), text: ({ window }) => wordOf(WINDOWS, window) },
    {
      ...{ key: 'cap', title: r.cap(), isNumber: true },
      text: ({ cap, measure }) => `${quantityText(cap)} ${wordOf(LIMIT_MEASURES, measure)}`,
    },
    { key: 'days', title: r.days(), text: daysOf },
    { key: 'basis', title: r.basis(), text: ({ basis }) => basis },
  ];
  return (
    <ListPage
      {...{ title: r.limits(), queryKey: ['limits'], fetchPage: fetchLimits, columns }}
      filters={[
        { key: 'query', label: r.search(), kind: 'search' },
        { key: 'on', label: r.inForceOn(), kind: 'day' },
      ]}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/limits/${id}`}
      toolbar={
        <>
          <ExportButtons table="limits" title={r.limits()} />
          <NewLink room={limitRoom} />
        </>
      }
    />
  );
}

export function NeedsList() {
  useLanguage();
  const columns: Column<Need>[] = [
    { key: 'number', title: r.number(), text: ({ number }) => number },
    {
      key: 'cadre',
      title: r.cadre(),
      text: ({ cadreId }) => cadreId,
      render: ({ cadreId }) => <CadreName id={cadreId} isLink />,
    },
    { key: 'text', title: r.text(), text: ({ text }) => text },
    {
      key: 'at',
      title: r.recordedAt(),
      text: ({ recordedAt }) => recordedAt,
      render: ({ recordedAt }) => <Moment value={recordedAt} />,
    },
    { key: 'by', title: r.recordedBy(), text: (row) => row.recordedByName ?? row.recordedBy },
    {
      ...{ key: 'status', title: r.status(), text: ({ status }) => statusText('need', status) },
      render: ({ status }) => <StatusTag machine="need" status={status} />,
    },
  ];
  const queues: Queue[] = [
    { key: 'all', label: r.all(), filters: {} },
    { key: 'open', label: r.open(), filters: { status: 'open' } },
    { key: 'met', label: r.met(), filters: { status: 'met' } },
    { key: 'unmet', label: r.unmet(), filters: { status: 'unmet' } },
  ];
  return (
    <ListPage
      {...{ title: r.needs(), queryKey: ['needs'], fetchPage: fetchNeeds, columns, queues }}
      rowKey={({ id }) => id}
      rowLink={({ cadreId }) => `/cadres/${cadreId}`}
      toolbar={<NewLink room={needRoom} />}
    />
  );
}

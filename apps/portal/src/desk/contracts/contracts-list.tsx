import { quantity } from '@songbai/contracts';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import { useLanguage } from '../../shared/words';
import { CLERK, useMay } from '../app/access';
import {
  type Column,
  daysText,
  type Filter,
  ListPage,
  Money,
  type Queue,
  StatusTag,
  statusOptions,
  statusText,
  todayText,
  useRegister,
} from '../kit';
import { type Contract, EXPIRING_DAYS, fetchContracts } from './contract-data';
import { c } from './contracts-words';

const leftOf = ({ ceiling, committed }: Contract): string =>
  quantity(ceiling).minus(quantity(committed)).toFixed(2);

/** A bar in a cell; its number stands beside it. */
function UseBar({ contract }: { contract: Contract }) {
  const share = Math.min(100, (Number(contract.committed) / Number(contract.ceiling)) * 100 || 0);
  return (
    <span className="use">
      <span className="bar use-bar" aria-hidden="true">
        <span className="bar-part bar-used" style={{ width: `${share}%` }} />
      </span>
      {share.toFixed(0)}%
    </span>
  );
}

const COLUMNS = (providerName: (id: string) => string): Column<Contract>[] => [
  { key: 'number', title: c.number(), width: 110, text: ({ number }) => number },
  { key: 'provider', title: c.provider(), text: ({ providerId }) => providerName(providerId) },
  { key: 'term', title: c.term(), width: 200, text: daysText },
  {
    ...{ key: 'ceiling', title: c.ceiling(), isNumber: true, text: ({ ceiling }) => ceiling },
    render: ({ ceiling }) => <Money value={ceiling} />,
  },
  {
    ...{ key: 'committed', title: c.committed(), isNumber: true, text: ({ committed }) => committed },
    render: ({ committed }) => <Money value={committed} />,
  },
  {
    ...{ key: 'left', title: c.left(), isNumber: true, text: leftOf },
    render: (contract) => <Money value={leftOf(contract)} />,
  },
  {
    key: 'use',
    title: c.use(),
    width: 150,
    text: () => '',
    render: (contract) => <UseBar contract={contract} />,
  },
  {
    ...{ key: 'status', title: c.status(), text: ({ status }) => statusText('contract', status) },
    render: ({ status }) => <StatusTag machine="contract" status={status} />,
  },
];

export function ContractsList() {
  useLanguage();
  const may = useMay();
  const providers = useRegister('providers');
  const filters: Filter[] = [
    { key: 'query', label: c.search(), kind: 'search' },
    { key: 'status', label: c.status(), kind: 'select', options: statusOptions('contract') },
    {
      ...{ key: 'providerId', label: c.provider(), kind: 'select' },
      options: providers.rows.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
  const before = dayjs(todayText())
    .add(EXPIRING_DAYS + 1, 'day')
    .format('YYYY-MM-DD');
  const none = { status: '', endsBefore: '', amendment: '' };
  const queues: Queue[] = [
    { key: 'all', label: c.all(), filters: none },
    { key: 'active', label: c.active(), filters: { ...none, status: 'active' } },
    { key: 'expiring', label: c.expiring(), filters: { ...none, status: 'active', endsBefore: before } },
    { key: 'submitted', label: c.toApprove(), filters: { ...none, status: 'submitted' } },
    { key: 'amended', label: c.amended(), filters: { ...none, amendment: 'submitted' } },
    { key: 'draft', label: c.drafts(), filters: { ...none, status: 'draft' } },
  ];
  const toolbar = may(...CLERK) && (
    <Link to="/contracts/new" className="button is-main">
      {c.draftTitle()}
    </Link>
  );
  return (
    <ListPage
      {...{ title: c.title(), queryKey: ['contracts'], fetchPage: fetchContracts, filters, queues, toolbar }}
      columns={COLUMNS((id) => providers.byId.get(id)?.name ?? '')}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/contracts/${id}`}
    />
  );
}

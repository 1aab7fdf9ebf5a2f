import dayjs from 'dayjs';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../../shared/words';
import { BUREAU, CLERK, ONLOOKERS, UNIT, useMay } from '../app/access';
import {
  type Column,
  type Filter,
  KeyCap,
  ListPage,
  Money,
  type Queue,
  StatusTag,
  statusOptions,
  statusText,
  todayText,
  useHotkeys,
  useRegister,
} from '../kit';
import { type Contract, EXPIRING_DAYS, fetchContracts, termText } from './contract-data';
import { c } from './contracts-words';
import { leftOf, shareText, UseBar } from './use-of-ceiling';

/** Folded between the days and not within one. */
const Term = ({ contract: { startsOn, endsOn } }: { contract: Contract }) => (
  <>
    <span className="unbroken">{startsOn} ~</span> <span className="unbroken">{endsOn}</span>
  </>
);

const COLUMNS = (providerName: (id: string) => string): Column<Contract>[] => [
  { key: 'number', title: c.number(), width: 110, text: ({ number }) => number },
  { key: 'provider', title: c.provider(), text: ({ providerId }) => providerName(providerId) },
  {
    ...{ key: 'term', title: c.term(), text: termText },
    render: (contract) => <Term contract={contract} />,
  },
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
    text: shareText,
    render: (contract) => <UseBar contract={contract} />,
  },
  {
    ...{ key: 'status', title: c.status(), text: ({ status }) => statusText('contract', status) },
    render: ({ status }) => <StatusTag machine="contract" status={status} />,
  },
];

/** Each role is offered the queues that it may ask for. */
function useQueues(): Queue[] {
  const may = useMay();
  const before = dayjs(todayText())
    .add(EXPIRING_DAYS + 1, 'day')
    .format('YYYY-MM-DD');
  return [
    { key: 'all', label: c.all(), filters: {} },
    { key: 'active', label: c.active(), filters: { status: 'active' } },
    { key: 'expiring', label: c.expiring(), filters: { status: 'active', endsBefore: before } },
    ...(may(...BUREAU, ...UNIT, ...ONLOOKERS)
      ? [{ key: 'nearly', label: c.nearlyUsed(), filters: { status: 'active', nearlyUsed: 'yes' } }]
      : []),
    { key: 'submitted', label: c.toApprove(), filters: { status: 'submitted' } },
    { key: 'amended', label: c.amended(), filters: { amendment: 'submitted' } },
    ...(may(...BUREAU, 'auditor')
      ? [
          { key: 'returned', label: c.returned(), filters: { status: 'draft', returned: 'yes' } },
          { key: 'draft', label: c.drafts(), filters: { status: 'draft', returned: 'no' } },
        ]
      : [{ key: 'draft', label: c.drafts(), filters: { status: 'draft' } }]),
  ];
}

/** With the letter N, as everything new. */
function DraftLink() {
  const navigate = useNavigate();
  useHotkeys({ n: () => void navigate('/contracts/new') });
  return (
    <Link to="/contracts/new" className="button is-main">
      {c.draftTitle()} <KeyCap name="n" />
    </Link>
  );
}

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
  const queues = useQueues();
  return (
    <ListPage
      {...{ title: c.title(), queryKey: ['contracts'], fetchPage: fetchContracts, filters, queues }}
      toolbar={may(...CLERK) && <DraftLink />}
      columns={COLUMNS((id) => providers.byId.get(id)?.name ?? '')}
      rowKey={({ id }) => id}
      rowLink={({ id }) => `/contracts/${id}`}
    />
  );
}

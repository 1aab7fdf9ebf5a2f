import { Link, useParams } from 'react-router';
import { listed } from '../../shared/lists';
import { useLanguage } from '../../shared/words';
import { BUREAU, ONLOOKERS, UNIT, useMay } from '../app/access';
import {
  DetailsPage,
  type Fact,
  Findings,
  Loaded,
  Money,
  Section,
  SmallTable,
  StatusTag,
  todayText,
  useRegister,
} from '../kit';
import { Amendments } from './amendments';
import { CheckPart } from './check-part';
import { ComparedPart } from './compared';
import { ContractActions } from './contract-actions';
import { type Contract, inOrder, type Price, priceTime, termText, useContract } from './contract-data';
import { ContractTimeline } from './contract-timeline';
import { c } from './contracts-words';
import { useGrounds } from './grounds';
import { MonitoringPart } from './monitoring-part';
import { ReturnedNotice } from './returned-notice';

export function ContractPage() {
  useLanguage();
  const { id = '' } = useParams();
  return <Loaded read={useContract(id)}>{(contract) => <ContractView contract={contract} />}</Loaded>;
}

function ContractView({ contract }: { contract: Contract }) {
  // What waits for a decision comes first.
  const waits = contract.amendments.some(({ status }) => status === 'submitted');
  const isDraft = contract.status === 'draft' || contract.status === 'submitted';
  // How far a contract is used up is told to whoever watches it; a unit orders under it.
  const isOfUnit = useMay()(...UNIT);
  return (
    <DetailsPage
      title={contract.number}
      status={<StatusTag machine="contract" status={contract.status} />}
      facts={useFacts(contract)}
      actions={<ContractActions contract={contract} />}
      aside={<ContractTimeline contract={contract} />}
    >
      <ReturnedNotice contract={contract} />
      {isDraft && <BeforeItIsAgreed contract={contract} />}
      {waits && <Amendments contract={contract} />}
      {!isDraft && !isOfUnit && <MonitoringPart contract={contract} />}
      <Prices prices={contract.prices} />
      {!isDraft && !waits && <Amendments contract={contract} />}
    </DetailsPage>
  );
}

/** What a draft is checked by. Funds are not for everybody's eyes, so others are told only what speaks against it. */
function BeforeItIsAgreed({ contract }: { contract: Contract }) {
  const may = useMay();
  if (!may(...BUREAU, ...ONLOOKERS)) return <Findings findings={contract.findings} />;
  return (
    <>
      <CheckPart contract={contract} />
      <ComparedPart contract={contract} />
    </>
  );
}

function useFacts(contract: Contract): (Fact | null)[] {
  const grounds = useGrounds();
  const provider = useRegister('providers').byId.get(contract.providerId);
  const model = useContract(contract.modelId ?? '', contract.modelId !== null).data;
  return [
    { label: c.provider(), value: provider && <Link to={`/providers/${provider.id}`}>{provider.name}</Link> },
    { label: c.buyer(), value: contract.buyerName },
    { label: c.term(), value: termText(contract) },
    { label: c.ceiling(), value: <Money value={contract.ceiling} strong /> },
    { label: c.areas(), value: listed(contract.areas) },
    { label: c.rounding(), value: contract.roundingMinutes },
    { label: c.minimum(), value: contract.minimumMinutes },
    ...grounds(contract),
    model ? { label: c.model(), value: <Link to={`/contracts/${model.id}`}>{model.number}</Link> } : null,
    contract.madeBy ? { label: c.madeBy(), value: contract.madeByName } : null,
    contract.approvedBy ? { label: c.approvedBy(), value: contract.approvedByName } : null,
  ];
}

const TONES = { past: 'tag', now: 'tag tag-good', coming: 'tag tag-waits' };

/** Every price that was, is and will be agreed: what a visit costs is decided by its day. */
function Prices({ prices }: { prices: readonly Price[] }) {
  const items = useRegister('items');
  const today = todayText();
  return (
    <Section title={c.prices()}>
      <SmallTable<Price>
        rows={inOrder(prices)}
        rowKey={({ itemCode, from }) => `${itemCode} ${from}`}
        columns={[
          {
            ...{ key: 'item', title: c.item() },
            text: ({ itemCode }) => `${itemCode} ${items.byCode.get(itemCode)?.name ?? ''}`,
          },
          {
            ...{ key: 'price', title: c.price(), isNumber: true, text: ({ unitPrice }) => unitPrice },
            render: ({ unitPrice }) => <Money value={unitPrice} />,
          },
          { key: 'from', title: c.from(), text: ({ from }) => from },
          { key: 'to', title: c.to(), text: ({ to }) => to ?? c.openEnd() },
          {
            ...{ key: 'time', title: c.status(), text: (price) => c[priceTime(price, today)]() },
            render: (price) => (
              <span className={TONES[priceTime(price, today)]}>{c[priceTime(price, today)]()}</span>
            ),
          },
        ]}
      />
    </Section>
  );
}

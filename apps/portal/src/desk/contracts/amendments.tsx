import { useState } from 'react';
import { listed, listedLong } from '../../shared/lists';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { useMay } from '../app/access';
import {
  CommandButton,
  moneyText,
  ProblemBox,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useCommand,
  useRegister,
} from '../kit';
import { AmendDialog } from './amend-dialog';
import { type Contract, TOUCHED } from './contract-data';
import { c } from './contracts-words';

type Amendment = Schemas['AmendmentAnswer'];

/** Changes that both sides agreed on: proposed by one person, approved by another. */
export function Amendments({ contract }: { contract: Contract }) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay();
  const items = useRegister('items').byCode;
  const nameOf = (itemCode: string): string => items.get(itemCode)?.name ?? '';
  const canAmend =
    may('bureau-clerk', 'bureau-approver') && ['approved', 'active', 'suspended'].includes(contract.status);
  return (
    <Section
      title={c.amendments()}
      actions={canAmend && <CommandButton label={c.amend()} run={() => setOpen(true)} />}
    >
      <SmallTable<Amendment>
        rows={contract.amendments}
        rowKey={({ id }) => id}
        empty={c.noAmendments()}
        columns={[
          { key: 'what', title: c.what(), text: ({ change }) => changeText(change as Change, nameOf) },
          {
            key: 'why',
            title: c.why(),
            text: ({ reason, document }) => [reason, document].filter(Boolean).join(' · '),
          },
          {
            key: 'by',
            title: c.by(),
            text: ({ madeByName, decidedByName }) => [madeByName, decidedByName].filter(Boolean).join(' → '),
          },
          {
            ...{ key: 'status', title: c.status(), text: ({ status }) => statusText('amendment', status) },
            render: ({ status }) => <StatusTag machine="amendment" status={status} />,
          },
          {
            ...{ key: 'decide', title: '', text: () => '' },
            render: (amendment) => <Decide contract={contract} amendment={amendment} />,
          },
        ]}
      />
      {isOpen && <AmendDialog contract={contract} close={() => setOpen(false)} />}
    </Section>
  );
}

type Change = Pick<Schemas['NewAmendment'], 'ceiling' | 'endsOn' | 'areas' | 'prices'>;

/** What would be changed, in words: "LC01 生活照料 35.00，自 2027-01-01". */
function changeText(change: Change, nameOf: (itemCode: string) => string): string {
  const { ceiling, endsOn, areas, prices } = change;
  const priced = prices?.map(({ itemCode, unitPrice, from, to }) => {
    const days = to ? c.priceTerm({ from, to }) : c.priceFrom({ from });
    return `${itemCode} ${nameOf(itemCode)} ${moneyText(unitPrice)} ${days}`;
  });
  return listedLong([
    ...(ceiling ? [`${c.ceiling()} ${moneyText(ceiling)}`] : []),
    ...(endsOn ? [`${c.endsOn()} ${endsOn}`] : []),
    ...(areas ? [`${c.areas()} ${listed(areas)}`] : []),
    ...(priced?.length ? [`${c.newPrices()} ${listed(priced)}`] : []),
  ]);
}

function Decide({ contract, amendment }: { contract: Contract; amendment: Amendment }) {
  const may = useMay();
  const me = useUser();
  const command = useCommand(({ verb, reason }: { verb: 'approve' | 'refuse'; reason: string }, key) => {
    const params = {
      path: { id: contract.id, amendmentId: amendment.id },
      header: { 'Idempotency-Key': key },
    };
    if (verb === 'approve')
      return answerOf(api.POST('/api/v1/contracts/{id}/amendments/{amendmentId}/approve', { params }));
    return answerOf(
      api.POST('/api/v1/contracts/{id}/amendments/{amendmentId}/refuse', { params, body: { reason } }),
    );
  }, TOUCHED);
  if (!me || !may('bureau-approver') || amendment.status !== 'submitted') return null;
  return (
    <div className="row-wrap">
      <CommandButton
        label={c.approve()}
        kind="primary"
        isRunning={command.isRunning}
        run={() => command.run({ verb: 'approve', reason: '' })}
      />
      <CommandButton
        label={c.refuse()}
        asksReason
        run={(reason) => command.run({ verb: 'refuse', reason })}
      />
      <ProblemBox error={command.problem} />
    </div>
  );
}

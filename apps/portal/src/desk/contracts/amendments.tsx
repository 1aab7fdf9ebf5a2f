import { useState } from 'react';
import { answerOf, api, useUser } from '../../shared/session';
import { BUREAU, useMay } from '../app/access';
import {
  type Column,
  CommandButton,
  ProblemBox,
  Section,
  SmallTable,
  StatusTag,
  statusText,
  useCommand,
  useRegister,
} from '../kit';
import { AmendDialog } from './amend-dialog';
import { AmendmentCheck } from './amendment-check';
import { type Amendment, changeText } from './change-text';
import { type Contract, TOUCHED, useHistory } from './contract-data';
import { c } from './contracts-words';

/** Changes that both sides agreed on: proposed by one person, approved by another. */
export function Amendments({ contract }: { contract: Contract }) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay();
  const isOffice = may(...BUREAU);
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
        columns={useColumns(contract)}
        below={(amendment) =>
          isOffice && amendment.status === 'submitted' ? (
            <AmendmentCheck contract={contract} amendment={amendment} />
          ) : null
        }
      />
      {isOpen && <AmendDialog contract={contract} close={() => setOpen(false)} />}
    </Section>
  );
}

function useColumns(contract: Contract): Column<Amendment>[] {
  const items = useRegister('items').byCode;
  const nameOf = (itemCode: string): string => items.get(itemCode)?.name ?? '';
  const whatOf = (amendment: Amendment): string =>
    changeText(amendment, contract, nameOf, amendment.status === 'submitted');
  const deeds = useHistory(contract.id).data?.deeds ?? [];
  const refusal = ({ id }: Amendment): string | null | undefined =>
    deeds.find(({ act, amendmentId }) => act === 'amendment.refuse' && amendmentId === id)?.reason;
  return [
    { key: 'what', title: c.what(), text: whatOf },
    { key: 'why', title: c.why(), text: (amendment) => whyText(amendment, refusal(amendment)) },
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
      render: (amendment) => <Decide contract={contract} amendment={amendment} said={whatOf(amendment)} />,
    },
  ];
}

/** Why it was proposed, on which paper, and why it was refused. */
const whyText = ({ reason, document }: Amendment, refusal: string | null | undefined): string =>
  [reason, document, refusal && c.refusedFor({ reason: refusal })].filter(Boolean).join(' · ');

interface DecideProps {
  contract: Contract;
  amendment: Amendment;
  /** What it changes, in words. */
  said: string;
}

function Decide({ contract, amendment, said }: DecideProps) {
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
        confirm={<p>{said}</p>}
        isRunning={command.isRunning}
        run={() => command.run({ verb: 'approve', reason: '' })}
      />
      <CommandButton
        label={c.refuse()}
        {...{ asksReason: true, about: amendment.id }}
        run={(reason) => command.run({ verb: 'refuse', reason })}
      />
      <ProblemBox error={command.problem} />
    </div>
  );
}

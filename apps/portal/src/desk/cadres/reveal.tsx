import { telLink } from '@songbai/contracts';
import { App } from 'antd';
import { answerOf, api, type Schemas } from '../../shared/session';
import { CommandButton, FactsTable, ProblemBox, useCommand } from '../kit';
import { c } from './cadres-words';

/** In full, for a reason, on record; shown once and kept nowhere. */
export function Reveal({ cadreId }: { cadreId: string }) {
  const { modal } = App.useApp();
  const command = useCommand((reason: string) =>
    answerOf(api.POST('/api/v1/cadres/{id}/reveal', { params: { path: { id: cadreId } }, body: { reason } })),
  );
  const reveal = async (reason: string): Promise<unknown> => {
    const found = await command.run(reason);
    if (found) modal.info({ title: c.reveal(), content: <InFull found={found} />, width: 520 });
    return found;
  };
  return (
    <>
      <CommandButton
        {...{ label: c.reveal(), asksReason: true, confirm: <p>{c.revealHint()}</p>, run: reveal }}
        isRunning={command.isRunning}
      />
      <ProblemBox error={command.problem} />
    </>
  );
}

function InFull({ found }: { found: Schemas['RevealAnswer'] }) {
  const { idNumber, phone, address, family } = found;
  return (
    <FactsTable
      facts={[
        { label: c.idNumber(), value: idNumber },
        { label: c.phone(), value: <Call phone={phone} /> },
        { label: c.address(), value: address, wide: true },
        family ? { label: c.family(), value: <FamilyInFull family={family} />, wide: true } : null,
      ]}
    />
  );
}

const FamilyInFull = ({ family }: { family: NonNullable<Schemas['RevealAnswer']['family']> }) => (
  <>
    {c.relative(family)} <Call phone={family.phone} />
  </>
);

/** To be rung from the screen, where a telephone belongs to it. */
function Call({ phone }: { phone: string }) {
  const href = telLink(phone);
  return href === undefined ? phone : <a href={href}>{phone}</a>;
}

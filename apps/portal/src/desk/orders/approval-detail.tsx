import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import { useUser } from '../../shared/session';
import { CommandButton, FactsTable, ProblemBox, Section, useRegister } from '../kit';
import { useAway } from './away';
import { LastVisits } from './cadre-aside';
import { Verdict } from './check-panel';
import { type Done, useDeciding } from './deciding';
import { Impact } from './impact';
import { askedOf, type Order, paysUnit, useOrder, useOrderCheck } from './order-data';
import { useOrderFacts } from './order-page';
import { o } from './orders-words';
import { SealDialog } from './seal-dialog';

interface ApprovalDetailProps {
  order: Order;
  actions: ReactNode;
  decided: (done: Done[]) => void;
}

/** What each fund bears; before the approval, what each would bear now. */
const sharesOf = (order: Order, whole: Order | undefined): Order['funding'] =>
  order.funding.length > 0 ? order.funding : (whole?.foreseenFunding ?? []);

/** What is asked, why, what it costs today, and which funds and limits it touches. */
export function ApprovalDetail({ order, actions, decided }: ApprovalDetailProps) {
  const asked = askedOf(order);
  const isBureau = useUser()?.role === 'bureau-approver';
  const check = useOrderCheck(isBureau ? asked : undefined);
  // A unit does not see the bureau's funds, so it is shown what was found when the order was placed.
  const whole = useOrder(order.id);
  const preview = isBureau ? check.preview : { ...order, funding: sharesOf(order, whole.data) };
  const away = useAway(asked);
  const funds = useRegister('funds');
  const unit = useRegister('units', isBureau).byId.get(order.unitId ?? '');
  const facts = [
    ...useOrderFacts(order),
    unit ? { label: o.unit(), value: unit.name } : null,
    { label: o.orderedBy(), value: order.orderedByName ?? order.orderedBy },
  ];
  const unitPays = paysUnit(order, funds) && !order.approvals.some(({ party }) => party === 'unit');
  return (
    <div className="queue-detail stack">
      <Section title={order.number} actions={actions}>
        {unitPays && <UnitPays order={order} decided={decided} />}
        <FactsTable facts={facts} />
      </Section>
      <div className="two">
        <Section title={o.check()}>
          <div className="stack" data-check={check.isChecking ? 'running' : 'done'}>
            <ProblemBox error={check.error} />
            {preview && <Verdict {...preview} away={away} />}
          </div>
        </Section>
        <Section title={o.afterwards()}>{preview && <Impact order={asked} preview={preview} />}</Section>
      </div>
      <LastVisits cadreId={order.cadreId} />
    </div>
  );
}

/** A unit that does not click has sealed a paper: the approver enters it with their own approval. */
function UnitPays({ order, decided }: Pick<ApprovalDetailProps, 'order' | 'decided'>) {
  const [isOpen, setOpen] = useState(false);
  const deciding = useDeciding();
  const isBureau = useUser()?.role === 'bureau-approver';
  const send = async (seal: { document: string; scan?: string }): Promise<Done | undefined> => {
    setOpen(false);
    const done = await deciding.approve([order], { seal });
    decided(done);
    return done.find(({ problem }) => problem === undefined);
  };
  const action = isBureau && (
    <CommandButton label={o.seal()} hotkey="s" isRunning={deciding.isRunning} run={() => setOpen(true)} />
  );
  return (
    <>
      <Alert className="below-gap" type="info" showIcon title={o.unitPays()} action={action} />
      {isOpen && <SealDialog orderId={order.id} onClose={() => setOpen(false)} onSeal={send} />}
    </>
  );
}

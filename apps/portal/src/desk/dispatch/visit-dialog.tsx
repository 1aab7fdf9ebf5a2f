import { Modal } from 'antd';
import { Link } from 'react-router';
import { CadreName, CommandButton, FactsTable, Moment, ProblemBox, StatusTag, useRegister } from '../kit';
import { useSkip, useTakeBack, type Visit } from './dispatch-data';
import { d } from './dispatch-words';

interface VisitDialogProps {
  visit: Visit;
  onClose: () => void;
  onMoved: () => void;
}

/** One visit of the board: what it is, and what can still be done with it. */
export function VisitDialog({ visit, onClose, onMoved }: VisitDialogProps) {
  const item = useRegister('items').byCode.get(visit.itemCode);
  const worker = useRegister('workers').byId.get(visit.workerId ?? '');
  const facts = [
    { label: d.served(), value: <CadreName id={visit.cadreId} /> },
    { label: d.worker(), value: worker?.name ?? '' },
    { label: d.time(), value: <Moment value={visit.startedAt ?? visit.plannedAt} /> },
    { label: d.order(), value: <Link to={`/orders/${visit.orderId}`}>{visit.orderNumber}</Link> },
  ];
  return (
    <Modal open title={item?.name ?? visit.itemCode} footer={null} onCancel={onClose}>
      <div className="stack-tight">
        <p className="row-wrap">
          <Link to={`/visits/${visit.id}`}>{visit.number}</Link>
          <StatusTag machine="visit" status={visit.status} />
        </p>
        <FactsTable facts={facts} />
        {visit.status === 'planned' && <VisitActions {...{ visit, onClose, onMoved }} />}
      </div>
    </Modal>
  );
}

/** A visit that is planned can be moved, taken back, or be said not to have happened. */
function VisitActions({ visit, onClose, onMoved }: VisitDialogProps) {
  const takeBack = useTakeBack();
  const skip = useSkip();
  const then =
    (next: () => void) =>
    (answer: unknown): unknown => {
      if (answer) next();
      return answer;
    };
  const about = visit.id;
  return (
    <>
      <ProblemBox error={takeBack.problem ?? skip.problem} />
      <div className="row-wrap">
        <CommandButton
          label={d.moveVisit()}
          {...{ asksReason: true, about }}
          confirm={<p>{d.moveNote()}</p>}
          run={async (reason) => then(onMoved)(await takeBack.run({ id: visit.id, reason }))}
        />
        <CommandButton
          label={d.cancelVisit()}
          {...{ asksReason: true, about }}
          isDanger
          run={async (reason) => then(onClose)(await takeBack.run({ id: visit.id, reason }))}
        />
        <CommandButton
          label={d.skipVisit()}
          {...{ asksReason: true, about }}
          run={async (reason) => then(onClose)(await skip.run({ id: visit.id, reason }))}
        />
      </div>
    </>
  );
}

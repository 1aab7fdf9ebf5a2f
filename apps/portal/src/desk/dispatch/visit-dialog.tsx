import { Button } from 'antd';
import { Link } from 'react-router';
import {
  CadreName,
  CommandButton,
  Dialog,
  FactsTable,
  Moment,
  ProblemBox,
  StatusTag,
  useRegister,
} from '../kit';
import { useSkip, useTakeBack, type Visit } from './dispatch-data';
import { d } from './dispatch-words';

interface VisitDialogProps {
  visit: Visit;
  /** Whether something of its order can still be planned. */
  isOpen: boolean;
  onClose: () => void;
  /** Asks for another time: the visit is moved, or another one is planned instead of it. */
  again: (as: 'moves' | 'insteadOf') => void;
}

/** One visit of the board: what it is, and what can still be done with it. */
export function VisitDialog({ visit, isOpen, onClose, again }: VisitDialogProps) {
  const item = useRegister('items').byCode.get(visit.itemCode);
  const worker = useRegister('workers').byId.get(visit.workerId ?? '');
  const isDropped = visit.status === 'missed' || visit.status === 'cancelled';
  const facts = [
    { label: d.served(), value: <CadreName id={visit.cadreId} /> },
    { label: d.worker(), value: worker?.name ?? '' },
    { label: d.time(), value: <Moment value={visit.startedAt ?? visit.plannedAt} /> },
    { label: d.order(), value: <Link to={`/orders/${visit.orderId}`}>{visit.orderNumber}</Link> },
    isDropped && visit.note ? { label: d.why(), value: visit.note } : null,
  ];
  return (
    <Dialog open title={item?.name ?? visit.itemCode} footer={null} onCancel={onClose}>
      <div className="stack-tight">
        <p className="row-wrap">
          <Link to={`/visits/${visit.id}`}>{visit.number}</Link>
          <StatusTag machine="visit" status={visit.status} />
        </p>
        <FactsTable facts={facts} />
        {visit.status === 'planned' && <VisitActions {...{ visit, onClose }} move={() => again('moves')} />}
        {isDropped && isOpen && (
          <div className="row-wrap">
            <Button onClick={() => again('insteadOf')}>{d.planInstead()}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface ActionsProps {
  visit: Visit;
  onClose: () => void;
  move: () => void;
}

/** A visit that is planned can be moved, taken back, or be said not to have happened. */
function VisitActions({ visit, onClose, move }: ActionsProps) {
  const takeBack = useTakeBack();
  const skip = useSkip();
  const thenClose = (answer: unknown): unknown => {
    if (answer) onClose();
    return answer;
  };
  const about = visit.id;
  return (
    <>
      <ProblemBox error={takeBack.problem ?? skip.problem} />
      <div className="row-wrap">
        <Button onClick={move}>{d.moveVisit()}</Button>
        <CommandButton
          label={d.cancelVisit()}
          {...{ asksReason: true, about }}
          isDanger
          run={async (reason) => thenClose(await takeBack.run({ id: visit.id, reason }))}
        />
        <CommandButton
          label={d.skipVisit()}
          {...{ asksReason: true, about }}
          run={async (reason) => thenClose(await skip.run({ id: visit.id, reason }))}
        />
      </div>
    </>
  );
}

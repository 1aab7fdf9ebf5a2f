import { Input } from 'antd';
import { useState } from 'react';
import { SongbaiProblem } from '../../shared/session';
import { CadreName, Dialog, Loaded, Moment, ProblemBox, useHotkeys, useKeptDraft, useRegister } from '../kit';
import { Beyond, useIsBeyond } from './beyond';
import { Candidates } from './candidates';
import { type Order, useCandidates, useMove, usePlan, useUsual, type Visit } from './dispatch-data';
import { d } from './dispatch-words';
import { PlanFields } from './plan-fields';
import { dayToOffer, firstDayToPlan, halfHourOf, instantAt, timesOf, usualTime, whyNoTime } from './week';

export interface Wanted {
  orderId?: string;
  workerId?: string;
  /** The very day that was pointed at. */
  day?: string;
  /** The first day of the week that is shown, where no day was pointed at. */
  from?: string;
  /** The visit that is to be at another time: it stays as it is until the new time is sent. */
  moves?: Visit;
  /** The visit that did not happen, instead of which another one is planned. */
  insteadOf?: Visit;
}

interface PlanDialogProps {
  wanted: Wanted;
  orders: Order[];
  today: string;
  onClose: () => void;
  onPlanned: (day: string) => void;
}

/** The first day on which the order can be served, from the wanted one on; never one that is over. */
function firstDay(order: Order | undefined, { day, from }: Wanted, today: string): string {
  const now = Date.now();
  const offered = day ?? dayToOffer(from ?? today, now);
  const first = [offered, order?.startsOn ?? '', firstDayToPlan(now)].sort().pop() ?? today;
  return order !== undefined && first > order.endsOn ? order.endsOn : first;
}

/** When and who of a plan, as far as it is chosen, and what is offered for the rest. */
function usePlanning({ wanted, orders, today }: Pick<PlanDialogProps, 'wanted' | 'orders' | 'today'>) {
  const [orderId, setOrder] = useState(wanted.orderId);
  const order = orders.find(({ id }) => id === orderId);
  const [chosenDay, setDay] = useState<string>();
  const day = chosenDay ?? firstDay(order, wanted, today);
  const [wish, setTime] = useState<string>();
  const { data: last, isLoading } = useUsual(wanted.moves ? undefined : order);
  const usual = wanted.moves?.plannedAt ?? last;
  const times = timesOf(day, Date.now());
  const time =
    wish && times.includes(wish)
      ? wish
      : (usualTime(day, Date.now(), usual ? halfHourOf(usual) : undefined) ?? '');
  const [chosen, choose] = useState(wanted.workerId);
  const candidates = useCandidates(time ? orderId : undefined, instantAt(day, time), wanted.moves?.id);
  const rows = candidates.data ?? [];
  const isAway =
    chosen !== undefined && candidates.data !== undefined && !rows.some((each) => each.workerId === chosen);
  const workerId = isAway ? undefined : (chosen ?? rows.find(({ isFree }) => isFree)?.workerId);
  const plan =
    orderId === undefined || workerId === undefined || time === '' || isLoading
      ? undefined
      : { orderId, workerId, startsAt: instantAt(day, time) };
  return { order, setOrder, day, setDay, time, times, setTime, workerId, choose, candidates, isAway, plan };
}

/** Sends what is planned: a new visit, or another time of one that is. */
function useSending({ wanted, onPlanned }: Pick<PlanDialogProps, 'wanted' | 'onPlanned'>) {
  const plan = usePlan();
  const move = useMove();
  const send = async (body: Parameters<typeof plan.run>[0], day: string, reason: string): Promise<void> => {
    const { orderId, ...time } = body;
    const { moves, insteadOf } = wanted;
    const answer = moves
      ? await move.run({ id: moves.id, ...time, reason })
      : await plan.run({ ...body, ...(insteadOf && { insteadOf: insteadOf.id }) });
    if (answer) onPlanned(day);
  };
  return { send, problem: plan.problem ?? move.problem, isRunning: plan.isRunning || move.isRunning };
}

/** Why a visit is moved; it is kept while it is not sent. */
function useReason(visit: Visit | undefined) {
  const [reason, setReason] = useState('');
  const typed = reason.trim() === '' ? undefined : reason;
  const draft = useKeptDraft(`move ${visit?.id ?? ''}`, typed, setReason, false, 'tab');
  return { reason, setReason, draft };
}

/** When and who: candidates come ranked with their reasons, and the wanted person is chosen already. */
export function PlanDialog({ wanted, orders, today, onClose, onPlanned }: PlanDialogProps) {
  const planning = usePlanning({ wanted, orders, today });
  const { order, day, plan } = planning;
  const { reason, setReason, draft } = useReason(wanted.moves);
  const planned = (on: string): void => {
    draft.filed();
    onPlanned(on);
  };
  const sending = useSending({ wanted, onPlanned: planned });
  const [sureOf, setSureOf] = useState<string>();
  const isSure = sureOf !== undefined && sureOf === order?.id;
  const setSure = (isIt: boolean): void => setSureOf(isIt ? order?.id : undefined);
  const isBeyond = useIsBeyond(order) && !wanted.moves;
  const isReady =
    plan !== undefined &&
    (!isBeyond || isSure) &&
    (!wanted.moves || reason.trim() !== '') &&
    !sending.isRunning;
  const send = (): void => void (isReady && sending.send(plan, day, reason.trim()));
  useHotkeys({ 'ctrl+Enter': send }, { inDialog: true });
  return (
    <Dialog
      open
      width={620}
      title={<PlanTitle {...{ order, wanted }} />}
      {...{ draft, onCancel: onClose, onOk: send }}
      okText={wanted.moves ? d.moveTo() : d.plan()}
      okButtonProps={{ loading: sending.isRunning, disabled: !isReady }}
    >
      <ProblemBox error={sending.problem} />
      {isTaken(sending.problem) && <p className="is-strong">{d.takenHint()}</p>}
      {wanted.moves && <Moving visit={wanted.moves} {...{ reason, setReason }} />}
      <PlanFields {...planning} orders={orders} isAsked={wanted.orderId === undefined} />
      {isBeyond && order && <Beyond {...{ order, isSure, setSure }} />}
      {planning.isAway && <p className="tag tag-bad">{d.notCandidate()}</p>}
      {(order || wanted.orderId) && <WhoGoes planning={planning} first={wanted.workerId} />}
    </Dialog>
  );
}

/** The person has something else then: for a plan that means another time or another person. */
const isTaken = (error: unknown): boolean =>
  error instanceof SongbaiProblem && (error.problem.findings ?? []).some(({ code }) => code === 'V05');

interface WhoGoesProps {
  planning: ReturnType<typeof usePlanning>;
  first: string | undefined;
}

/** Who is free then; where there is no such time, why. */
function WhoGoes({ planning, first }: WhoGoesProps) {
  const { order, day, time, candidates, workerId, choose } = planning;
  const why = time === '' ? whyNoTime(day, order?.endsOn, Date.now()) : undefined;
  if (why !== undefined) return <p role="status">{d[why]()}</p>;
  return (
    <Loaded read={candidates}>
      {(shown) => <Candidates candidates={shown} chosen={workerId} {...{ first, choose }} />}
    </Loaded>
  );
}

interface MovingProps {
  visit: Visit;
  reason: string;
  setReason: (reason: string) => void;
}

const MOST_LETTERS = 500;

/** The old time, which stays until the new one is sent, and why it is given up. */
const Moving = ({ visit, reason, setReason }: MovingProps) => (
  <div className="stack-tight">
    <p>
      {d.moveFrom()} <Moment value={visit.plannedAt} />
      {d.moveHint()}
    </p>
    <div className="stack-tight">
      <span className="filter-label">{d.moveReason()}</span>
      <Input.TextArea
        rows={2}
        maxLength={MOST_LETTERS}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        aria-label={d.moveReason()}
      />
    </div>
  </div>
);

/** Whose visit, and of what. */
function PlanTitle({ order, wanted }: { order: Order | undefined; wanted: Wanted }) {
  const { moves, insteadOf } = wanted;
  const visit = moves ?? insteadOf;
  const item = useRegister('items').byCode.get(order?.itemCode ?? visit?.itemCode ?? '');
  const cadreId = order?.cadreId ?? visit?.cadreId;
  const title = moves
    ? d.moveTitle({ visit: moves.number })
    : insteadOf
      ? d.insteadTitle({ visit: insteadOf.number })
      : order
        ? d.planTitle({ order: order.number })
        : d.plan();
  if (cadreId === undefined) return title;
  return (
    <>
      {title} · <CadreName id={cadreId} /> · {item?.name ?? ''}
    </>
  );
}

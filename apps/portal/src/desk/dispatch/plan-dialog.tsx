import { Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { CadreName, DatePicker, Dialog, Loaded, ProblemBox, useHotkeys, useRegister } from '../kit';
import { type Candidate, type Order, useCandidates, usePlan } from './dispatch-data';
import { d } from './dispatch-words';
import { firstDayToPlan, instantAt, timesOf, usualTime } from './week';

export interface Wanted {
  orderId?: string;
  workerId?: string;
  day?: string;
}

interface PlanDialogProps {
  wanted: Wanted;
  orders: Order[];
  today: string;
  onClose: () => void;
  onPlanned: (day: string) => void;
}

/** The first day on which the order can be served, from the wanted one on; never one that is over. */
function firstDay(order: Order | undefined, wanted: string): string {
  return [wanted, order?.startsOn ?? '', firstDayToPlan(Date.now())].sort().pop() ?? wanted;
}

/** When and who: candidates come ranked with their reasons, and the wanted person is chosen already. */
export function PlanDialog({ wanted, orders, today, onClose, onPlanned }: PlanDialogProps) {
  const [orderId, setOrder] = useState(wanted.orderId ?? orders[0]?.id);
  const order = orders.find(({ id }) => id === orderId);
  const [day, setDay] = useState(firstDay(order, wanted.day ?? today));
  const [wish, setTime] = useState<string>();
  const times = timesOf(day, Date.now());
  const time = wish && times.includes(wish) ? wish : (usualTime(day, Date.now()) ?? '');
  const [chosen, choose] = useState(wanted.workerId);
  const plan = usePlan();
  const candidates = useCandidates(time ? orderId : undefined, instantAt(day, time));
  const rows = candidates.data ?? [];
  const isAway =
    chosen !== undefined && candidates.data !== undefined && !rows.some((each) => each.workerId === chosen);
  const workerId = isAway ? undefined : (chosen ?? rows.find(({ isFree }) => isFree)?.workerId);
  const send = async (): Promise<void> => {
    if (orderId === undefined || workerId === undefined || time === '' || plan.isRunning) return;
    if (await plan.run({ orderId, workerId, startsAt: instantAt(day, time) })) onPlanned(day);
  };
  useHotkeys({ 'ctrl+Enter': () => void send() }, { inDialog: true });
  return (
    <Dialog
      open
      width={620}
      title={<PlanTitle order={order} />}
      onCancel={onClose}
      onOk={() => void send()}
      okText={d.plan()}
      okButtonProps={{ loading: plan.isRunning, disabled: workerId === undefined }}
    >
      <ProblemBox error={plan.problem} />
      <PlanFields
        {...{ orders, order, orderId, day, time, times, today, setOrder, setDay, setTime }}
        isAsked={wanted.orderId === undefined}
      />
      {isAway && <p className="tag tag-bad">{d.notCandidate()}</p>}
      <Loaded read={candidates}>
        {(shown) => <Candidates candidates={shown} chosen={workerId} choose={choose} />}
      </Loaded>
    </Dialog>
  );
}

/** Whose visit, and of what. */
function PlanTitle({ order }: { order: Order | undefined }) {
  const item = useRegister('items').byCode.get(order?.itemCode ?? '');
  if (!order) return d.plan();
  return (
    <>
      {d.planTitle({ order: order.number })} · <CadreName id={order.cadreId} /> ·{' '}
      {item?.name ?? order.itemCode}
    </>
  );
}

interface PlanFieldsProps {
  orders: Order[];
  order: Order | undefined;
  orderId: string | undefined;
  day: string;
  time: string;
  times: string[];
  today: string;
  /** The order is still to be chosen. */
  isAsked: boolean;
  setOrder: (id: string) => void;
  setDay: (day: string) => void;
  setTime: (time: string) => void;
}

function PlanFields(props: PlanFieldsProps) {
  const { orders, order, orderId, day, time, times, today, isAsked, setOrder, setDay, setTime } = props;
  return (
    <div className="filters">
      {isAsked && (
        <Field label={d.chooseOrder()}>
          <Select
            value={orderId}
            onChange={setOrder}
            options={orders.map(({ id, number }) => ({ value: id, label: number }))}
            aria-label={d.chooseOrder()}
            popupMatchSelectWidth={false}
          />
        </Field>
      )}
      <Field label={d.day()}>
        <DatePicker
          value={dayjs(day)}
          minDate={dayjs(firstDay(undefined, today))}
          maxDate={order && dayjs(order.endsOn)}
          onChange={(value) => setDay(dayjs(value).format('YYYY-MM-DD'))}
          aria-label={d.day()}
        />
      </Field>
      <Field label={d.time()}>
        <Select
          value={time}
          onChange={setTime}
          options={times.map((each) => ({ value: each, label: each }))}
          aria-label={d.time()}
        />
      </Field>
    </div>
  );
}

const Field = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="filter">
    <span className="filter-label">{label}</span>
    {children}
  </div>
);

interface CandidatesProps {
  candidates: Candidate[];
  chosen: string | undefined;
  choose: (workerId: string) => void;
}

/** What the tag and the figures of the line say already is not said again. */
const isShown = ({ code }: Candidate['reasons'][number], distanceKm: Candidate['distanceKm']): boolean =>
  ['free', 'busy', 'familiar'].includes(code) ||
  (typeof distanceKm === 'number' && ['near', 'far'].includes(code));

function Candidates({ candidates, chosen, choose }: CandidatesProps) {
  if (candidates.length === 0) return <p>{d.noCandidates()}</p>;
  return (
    <fieldset className="candidates">
      <legend>
        {d.who()} <span className="faint">{d.candidatesHint()}</span>
      </legend>
      <Radio.Group value={chosen} onChange={({ target }) => choose(String(target.value))}>
        {candidates.map(({ workerId, name, isFree, visitsBefore, distanceKm, reasons }) => (
          <Radio key={workerId} value={workerId}>
            <b>{name}</b>{' '}
            <span className={isFree ? 'tag tag-good' : 'tag tag-bad'}>{isFree ? d.free() : d.busy()}</span>{' '}
            <span className="faint">
              {[
                visitsBefore > 0 && d.before({ count: visitsBefore }),
                typeof distanceKm === 'number' && d.distance({ km: distanceKm }),
                ...reasons.filter((reason) => !isShown(reason, distanceKm)).map(({ message }) => message),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}

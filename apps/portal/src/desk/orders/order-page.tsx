import { FUND_TYPES, ORDER_CHANNELS, orderMachine } from '@songbai/contracts';
import { Link, useParams } from 'react-router';
import { answerOf, api } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { useMay } from '../app/access';
import {
  CadreName,
  CommandButton,
  DetailsPage,
  daysText,
  type Fact,
  Findings,
  Loaded,
  Moment,
  Money,
  ProblemBox,
  Quantity,
  Section,
  SmallTable,
  Timeline,
  type TimelineEntry,
  useCommand,
  useRegister,
  wordOf,
} from '../kit';
import { LastVisits } from './cadre-aside';
import { NeedText } from './need-text';
import { type Fund, type Order, paysUnit, TOUCHED, useOrder } from './order-data';
import { OrderStatus, orderStatusText } from './order-status';
import { OrderVisits } from './order-visits';
import { o } from './orders-words';

export function OrderPage() {
  useLanguage();
  const { id = '' } = useParams();
  return <Loaded read={useOrder(id)}>{(order) => <OrderView order={order} />}</Loaded>;
}

function OrderView({ order }: { order: Order }) {
  const cancel = useCommand(
    (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/orders/{id}/cancel', {
          params: { path: { id: order.id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    TOUCHED,
  );
  const may = useMay();
  const canCancel = may('bureau-clerk') && orderMachine.allows(order.status, 'cancel');
  return (
    <DetailsPage
      title={order.number}
      status={<OrderStatus order={order} />}
      facts={useOrderFacts(order)}
      actions={
        canCancel && (
          <CommandButton
            {...{ label: o.cancel(), isDanger: true, asksReason: true, confirm: <p>{o.cancelHint()}</p> }}
            isRunning={cancel.isRunning}
            run={cancel.run}
          />
        )
      }
      aside={
        <>
          <Section title={o.timeline()}>
            <OrderTimeline order={order} />
          </Section>
          <LastVisits cadreId={order.cadreId} />
        </>
      }
    >
      <ProblemBox error={cancel.problem} />
      <Findings findings={order.findings} />
      <Findings findings={order.notes} areNotes />
      <Shares order={order} />
      <OrderVisits orderId={order.id} />
    </DetailsPage>
  );
}

export function useOrderFacts(order: Order): (Fact | null)[] {
  const item = useRegister('items').byCode.get(order.itemCode);
  const contract = useRegister('contracts').byId.get(order.contractId);
  const provider = useRegister('providers').byId.get(order.providerId);
  const measured = (value: string) => <Quantity value={value} measure={item?.measure} />;
  return [
    { label: o.cadre(), value: <CadreName id={order.cadreId} isLink /> },
    { label: o.item(), value: `${order.itemCode} ${item?.name ?? ''}` },
    { label: o.days(), value: daysText(order) },
    { label: o.quantity(), value: measured(order.quantity) },
    { label: o.used(), value: measured(order.usedQuantity) },
    { label: o.amount(), value: <Money value={order.amount} strong /> },
    {
      label: o.contract(),
      value: contract && <Link to={`/contracts/${contract.id}`}>{contract.number}</Link>,
    },
    { label: o.provider(), value: provider?.name },
    { label: o.channel(), value: wordOf(ORDER_CHANNELS, order.channel) },
    order.onBehalfOf ? { label: o.onBehalfOf(), value: order.onBehalfOf } : null,
    { label: o.need(), value: <NeedText order={order} />, wide: true },
    order.note ? { label: o.note(), value: order.note, wide: true } : null,
  ];
}

interface Share {
  id: string;
  fund: Fund | undefined;
  amount: string | undefined;
}

/** What each fund bears now; before the approval, what each would bear. */
function Shares({ order }: { order: Order }) {
  const funds = useRegister('funds');
  const rows = order.fundIds.map(
    (id): Share => ({
      id,
      fund: funds.byId.get(id),
      amount: (order.foreseenFunding ?? order.funding).find(({ fundId }) => fundId === id)?.amount,
    }),
  );
  // A provider does not see whose money it is, and an amount beside an empty name tells nothing.
  if (!funds.isLoading && rows.every(({ fund }) => fund === undefined)) return null;
  return (
    <Section title={order.foreseenFunding ? o.fundSharesForeseen() : o.fundShares()}>
      <SmallTable<Share>
        rows={rows}
        rowKey={(row) => row.id}
        rowLink={(row) => `/funds/${row.id}`}
        columns={[
          {
            key: 'code',
            title: o.funds(),
            text: (row) => `${row.fund?.code ?? ''} ${wordOf(FUND_TYPES, row.fund?.type)}`,
          },
          {
            ...{ key: 'amount', title: o.amount(), isNumber: true, text: (row) => row.amount ?? '' },
            render: (row) => <Money value={row.amount} />,
          },
        ]}
      />
    </Section>
  );
}

function OrderTimeline({ order }: { order: Order }) {
  const funds = useRegister('funds');
  const parties = order.approvals.map(({ party }) => party);
  const isWaiting = order.status === 'requested';
  const entries: (TimelineEntry | false)[] = [
    {
      key: 'requested',
      title: o.requested(),
      by: order.orderedByName,
      at: <Moment value={order.requestedAt} />,
    },
    ...order.approvals.map(
      ({ party, name, at, document }): TimelineEntry => ({
        ...{ key: `${party}${at}`, tone: 'good', at: <Moment value={at} />, by: name, note: document },
        title: party === 'bureau' ? o.approvedByBureau() : o.approvedByUnit(),
      }),
    ),
    isWaiting && !parties.includes('bureau') && { key: 'bureau', title: o.waitsBureau(), tone: 'waits' },
    isWaiting &&
      paysUnit(order, funds) &&
      !parties.includes('unit') && { key: 'unit', title: o.waitsUnit(), tone: 'waits' },
    order.acceptedAt != null && {
      ...{ key: 'accepted', title: o.acceptedOrder(), by: order.acceptedByName, tone: 'good' as const },
      at: <Moment value={order.acceptedAt} />,
    },
    order.endedAt != null && {
      ...{
        key: 'ended',
        title: orderStatusText(order),
        by: order.endedByName,
        tone: 'bad' as const,
      },
      ...{ at: <Moment value={order.endedAt} />, note: order.endReason },
    },
  ];
  return <Timeline entries={entries.filter((entry) => entry !== false)} />;
}

import { FUND_TYPES, LIMIT_MEASURES, quantity, WINDOWS, Money as Yuan } from '@songbai/contracts';
import type { Schemas } from '../../shared/session';
import { type BarPart, PartsBar, useRegister, wordOf } from '../kit';
import { k } from '../kit/kit-words';
import { Binding } from './binding';
import { type CadreLimit, type Fund, type NewOrder, type OrderPreview, useCadreLimits } from './order-data';
import { o } from './orders-words';

interface ImpactProps {
  order: NewOrder;
  preview: OrderPreview;
}

/** What this order would do to everything that it touches: its funds, its contract, the cadre's limits. */
export function Impact({ order, preview }: ImpactProps) {
  const funds = useRegister('funds');
  const contract = useRegister('contracts').byId.get(order.contractId);
  const item = useRegister('items').byCode.get(order.itemCode);
  const limits = useCadreLimits(order.cadreId, order.startsOn).data?.limits ?? [];
  // A fund that was chosen and need not pay is shown with its 0.00: one sees that it stands behind the first.
  const given = new Map(preview.funding.map(({ fundId, amount }) => [fundId, amount]));
  const shares = order.fundIds.flatMap((id) => {
    const fund = funds.byId.get(id);
    return fund ? [{ fund, amount: given.get(id) ?? '0.00' }] : [];
  });
  // Of an order that cannot be paid nothing is shared out: then it is about all that were chosen.
  const isCovered = preview.funding.length > 0;
  const paying = shares.filter(({ amount }) => !isCovered || amount !== '0.00');
  const touched = item ? limits.filter((limit) => concerns(limit, item, paying)) : [];
  return (
    <div className="stack">
      {preview.findings.some(({ code }) => code === 'O09') && (
        <Binding funds={shares.map(({ fund }) => fund)} limits={touched} />
      )}
      {shares.map(({ fund, amount }) => (
        <FundBar key={fund.id} fund={fund} wanted={amount} />
      ))}
      {contract && <CeilingBar contract={contract} wanted={preview.amount} />}
      {touched.map((limit) => (
        <LimitBar key={limit.id} limit={limit} wanted={wantedOf(limit, order, shares)} />
      ))}
    </div>
  );
}

interface Share {
  fund: Fund;
  amount: string;
}

/** Which limits to draw; whether they hold is the server's to say. */
function concerns(limit: CadreLimit, item: Schemas['ItemAnswer'], shares: readonly Share[]): boolean {
  const ofCategory = !limit.category || limit.category === item.category;
  const ofFund = !limit.fundType || shares.some(({ fund }) => fund.type === limit.fundType);
  return (
    limit.inForce && ofCategory && ofFund && (limit.measure === 'yuan' || limit.measure === item.measure)
  );
}

function wantedOf(limit: CadreLimit, order: NewOrder, shares: readonly Share[]): string {
  if (limit.measure !== 'yuan') return order.quantity;
  return shares
    .filter(({ fund }) => !limit.fundType || fund.type === limit.fundType)
    .reduce((sum, { amount }) => sum.plus(Yuan.of(amount)), Yuan.of('0.00'))
    .toString();
}

function FundBar({ fund, wanted }: { fund: Fund; wanted: string }) {
  const parts: BarPart[] = [
    { label: k.expended(), value: fund.expended, tone: 'used' },
    { label: k.reserved(), value: fund.reserved, tone: 'reserved' },
    { label: k.wanted(), value: wanted, tone: 'wanted' },
  ];
  const left = quantity(fund.available).minus(quantity(wanted)).toFixed(2);
  const title = `${fund.code} ${wordOf(FUND_TYPES, fund.type)}`;
  return <PartsBar title={title} whole={fund.allotted} wholeLabel={k.allotted()} parts={parts} left={left} />;
}

function CeilingBar({ contract, wanted }: { contract: Schemas['ContractAnswer']; wanted: string }) {
  const { number, ceiling, committed } = contract;
  const parts: BarPart[] = [
    { label: o.committed(), value: committed, tone: 'used' },
    { label: k.wanted(), value: wanted, tone: 'wanted' },
  ];
  const left = quantity(ceiling).minus(quantity(committed)).minus(quantity(wanted)).toFixed(2);
  return (
    <PartsBar title={o.contractCeiling({ number })} whole={ceiling} wholeLabel="" parts={parts} left={left} />
  );
}

/** One limit of a cadre; `wanted` is what an order that is being thought of would take of it. */
export function LimitBar({ limit, wanted }: { limit: CadreLimit; wanted?: string }) {
  const unit = wordOf(LIMIT_MEASURES, limit.measure);
  const parts: BarPart[] = [{ label: k.used(), value: limit.used, tone: 'used' }];
  if (wanted !== undefined) parts.push({ label: k.wanted(), value: wanted, tone: 'wanted' });
  const left = quantityLeft(limit.left, wanted);
  return (
    <PartsBar
      title={limitTitle(limit)}
      whole={limit.cap}
      wholeLabel={k.cap()}
      parts={parts}
      left={left}
      unit={` ${unit}`}
    />
  );
}

const quantityLeft = (left: string, wanted = '0.00'): string =>
  quantity(left).minus(quantity(wanted)).toFixed(2);

function limitTitle({ code, category, fundType, window, windowStart }: CadreLimit): string {
  const period = window === 'month' ? windowStart.slice(0, 7) : windowStart.slice(0, 4);
  const about = [category, fundType && wordOf(FUND_TYPES, fundType)].filter(Boolean).join(' ');
  return `${code} ${about} ${period} (${wordOf(WINDOWS, window)})`;
}

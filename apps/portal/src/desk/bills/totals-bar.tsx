import { inCapitals } from '@songbai/billing';
import { Money as Amount } from '@songbai/contracts';
import { useLanguage } from '../../shared/words';
import { BUREAU, ONLOOKERS, useMay } from '../app/access';
import { Money, useRegister } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { capitalsWord, figureWords, misstatementSaid } from './figure-words';
import { cutOfBill } from './outcome-bar';

/** What the funds of this bill have left now; those that give most first. */
function useFundsOf({ shares }: Bill): { code: string; available: string }[] {
  const may = useMay();
  const isSeen = may(...BUREAU, ...ONLOOKERS);
  const { rows } = useRegister('funds', isSeen);
  const given = new Map(shares.map(({ fundId, amount }) => [fundId, Amount.of(amount)]));
  const ofFund = ({ id }: { id: string }): Amount => given.get(id) ?? Amount.ZERO;
  return rows.filter(({ id }) => given.has(id)).sort((a, b) => (ofFund(a).isMoreThan(ofFund(b)) ? -1 : 1));
}

/** Never out of sight: declared, approved, cut, what the funds have left, in figures and in capitals. */
export function TotalsBar({ bill }: { bill: Bill }) {
  useLanguage();
  const funds = useFundsOf(bill);
  const isKnown = bill.outcomes !== null;
  const cut = cutOfBill(bill);
  const misstated = misstatementSaid(bill);
  const its = figureWords(bill);
  return (
    <section className="totals" aria-label={its.approved()}>
      <Total label={t.declared()} value={bill.declared} />
      {misstated && (
        <>
          <Total label={t.claimed()} value={bill.claimed} />
          <Total label={misstated.label} value={misstated.amount} isWrong />
        </>
      )}
      <Total label={its.cut()} value={cut || undefined} />
      <Total label={its.approved()} value={isKnown ? bill.approved : undefined} isMain />
      {bill.payable !== bill.approved && <Total label={t.payable()} value={bill.payable} isMain />}
      {funds.slice(0, 3).map(({ code, available }) => (
        <Total key={code} label={`${t.fundLeft()} ${code}`} value={available} />
      ))}
      {isKnown && (
        <div className="total is-capitals">
          <span className="faint">{capitalsWord(bill)}</span>
          <b lang="zh-CN">{inCapitals(Amount.of(bill.payable))}</b>
        </div>
      )}
    </section>
  );
}

interface TotalProps {
  label: string;
  value: string | undefined;
  isMain?: boolean;
  isWrong?: boolean;
}

function Total({ label, value, isMain, isWrong }: TotalProps) {
  return (
    <div className={`total${isMain ? ' is-main' : ''}${isWrong ? ' is-negative' : ''}`}>
      <span className="faint">{label}</span>
      <Money value={value} strong />
    </div>
  );
}

import { ADJUSTMENT_KINDS } from '@songbai/billing';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Money, moneyText, Section, wordOf } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { codeText } from './code-words';
import { type SaidStep, type Step, waterfallOf } from './lines';
import { cutOfBill } from './outcome-bar';

const WaterfallChart = lazy(async () => ({ default: (await import('./waterfall-chart')).WaterfallChart }));

/** A step in words: what it is, or the code with the place where it comes from. */
function labelOf({ key }: Step): string {
  const own: Record<string, () => string> = {
    declared: t.declared,
    undeclared: t.undeclared,
    claimed: t.claimed,
    approved: t.approved,
    payable: t.payable,
    '': t.rest,
  };
  if (key in ADJUSTMENT_KINDS) return wordOf(ADJUSTMENT_KINDS, key);
  return own[key]?.() ?? codeText(key);
}

/** Declared → cut by reason → approved → payable, as a picture or as its table. */
export function WaterfallPart({ bill }: { bill: Bill }) {
  const [isTable, setTable] = useState(false);
  const cut = cutOfBill(bill);
  const isStraight = cut === '0.00' && bill.adjustments.length === 0 && bill.declared === bill.claimed;
  if (bill.outcomes === null || isStraight) return null;
  const steps = waterfallOf(bill).map((step) => ({ ...step, label: labelOf(step) }));
  return (
    <Section
      title={t.waterfall({ cut: moneyText(cut) })}
      actions={
        <Button size="small" onClick={() => setTable(!isTable)}>
          {isTable ? t.viewPicture() : t.viewData()}
        </Button>
      }
    >
      <p className="faint">{t.waterfallUnit({ month: bill.month })}</p>
      {isTable ? (
        <StepsTable steps={steps} />
      ) : (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
          <WaterfallChart steps={steps} />
        </Suspense>
      )}
    </Section>
  );
}

function StepsTable({ steps }: { steps: readonly SaidStep[] }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t.stepName()}</th>
          <th scope="col" className="is-number">
            {t.amount()}
          </th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ key, label, amount, isSum }) => (
          <tr key={key}>
            <th scope="row">{isSum ? <b>{label}</b> : label}</th>
            <td className="is-number">
              <Money value={amount} strong={isSum} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { Button, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Money, moneyText, Section } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { figureWords } from './figure-words';
import { type SaidStep, waterfallOf } from './lines';
import { cutOfBill } from './outcome-bar';
import { stepText } from './step-words';

const WaterfallChart = lazy(async () => ({ default: (await import('./waterfall-chart')).WaterfallChart }));

/** Declared → cut by reason → approved → payable, as a picture or as its table. */
export function WaterfallPart({ bill }: { bill: Bill }) {
  const [isTable, setTable] = useState(false);
  const cut = cutOfBill(bill);
  const isStraight = cut === '0.00' && bill.adjustments.length === 0 && bill.declared === bill.claimed;
  if (bill.outcomes === null || isStraight) return null;
  const steps = waterfallOf(bill).map((step) => ({ ...step, label: stepText(step.key, bill) }));
  return (
    <Section
      title={figureWords(bill).waterfall({ cut: moneyText(cut) })}
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

import { LINE_OUTCOMES, type LineOutcome } from '@songbai/billing';
import { useLanguage, words } from '../../shared/words';
import { Money, wordOf } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { isDecided, misstatementSaid } from './figure-words';
import { MARKS, OutcomeCounts } from './outcome-bar';

const f = words({
  proposed: ['拟', 'prop.'],
  proposedWhole: ['拟：按规则试算，尚未核定', 'prop.: what the rules propose, not adjudicated yet'],
  misstated: ['总额不符', 'total differs'],
  misstatedWhole: ['申报总额与明细合计不符', 'the declared total is not the sum of the lines'],
});

/** An amount that the rules propose says so in front of it, for as long as nobody has decided. */
export function Figure({ bill, value }: { bill: { status: string }; value: string }) {
  useLanguage();
  return (
    <>
      {value !== '' && !isDecided(bill) && (
        <small className="proposed" title={t.foreseen()}>
          {f.proposed()}{' '}
        </small>
      )}
      <Money value={value || null} />
    </>
  );
}

/** What the bill declares; where its lines come to something else, that below it. */
export function Declared({ bill }: { bill: Bill }) {
  const misstated = misstatementSaid(bill);
  return (
    <>
      <Money value={bill.declared} />
      {misstated && (
        <small className="below-amount">
          {t.claimed()} <Money value={bill.claimed} />
        </small>
      )}
    </>
  );
}

/** What of a bill is to be looked at: a total that is not that of its lines, and lines by what became of them. */
export function Differences({ bill }: { bill: Bill }) {
  const misstated = misstatementSaid(bill);
  const { outcomes } = bill;
  const isClean = outcomes !== null && outcomes.refused + outcomes.cut + outcomes.noted === 0;
  return (
    <span className="row-wrap">
      {misstated && (
        <span className="outcome outcome-refused" title={misstated.said}>
          <span aria-hidden="true">{MISSTATED}</span> {f.misstated()}
        </span>
      )}
      {!(misstated && isClean) && <OutcomeCounts outcomes={outcomes} />}
    </span>
  );
}

const MISSTATED = '≠';
const COUNTED: readonly LineOutcome[] = ['refused', 'cut', 'noted'];

/** What the marks of these lists mean, in words. */
export function Legend() {
  useLanguage();
  return (
    <p className="faint legend">
      {COUNTED.map((kind) => (
        <span key={kind}>
          {MARKS[kind]} {wordOf(LINE_OUTCOMES, kind)}
        </span>
      ))}
      <span>
        {MISSTATED} {f.misstatedWhole()}
      </span>
      <span>{f.proposedWhole()}</span>
    </p>
  );
}

import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Money, moneyText } from '../kit';
import type { MonthFigures, Overview } from './overview-data';
import { v } from './overview-words';

interface Figure {
  key: string;
  label: string;
  /** Where the number comes from. */
  path: string;
  value: (month: MonthFigures) => ReactNode;
  note: string;
  isBad?: boolean;
  /** Where there is nothing to compare with. */
  isNothing?: (month: MonthFigures) => boolean;
}

/** A month of which there is nothing: its noughts would tell nobody anything, and its figures all say the same. */
const isBlank = ({ visits, claimed, expended }: MonthFigures): boolean =>
  visits === 0 && claimed === '0.00' && expended === '0.00';
/** A late rating makes no month of service. */
const isUnrated = ({ ratings }: MonthFigures): boolean => ratings === 0;

function figuresOf(now: MonthFigures): Figure[] {
  const { month, paid, claimed, approved, cadres, manualVisits, ratings } = now;
  return [
    {
      ...{ key: 'expended', label: v.expended(), path: `/bills?month=${month}` },
      ...{ value: ({ expended }) => <Money value={expended} />, note: v.paid({ amount: moneyText(paid) }) },
    },
    {
      ...{ key: 'cut', label: v.cut(), path: `/bills?month=${month}` },
      ...{ value: ({ cut }) => <Money value={cut} /> },
      note: v.claimedApproved({ claimed: moneyText(claimed), approved: moneyText(approved) }),
    },
    {
      ...{ key: 'visits', label: v.visits(), path: `/visits?verified=yes&month=${month}` },
      ...{ value: ({ visits }) => moneyText(String(visits)) },
      note: v.served({ cadres, manual: manualVisits }),
    },
    {
      ...{
        key: 'bad',
        label: v.bad(),
        path: `/ratings?level=low&counts=true&month=${month}`,
        value: ({ badRatings }) => String(badRatings),
      },
      note: v.ratings({ count: ratings }),
      ...{ isBad: now.badRatings > 0, isNothing: isUnrated },
    },
  ];
}

/** Four numbers, each beside the month before and the same month of the year before; each opens its records. */
export function FiguresPart({ overview: { now, monthBefore, yearBefore } }: { overview: Overview }) {
  return (
    <section className="figures" aria-label={v.figures()}>
      {figuresOf(now).map((figure) => (
        <Link key={figure.key} to={figure.path} className="section figure">
          <span className="figure-label">{figure.label}</span>
          <b className={figure.isBad ? 'figure-value is-negative' : 'figure-value'}>{figure.value(now)}</b>
          <span className="faint">{figure.note}</span>
          <span className="figure-compare">
            <Before label={v.monthBefore()} month={monthBefore} figure={figure} />
            <Before label={v.yearBefore()} month={yearBefore} figure={figure} />
          </span>
        </Link>
      ))}
    </section>
  );
}

interface BeforeProps {
  label: string;
  month: MonthFigures;
  figure: Figure;
}

const Before = ({ label, month, figure: { value, isNothing = isBlank } }: BeforeProps) => (
  <span>
    <span className="faint">{label}</span> {isNothing(month) ? v.noData() : value(month)}
  </span>
);

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
  /** A month in which there was nothing to count: its nought would tell nobody anything. */
  isBlank: (month: MonthFigures) => boolean;
  note: string;
  isBad?: boolean;
}

function figuresOf(now: MonthFigures): Figure[] {
  const { month, paid, claimed, approved, cadres, manualVisits, ratings } = now;
  return [
    {
      ...{ key: 'expended', label: v.expended(), path: `/bills?month=${month}` },
      ...{ value: ({ expended }) => <Money value={expended} />, note: v.paid({ amount: moneyText(paid) }) },
      isBlank: ({ expended, visits }) => expended === '0.00' && visits === 0,
    },
    {
      ...{ key: 'cut', label: v.cut(), path: `/bills?month=${month}` },
      ...{ value: ({ cut }) => <Money value={cut} />, isBlank: (other) => other.claimed === '0.00' },
      note: v.claimedApproved({ claimed: moneyText(claimed), approved: moneyText(approved) }),
    },
    {
      ...{ key: 'visits', label: v.visits(), path: `/visits?month=${month}` },
      ...{ value: ({ visits }) => moneyText(String(visits)), isBlank: ({ visits }) => visits === 0 },
      note: v.served({ cadres, manual: manualVisits }),
    },
    {
      ...{
        key: 'bad',
        label: v.bad(),
        path: `/ratings?level=low&counts=true&month=${month}`,
        value: ({ badRatings }) => String(badRatings),
      },
      ...{ isBlank: (other) => other.ratings === 0, note: v.ratings({ count: ratings }) },
      isBad: now.badRatings > 0,
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

const Before = ({ label, month, figure: { isBlank, value } }: BeforeProps) => (
  <span>
    <span className="faint">{label}</span> {isBlank(month) ? v.noData() : value(month)}
  </span>
);

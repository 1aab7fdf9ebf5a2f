import { useLanguage } from '../../shared/words';
import { Money } from './amounts';
import { k } from './kit-words';
import { moneyText } from './money-text';

export interface BarPart {
  label: string;
  /** As the server says it: "1234.50". */
  value: string;
  tone: 'used' | 'reserved' | 'wanted' | 'left';
}

interface BarProps {
  title?: string;
  whole: string;
  wholeLabel: string;
  parts: BarPart[];
  left: string;
  /** After each number, e.g. "小时". */
  unit?: string;
}

/** For widths only; amounts are never reckoned with here. */
const share = (value: string, whole: string): number => {
  const part = Number(value) / Number(whole);
  return Number.isFinite(part) ? Math.max(0, Math.min(100, part * 100)) : 0;
};

/** Used · reserved · left, each with its number; never a bare percentage. */
export function PartsBar({ title, whole, wholeLabel, parts, left, unit = '' }: BarProps) {
  const isOver = left.startsWith('-');
  const said = parts.map(({ label, value }) => `${label} ${moneyText(value)}${unit}`).join(' · ');
  const leftLabel = isOver ? k.over() : k.left();
  return (
    <div className="bar-block">
      <div className="bar-head">
        <span>{title}</span>
        <span className="faint">
          {wholeLabel} <Money value={whole} />
          {unit}
        </span>
      </div>
      <div
        className="bar"
        role="img"
        aria-label={`${title ?? ''} ${said} · ${leftLabel} ${moneyText(left)}${unit}`}
      >
        {parts.map(({ label, value, tone }) => (
          <span key={label} className={`bar-part bar-${tone}`} style={{ width: `${share(value, whole)}%` }} />
        ))}
      </div>
      <div className="bar-legend">
        {parts.map(({ label, value, tone }) => (
          <span key={label}>
            <i className={`bar-dot bar-${tone}`} aria-hidden="true" /> {label} <Money value={value} />
            {unit}
          </span>
        ))}
        <span className={isOver ? 'is-negative' : ''}>
          <i className="bar-dot bar-left" aria-hidden="true" /> {leftLabel} <Money value={left} strong />
          {unit}
        </span>
      </div>
    </div>
  );
}

interface BalanceBarProps {
  title?: string;
  allotted: string;
  reserved: string;
  expended: string;
  left: string;
}

/** A fund: allotted = expended + reserved + left. */
export function BalanceBar({ title, allotted, reserved, expended, left }: BalanceBarProps) {
  useLanguage();
  const parts: BarPart[] = [
    { label: k.expended(), value: expended, tone: 'used' },
    { label: k.reserved(), value: reserved, tone: 'reserved' },
  ];
  return <PartsBar title={title} whole={allotted} wholeLabel={k.allotted()} parts={parts} left={left} />;
}

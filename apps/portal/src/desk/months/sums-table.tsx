import { t } from '../bills/bills-words';
import { Figure } from '../bills/figure-cells';
import { Money } from '../kit';
import { type Standing, type SummedBill, sumsByStanding } from './month-sums';
import { m } from './months-words';

const STANDINGS: Record<Standing, () => string> = {
  decided: m.decided,
  waiting: m.waiting,
  unfiled: m.unfiled,
};
/** A status of each, for the words of its figures. */
const STATUS: Record<Standing, string> = { decided: 'adjudicated', waiting: 'submitted', unfiled: 'draft' };

/** What the bills of the month come to: what is decided, and apart from it what the rules propose. */
export function SumsTable({ bills }: { bills: readonly SummedBill[] }) {
  const sums = sumsByStanding(bills);
  if (sums.length === 0) return null;
  return (
    <table className="plain-table month-sums">
      <thead>
        <tr>
          <td />
          {[m.bills(), t.declared(), t.claimed(), t.cut(), t.approved()].map((title) => (
            <th key={title} scope="col" className="is-number">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sums.map(({ standing, count, declared, claimed, cut, approved }) => (
          <tr key={standing}>
            <th scope="row">{STANDINGS[standing]()}</th>
            <td className="is-number">{count}</td>
            <td className="is-number">
              <Money value={declared} strong />
            </td>
            <td className="is-number">
              <Money value={claimed} strong />
            </td>
            <td className="is-number">
              <Figure bill={{ status: STATUS[standing] }} value={cut} />
            </td>
            <td className="is-number">
              <Figure bill={{ status: STATUS[standing] }} value={approved} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

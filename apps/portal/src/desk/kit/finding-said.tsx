import { Link } from 'react-router';
import { messageOf, type SaidFinding } from './finding-text';
import { partsBy } from './parts-by';

/** The orders that a finding names: "DD-1 54.00；DD-2 6.00". */
const ordersIn = ({ heldBy }: SaidFinding): string[] =>
  typeof heldBy === 'string' ? heldBy.split('；').map((held) => held.split(' ')[0] ?? '') : [];

/** What a finding says; the orders that it names are ways to them. */
export function FindingSaid({ finding }: { finding: SaidFinding }) {
  const orders = ordersIn(finding);
  return partsBy(messageOf(finding), orders).map((part, i) =>
    orders.includes(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
      <Link key={i} className="in-text" to={`/orders?query=${encodeURIComponent(part)}`}>
        {part}
      </Link>
    ) : (
      part
    ),
  );
}

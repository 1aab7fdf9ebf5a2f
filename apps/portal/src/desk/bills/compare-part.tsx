import { VISIT_STATES } from '@songbai/contracts';
import type { ReactNode } from 'react';
import { Money, Quantity, Section, useRegister, wordOf } from '../kit';
import type { Bill, BillLine } from './bill-data';
import { t } from './bills-words';
import { type Compared, compare, type Difference, type Field, priceOn } from './comparison';
import { useEvidence } from './evidence';
import { figureWords } from './figure-words';
import { whenText } from './line-who';

const fieldText = (field: Field): string =>
  ({
    visit: t.fieldVisit(),
    item: t.fieldItem(),
    day: t.fieldDay(),
    state: t.fieldState(),
    quantity: t.fieldQuantity(),
    price: t.fieldPrice(),
    amount: t.fieldAmount(),
  })[field];

const differenceText = (difference: Difference): string =>
  ({
    none: t.differsNone(),
    other: t.differsOther(),
    more: t.differsMore(),
    less: t.differsLess(),
    outside: t.differsOutside(),
    unpaid: t.differsUnpaid(),
    refused: t.differsRefused(),
  })[difference];

/** Bill, visit and contract side by side; what differs is said in a word, and coloured. */
export function ComparePart({ bill, line }: { bill: Bill; line: BillLine }) {
  const { data } = useEvidence(line.visitNumber);
  const contract = useRegister('contracts').byId.get(bill.contractId);
  const items = useRegister('items').byCode;
  const { visit } = data ?? {};
  const price = contract && priceOn(contract.prices, line.itemCode, visit?.day ?? `${bill.month}-01`);
  const rows = data === undefined ? [] : compare(line, visit, price, bill.month, bill.kind);
  const cell = (field: Field, text: string | undefined): ReactNode =>
    field === 'day' && visit && text === visit.day ? whenText(visit) : cellOf(field, text, items);
  return (
    <Section>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t.field()}</th>
            <th scope="col">{t.billSide()}</th>
            <th scope="col">{t.visitSide()}</th>
            <th scope="col">{contract ? `${t.contractSide()} ${contract.number}` : t.contractSide()}</th>
            <th scope="col">{figureWords(bill).approved()}</th>
            <th scope="col">{t.differences()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ComparedRow key={row.field} row={row} cell={cell} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function ComparedRow({ row, cell }: { row: Compared; cell: (field: Field, text?: string) => ReactNode }) {
  const { field, bill, visit, contract, approved, difference } = row;
  return (
    <tr className={difference ? 'differs' : ''}>
      <th scope="row">{fieldText(field)}</th>
      <td>{cell(field, bill)}</td>
      <td>{cell(field, visit)}</td>
      <td>{cell(field, contract)}</td>
      <td>{cell(field, approved)}</td>
      <td className={difference ? 'differs-word is-different' : 'differs-word'}>
        {difference ? `▲ ${differenceText(difference)}` : t.fits()}
      </td>
    </tr>
  );
}

function cellOf(
  field: Field,
  text: string | undefined,
  items: ReadonlyMap<string, { name: string; measure: string }>,
): ReactNode {
  if (text === undefined) return <span className="faint">—</span>;
  if (field === 'price' || field === 'amount') return <Money value={text} />;
  if (field === 'quantity') return <Quantity value={text} />;
  if (field === 'state') return wordOf(VISIT_STATES, text);
  if (field !== 'item') return text;
  const { name } = items.get(text) ?? {};
  return (
    <>
      {name ?? text} {name && <span className="code-behind">{text}</span>}
    </>
  );
}

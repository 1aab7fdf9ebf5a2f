import { Link } from 'react-router';
import { StatusTag, useRead } from '../kit';
import { fetchBills } from './bill-data';
import { n } from './invoice-words';

const LENGTH = 20;

export const isInvoiceNumber = (number: string): boolean => /^\d{20}$/.test(number);

/** As a Chinese keyboard may type it, full-width and with blanks: plain digits. */
export const plainDigits = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** What is wrong with a number that is not as every invoice has it. */
export const lengthSaid = (number: string): string =>
  n.notTwenty({ length: [...number].length, needed: LENGTH });

/** T02 has two reasons: which of them it is, and on which other bill the number stands. */
export function InvoiceNumberWhy({ billId, number }: { billId: string; number: string }) {
  const read = useRead(['bills', 'invoiced', number], () => fetchBills(undefined, { invoiceNumber: number }));
  const others = (read.data?.items ?? []).filter(({ id }) => id !== billId);
  const isWhole = isInvoiceNumber(number);
  return (
    <ul className="why-number">
      {!isWhole && <li>{lengthSaid(number)}</li>}
      {others.length > 0 && (
        <li>
          {n.usedOn()}{' '}
          {others.map(({ id, number: bill, status }) => (
            <span key={id}>
              <Link className="in-text" to={`/bills/${id}`}>
                {bill}
              </Link>{' '}
              <StatusTag machine="bill" status={status} />{' '}
            </span>
          ))}
        </li>
      )}
      {isWhole && read.data && others.length === 0 && <li>{n.usedElsewhere()}</li>}
    </ul>
  );
}

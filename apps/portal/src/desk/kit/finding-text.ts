import { moneyText } from './money-text';

/** What a rule says, with the facts it says it of. */
export interface SaidFinding {
  message: string;
  [fact: string]: unknown;
}

/** An amount or a quantity of a thousand or more, as the server writes it: "15216.00". */
const LARGE = /^-?\d{4,}\.\d{2}$/;

/**
 * The sentence with its amounts as they are read elsewhere: "15216.00" → "15,216.00". Only what stands among the
 * facts of the finding is touched, so that no number of a paper, no date and no word of a person ever is.
 */
export function messageOf({ message, ...facts }: SaidFinding): string {
  const amounts = Object.values(facts).filter((fact) => typeof fact === 'string' && LARGE.test(fact));
  return [...new Set(amounts as string[])].reduce(
    (text, amount) =>
      text.replaceAll(
        new RegExp(`(?<![\\d.,-])${amount.replace('.', '\\.')}(?![\\d.])`, 'g'),
        moneyText(amount),
      ),
    message,
  );
}

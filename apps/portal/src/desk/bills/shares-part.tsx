import { useUser } from '../../shared/session';
import { BUREAU, ONLOOKERS, useMay } from '../app/access';
import { Money, Section, useRegister } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';

/** Which fund bears what, and whose it is. */
export function SharesPart({ bill: { shares } }: { bill: Bill }) {
  const may = useMay();
  const user = useUser();
  const isStaff = may(...BUREAU, ...ONLOOKERS);
  const { byId: funds } = useRegister('funds', isStaff);
  const { byId: units, isLoading } = useRegister('units', isStaff);
  if (shares.length === 0 || !isStaff) return null;
  const payerOf = (payer: string): string =>
    payer === user?.bureauId ? t.bureau() : (units.get(payer)?.name ?? (isLoading ? '…' : t.bureau()));
  return (
    <Section title={t.shares()}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.fund()}</th>
            <th scope="col">{t.payer()}</th>
            <th scope="col" className="is-number">
              {t.amount()}
            </th>
          </tr>
        </thead>
        <tbody>
          {shares.map(({ fundId, payer, amount }) => (
            <tr key={fundId}>
              <td>{funds.get(fundId)?.code ?? fundId}</td>
              <td>{payerOf(payer)}</td>
              <td className="is-number">
                <Money value={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

import { FUND_TYPES } from '@songbai/contracts';
import { Select } from 'antd';
import { listed } from '../../shared/lists';
import { FIND, Field, moneyText, wordOf } from '../kit';
import type { Barred } from './barred';
import type { Draft, Offer } from './draft';
import type { Fund } from './order-data';
import { o } from './orders-words';

const typesText = (types: readonly string[]): string => listed(types.map((type) => wordOf(FUND_TYPES, type)));

/** Why there is nothing to choose: the item forbids what there is, or there is nothing. */
function whyNoFunds(barred: Barred | undefined, item: string | undefined): string {
  if (barred === undefined) return o.noFunds();
  const { types, allowed } = barred;
  return o.barredFunds({ item: item ?? '', types: typesText(types), allowed: typesText(allowed) });
}

interface FundFieldProps {
  draft: Pick<Draft, 'fundIds'>;
  change: (changes: Pick<Draft, 'fundIds'>) => void;
  funds: readonly Fund[];
  barred: Barred | undefined;
  item: Offer['item'] | undefined;
  cadreId: string | undefined;
}

/** Which funds pay, in their order; where none can, why. */
export function FundField({ draft, change, funds, barred, item, cadreId }: FundFieldProps) {
  const hint = cadreId !== undefined && funds.length === 0 ? whyNoFunds(barred, item?.name) : undefined;
  return (
    <div className="is-wide">
      <Field id="order-funds" label={o.funds()} hint={hint}>
        <Select
          id="order-funds"
          aria-label={o.funds()}
          mode="multiple"
          value={draft.fundIds}
          onChange={(fundIds) => change({ fundIds })}
          showSearch={FIND}
          options={funds.map(({ id, code, type, available }) => ({
            value: id,
            label: `${code} ${wordOf(FUND_TYPES, type)} · ${moneyText(available)}`,
          }))}
        />
      </Field>
    </div>
  );
}

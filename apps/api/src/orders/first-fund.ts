import type { RegisterStore } from '../registers/register-store';

/**
 * What an order's own row says of the first of its funds: a reservation reads it there, and a key keeps it true. Nulls
 * where it names none.
 */
export function firstFund(store: RegisterStore, funds: readonly string[]) {
  const [code = ''] = funds;
  const fund = store.stored('funds', code);
  return {
    first_fund_id: fund ? store.idOf('funds', code) : null,
    first_fund_type: fund?.type ?? null,
  };
}

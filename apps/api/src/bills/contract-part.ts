import type { RegisterPart } from '../registers/register-store';

/** What the rules of a bill look at. */
export const partOfContract = (number: string): RegisterPart => ({
  ...{ units: 'all', providers: 'all', items: 'all', funds: 'all', workers: [] },
  ...{ contracts: [number], prices: [number] },
});

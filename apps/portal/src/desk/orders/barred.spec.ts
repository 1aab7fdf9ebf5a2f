import { barredBy } from './barred';

const fund = (type: string, over: object = {}) => ({
  ...{ code: `F-${type}`, type, year: 2026, ownerUnitId: null as string | null },
  ...over,
});
const office = fund('office', { ownerUnitId: 'U1' });
const special = fund('special', { ownerUnitId: 'U1' });

test.each([
  ['the item forbids all that are there', [office, special, special], ['purchase'], ['office', 'special']],
  ['one may pay', [office, special], ['special'], undefined],
  ['none is there', [], ['purchase'], undefined],
  ['only another unit has one', [fund('office', { ownerUnitId: 'U2' })], ['purchase'], undefined],
  ['only last year had one', [fund('office', { year: 2025 })], ['purchase'], undefined],
  ['no item is chosen', [office], undefined, undefined],
])('%s', (_, funds, fundTypes, types) => {
  const allowed = fundTypes ?? [];
  expect(barredBy(funds, fundTypes, 'U1', '2026-11-22')).toEqual(types && { types, allowed });
});

import { aBook, aCadre, aPrice, aUnit, yuan } from '../../../test/support/builders';

const unit = (code: string, status: 'active' | 'merged' | 'bankrupt', supervisor: string | null = null) =>
  aUnit({ code, status, supervisor });

describe('the responsible unit', () => {
  const book = aBook({
    units: [
      unit('OK', 'active', 'TOP'),
      unit('GONE', 'bankrupt', 'OK'),
      unit('LONG', 'merged', 'GONE'),
      unit('ORPHAN', 'merged'),
      unit('LOST', 'merged', 'NOWHERE'),
      unit('SELF', 'merged', 'SELF'),
      unit('A', 'merged', 'B'),
      unit('B', 'bankrupt', 'A'),
      unit('TOP', 'active'),
    ],
  });

  it.each([
    ['OK', 'OK', 'itself while it is active'],
    ['GONE', 'OK', 'its department when it is gone'],
    ['LONG', 'OK', 'the first active one up the chain'],
    ['ORPHAN', null, 'nobody where nobody is named'],
    ['LOST', null, 'nobody where the department is unknown'],
    ['SELF', null, 'nobody where a unit names itself'],
    ['A', null, 'nobody where two name each other'],
    ['UNKNOWN', null, 'nobody for a unit that is not registered'],
  ])('of a cadre of %s is %s: %s', (code, responsible, _why) => {
    expect(book.responsibleUnit(aCadre({ unit: code }))).toBe(responsible);
  });
});

it('lists the living of the responsible unit, those of dissolved units too, by the day', () => {
  const book = aBook({
    units: [unit('U1', 'active'), unit('U2', 'bankrupt', 'U1')],
    cadres: [
      aCadre({ code: 'G1' }),
      aCadre({ code: 'G2', unit: 'U2' }),
      aCadre({ code: 'G3', deceasedOn: '2026-10-10' }),
    ],
  });
  const on = (day: string): string[] => book.livingRoster('U1', day).map(({ code }) => code);
  expect(on('2026-10-09')).toEqual(['G1', 'G2', 'G3']);
  expect(on('2026-10-10')).toEqual(['G1', 'G2']);
  expect(book.livingRoster('U2', '2026-10-09')).toEqual([]);
});

describe('prices', () => {
  const book = aBook({
    prices: [
      aPrice({ unitPrice: yuan('36.19'), from: '2026-01-01', to: '2026-10-15' }),
      aPrice({ unitPrice: yuan('37.64'), from: '2026-10-16', to: '2026-10-20' }),
      aPrice({ unitPrice: yuan('30.00'), from: '2026-11-01' }),
    ],
  });

  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', '36.19'],
    ['2026-10-15', '36.19'],
    ['2026-10-16', '37.64'],
    ['2026-10-20', '37.64'],
    ['2026-10-21', undefined],
    ['2026-11-01', '30.00'],
    ['2030-01-01', '30.00'],
  ])('on %s it is %s', (day, price) => {
    expect(book.priceOn('C1', 'HR', day)?.toString()).toBe(price);
  });

  it.each([
    ['2026-10-01', '2026-10-15', '36.19'],
    ['2026-10-01', '2026-10-16', '37.64'],
    ['2026-10-20', '2026-12-31', '37.64'],
    ['2026-10-21', '2026-12-31', '30.00'],
    ['2026-10-21', '2026-10-31', undefined],
  ])('the highest from %s to %s is %s', (from, to, price) => {
    expect(book.highestPrice('C1', 'HR', from, to)?.toString()).toBe(price);
  });

  it('belong to their contract and item', () => {
    expect(book.priceOn('C2', 'HR', '2026-10-01')).toBeUndefined();
    expect(book.priceOn('C1', 'TM', '2026-10-01')).toBeUndefined();
  });
});

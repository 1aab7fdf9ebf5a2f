import { quantityOf, roomOf } from './room';

const bath = { measure: 'visit', standardMinutes: 60 };
const care = { measure: 'hour', standardMinutes: 90 };

it.each([
  [{ remainingQuantity: '2.00', comingVisits: 0 }, bath, 2, 200],
  [{ remainingQuantity: '2.00', comingVisits: 2 }, bath, 0, 0],
  [{ remainingQuantity: '2.00', comingVisits: 5 }, bath, 0, -300],
  [{ remainingQuantity: '1.50' }, bath, 1, 150],
  [{ remainingQuantity: '8.00', comingVisits: 2 }, care, 3, 500],
  [{ remainingQuantity: '3.00', comingVisits: 1 }, undefined, 2, 200],
])('%j of %j has room for %d', (asked, item, visits, left) =>
  expect(roomOf(asked, item)).toEqual({ visits, left }),
);

it('knows of what is too little for a visit and is paid all the same', () => {
  expect(roomOf({ remainingQuantity: '1.00', comingVisits: 0 }, care)).toEqual({ visits: 0, left: 100 });
  // Of two visits the second is paid for half an hour: an hour is beyond the order, not a visit.
  expect(roomOf({ remainingQuantity: '2.00', comingVisits: 2 }, care)).toEqual({ visits: 0, left: -100 });
});

it.each([
  [100, '1.00'],
  [-150, '1.50'],
])('writes %d hundredths as %s', (hundredths, text) => expect(quantityOf(hundredths)).toBe(text));

import { roomOf } from './room';

const bath = { measure: 'visit', standardMinutes: 60 };
const care = { measure: 'hour', standardMinutes: 90 };

it.each([
  [{ remainingQuantity: '2.00', comingVisits: 0 }, bath, 2],
  [{ remainingQuantity: '2.00', comingVisits: 2 }, bath, 0],
  [{ remainingQuantity: '2.00', comingVisits: 5 }, bath, -3],
  [{ remainingQuantity: '1.50' }, bath, 1],
  [{ remainingQuantity: '8.00', comingVisits: 2 }, care, 3],
  [{ remainingQuantity: '1.49', comingVisits: 0 }, care, 0],
  [{ remainingQuantity: '3.00', comingVisits: 1 }, undefined, 2],
])('%j of %j has room for %d', (asked, item, room) => expect(roomOf(asked, item)).toBe(room));

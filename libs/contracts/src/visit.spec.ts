import * as a from '../../../test/support/builders';
import { codesOf } from './finding';
import type { Order, Visit } from './papers';
import type { RegisterRows } from './register-book';
import { checkVisit, dayOfVisit, durationOf, type VisitFacts } from './visit';
import { DEFAULT_COUNTING } from './visit-length';
import { measure } from './visit-quantity';

interface Around {
  rows?: Partial<RegisterRows>;
  /** The order as it is, or null where there is none. */
  order?: Partial<Order> | null;
  isApproved?: boolean;
}

/** The codes of a visit by itself, in these surroundings. */
function codes(
  over: Partial<Visit>,
  { rows = {}, order = {}, isApproved = order !== null }: Around = {},
): string[] {
  const book = a.aBook(rows);
  const visit = a.aVisit(over);
  const item = book.items.get(visit.item) ?? a.anItem();
  const seconds = durationOf(visit);
  const contract = isApproved ? book.contracts.get('C1') : undefined;
  const facts: VisitFacts = {
    item,
    order: order === null ? undefined : a.anOrder(order),
    isApproved,
    contract,
    measured: seconds === undefined ? undefined : measure(item, seconds, contract ?? DEFAULT_COUNTING),
  };
  return codesOf(checkVisit(visit, facts, book));
}

type Case = [name: string, visit: Partial<Visit>, around: Around, codes: string[]];

const NOWHERE = { longitude: null, latitude: null };
const item = (over: Parameters<typeof a.anItem>[0]): Around => ({ rows: { items: [a.anItem(over)] } });
const worker = (over: Parameters<typeof a.aWorker>[0]): Around => ({ rows: { workers: [a.aWorker(over)] } });
const stay = (over: Parameters<typeof a.aStay>[0]): Around => ({ rows: { stays: [a.aStay(over)] } });
const START = a.at('10-05 09:00');

const CASES: Record<string, Case[]> = {
  'V01 and V02, missing times': [
    ['a whole one', {}, {}, []],
    ['no start', { startedAt: null }, {}, ['V01']],
    ['no end', { endedAt: null }, {}, ['V02']],
    ['neither', { startedAt: null, endedAt: null }, {}, ['V01', 'V02']],
  ],
  'V16, the end after the start': [
    ['at once', { endedAt: START }, {}, ['V16']],
    ['a minute before', { endedAt: START - 60 }, {}, ['V16']],
    ['a second after is short, not wrong', { endedAt: START + 1 }, {}, ['V04']],
  ],
  'V17, over twelve hours': [
    ['twelve exactly', { endedAt: START + 12 * 3600 }, {}, []],
    ['and a second', { endedAt: START + 12 * 3600 + 1, uploadedAt: START + 13 * 3600 }, {}, ['V17']],
    ['a meal', { endedAt: START + 13 * 3600 }, item({ measure: 'meal' }), ['V17']],
    ['a time', { endedAt: START + 13 * 3600 }, item({ measure: 'time' }), ['V17']],
    ['a day may', { endedAt: START + 13 * 3600 }, item({ measure: 'day' }), []],
    ['a month may', { endedAt: START + 13 * 3600 }, item({ measure: 'month' }), []],
  ],
  'V03, 500 m from home': [
    ['0.0044 degrees, 489 m', { startPlace: a.northOf(0.0044), endPlace: a.northOf(-0.0044) }, {}, []],
    ['0.0045 degrees, 500.4 m, at the start', { startPlace: a.northOf(0.0045) }, {}, ['V03']],
    ['the same at the end', { endPlace: a.northOf(0.0045) }, {}, ['V03']],
    ['a home that nobody has set', {}, { rows: { cadres: [a.aCadre({ home: NOWHERE })] } }, ['V03']],
    ['one coordinate missing', { endPlace: { ...a.HOME, latitude: null } }, {}, ['V03']],
    ['by telephone', { startPlace: NOWHERE, endPlace: a.northOf(1), method: 'phone' }, {}, []],
    ['an item outside', { startPlace: NOWHERE, endPlace: NOWHERE }, item({ place: 'outside' }), []],
  ],
  'V04, too short': [
    ['under the minimum', { endedAt: START + 29 * 60 + 59 }, {}, ['V04']],
    ['the minimum', { endedAt: START + 30 * 60 }, {}, []],
    [
      'by the contract’s own minimum',
      { endedAt: START + 30 * 60 },
      { rows: { contracts: [a.aContract({ minimumMinutes: 31 })] } },
      ['V04'],
    ],
    [
      'by 30 minutes where there is no contract',
      { endedAt: START + 30 * 60 },
      { rows: { contracts: [a.aContract({ minimumMinutes: 31 })] }, isApproved: false },
      ['V14'],
    ],
    ['told of a blocked visit too', { endedAt: START + 60 }, { isApproved: false }, ['V04', 'V14']],
  ],
  'V06, the worker': [
    ['unknown', { worker: 'W9' }, {}, ['V06']],
    ['of another provider', {}, worker({ provider: 'P2' }), ['V06']],
    [
      'of any provider where there is no contract',
      {},
      { ...worker({ provider: 'P2' }), isApproved: false },
      ['V14'],
    ],
    ['certified until the day', {}, worker({ certifiedUntil: '2026-10-05' }), []],
    ['until the day before', {}, worker({ certifiedUntil: '2026-10-04' }), ['V06']],
    ['on the first day', {}, worker({ joinedOn: '2026-10-05' }), []],
    ['the day before it', {}, worker({ joinedOn: '2026-10-06' }), ['V06']],
    ['on the last day', {}, worker({ leftOn: '2026-10-05' }), []],
    ['the day after', {}, worker({ leftOn: '2026-10-04' }), ['V06']],
  ],
  'V07, the proofs': [
    ['nothing wanted', { signed: false }, {}, []],
    ['a signature', { signed: false }, item({ proofs: ['signature'] }), ['V07']],
    ['a photo', {}, item({ proofs: ['photo'] }), ['V07']],
    ['both there', { photos: ['aa'] }, item({ proofs: ['signature', 'photo'] }), []],
  ],
  'V09, away from home': [
    ['at the start of the stay', {}, stay({ from: START }), ['V09']],
    ['at its end', {}, stay({ to: START }), []],
    ['a second before its end', {}, stay({ to: START + 1 }), ['V09']],
    ['before it', {}, stay({ from: START + 1 }), []],
    ['still there', {}, stay({ from: START - 1, to: null }), ['V09']],
    ['somebody else', {}, { rows: { stays: [a.aStay({ cadre: 'G2' })] } }, []],
    ['an item outside', {}, { rows: { stays: [a.aStay()], items: [a.anItem({ place: 'outside' })] } }, []],
    ['without a start', { startedAt: null }, stay({}), ['V01']],
  ],
  'V10, after a death': [
    ['on the day', {}, { rows: { cadres: [a.aCadre({ deceasedOn: '2026-10-05' })] } }, []],
    ['the day after', {}, { rows: { cadres: [a.aCadre({ deceasedOn: '2026-10-04' })] } }, ['V10']],
  ],
  'V13, filed late': [
    ['after 72 h', { uploadedAt: a.at('10-08 10:00') }, {}, []],
    ['and a second', { uploadedAt: a.at('10-08 10:00') + 1 }, {}, ['V13']],
    ['by hand', { method: 'manual' }, {}, ['V13']],
    ['late without an end is not known', { endedAt: null, uploadedAt: a.at('11-08 10:00') }, {}, ['V02']],
  ],
  'V14, the order': [
    ['unknown', {}, { order: null }, ['V14']],
    ['refused', {}, { isApproved: false }, ['V14']],
    ['for another cadre', {}, { order: { cadre: 'G2' } }, ['V14']],
    ['for another item', {}, { order: { item: 'TM' } }, ['V14']],
    ['from the next day', {}, { order: { startsOn: '2026-10-06' } }, ['V14']],
    ['until the day before', {}, { order: { endsOn: '2026-10-04' } }, ['V14']],
    ['for that one day', {}, { order: { startsOn: '2026-10-05', endsOn: '2026-10-05' } }, []],
  ],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases)('%s', (_name, visit, around, expected) => {
    expect(codes(visit, around)).toEqual(expected);
  });
});

it.each([
  [{ startedAt: a.at('10-05 23:50'), endedAt: a.at('10-06 01:00') }, '2026-10-05'],
  [{ startedAt: null, endedAt: a.at('10-06 01:00') }, '2026-10-06'],
  [{ startedAt: null, endedAt: null, uploadedAt: a.at('10-07 00:00') }, '2026-10-07'],
])('belongs to the day of its start, else end, else upload: %j is %s', (over, day) => {
  expect(dayOfVisit(a.aVisit(over))).toBe(day);
});

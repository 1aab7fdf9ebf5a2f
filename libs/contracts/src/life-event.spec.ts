import { aBook, aCadre, anItem, aStay, at, aVisit } from '../../../test/support/builders';
import { checkLifeEvent, type LifeEvent, reasonsToHold, rowsOfEvent } from './life-event';
import type { Stay } from './registers';

const NOW = at('10-05 12:00');
const codes = (event: LifeEvent, stays: Stay[] = [], cadre = aCadre()) =>
  checkLifeEvent(event, cadre, stays, NOW).map(({ code }) => code);
const open = aStay({ from: at('10-03 08:00'), to: null });

describe('entering an event', () => {
  it.each<[string, LifeEvent, Stay[], string[]]>([
    ['a death', { kind: 'death', at: NOW }, [], []],
    ['a death later today', { kind: 'death', at: at('10-05 23:59') }, [], []],
    ['a death tomorrow', { kind: 'death', at: at('10-06 00:00') }, [], ['L02']],
    ['a death in hospital', { kind: 'death', at: NOW }, [open], []],
    ['an admission', { kind: 'admission', at: NOW }, [], []],
    [
      'an admission in the middle of a stay',
      { kind: 'admission', at: at('10-05 09:00') },
      [aStay()],
      ['L03'],
    ],
    ['an admission at the end of a stay', { kind: 'admission', at: NOW }, [aStay()], []],
    ['an admission while still there', { kind: 'admission', at: NOW }, [open], ['L03']],
    ['an admission before an open stay', { kind: 'admission', at: at('10-02 09:00') }, [open], ['L03']],
    ['an admission while away', { kind: 'admission', at: NOW }, [{ ...open, kind: 'away' }], []],
    ['a discharge', { kind: 'discharge', at: NOW }, [open], []],
    ['a discharge from nowhere', { kind: 'discharge', at: NOW }, [aStay()], ['L04']],
    ['a discharge before the admission', { kind: 'discharge', at: at('10-03 08:00') }, [open], ['L04']],
    ['a discharge tomorrow, from nowhere', { kind: 'discharge', at: at('10-06 09:00') }, [], ['L02', 'L04']],
    ['a journey next month', { kind: 'away', at: at('11-20 09:00') }, [], []],
    ['back from hospital', { kind: 'back', at: NOW }, [open], ['L04']],
  ])('%s', (_, event, stays, expected) => {
    expect(codes(event, stays)).toEqual(expected);
  });

  it('is nothing for the dead', () => {
    expect(codes({ kind: 'away', at: NOW }, [], aCadre({ deceasedOn: '2026-10-01' }))).toEqual(['L01']);
  });

  it('makes the rows of the registers', () => {
    const rows = (kind: LifeEvent['kind'], stays: Stay[] = []) =>
      rowsOfEvent({ kind, at: NOW }, aCadre(), stays);
    expect(rows('death')).toEqual({ cadres: [aCadre({ deceasedOn: '2026-10-05' })], stays: [] });
    expect(rows('admission')).toEqual({ cadres: [], stays: [aStay({ from: NOW, to: null })] });
    expect(rows('away').stays).toEqual([aStay({ kind: 'away', from: NOW, to: null })]);
    expect(rows('discharge', [aStay(), open]).stays).toEqual([{ ...open, to: NOW }]);
    expect(() => rows('back', [open])).toThrow('open stay');
  });
});

describe('what an event does to a visit', () => {
  const book = aBook({ stays: [open], items: [anItem(), anItem({ code: 'OUT', place: 'outside' })] });
  const admission: LifeEvent = { kind: 'admission', at: open.from };
  const death: LifeEvent = { kind: 'death', at: at('10-04 20:00') };
  const held = (event: LifeEvent, isUnderWay: boolean, over = {}) =>
    reasonsToHold(event, aVisit(over), isUnderWay, book).map(({ code }) => code);

  it('holds those within a stay, at home', () => {
    expect(held(admission, false)).toEqual(['V09']);
    expect(held(admission, false, { startedAt: at('10-03 07:00') })).toEqual([]);
    expect(held(admission, false, { item: 'OUT' })).toEqual([]);
  });

  it('holds those under way', () => {
    expect(held(admission, true)).toEqual(['L05']);
    expect(held(admission, true, { item: 'OUT' })).toEqual([]);
    expect(held(death, true, { item: 'OUT' })).toEqual(['L05']);
  });

  it('holds those after the day of a death, and none for a return', () => {
    expect(held(death, false)).toEqual(['L06']);
    expect(held({ ...death, at: at('10-05 20:00') }, false)).toEqual([]);
    expect(held({ kind: 'discharge', at: NOW }, true)).toEqual([]);
  });
});

import { readDay, readMoment } from './day-typed';

const today = '2026-11-22';
const read = (typed: string): string | undefined => readDay(typed, { today });

describe('a day as it is typed', () => {
  it.each([
    '2026-11-25',
    '20261125',
    '2026.11.25',
    '2026/11/25',
    '2026年11月25日',
    '２０２６－１１－２５',
    '2026。11。25',
    ' 2026 - 11 - 25 ',
    '11-25',
    '11.25',
    '11/25',
    '1125',
    '11月25日',
    '11月25号',
  ])('reads %s', (typed) => expect(read(typed)).toBe('2026-11-25'));

  it.each(['2026-1-5', '2026/1/5', '2026年1月5日', '20260105'])('reads %s with single digits', (typed) =>
    expect(read(typed)).toBe('2026-01-05'),
  );

  it.each(['', '25', '2026-11', '2026-13-01', '20260230', '0229', '1325', '26-11-25', 'soon', '2026-11-25x'])(
    'reads no day into %p',
    (typed) => expect(read(typed)).toBeUndefined(),
  );

  it('takes the year in which a day without one fits', () => {
    expect(readDay('0105', { today, from: '2026-12-28' })).toBe('2027-01-05');
    expect(readDay('12-30', { today: '2027-01-04', to: '2027-01-04' })).toBe('2026-12-30');
    expect(readDay('0229', { today: '2027-06-01' })).toBe('2028-02-29');
    expect(readDay('11-01', { today, from: '2026-11-22', to: '2026-11-30' })).toBe('2026-11-01');
  });

  it.each([
    '2026-11-25 09:30',
    '20261125 0930',
    '11-25 9:30',
    '2026.11.25 9：30',
    '2026-11-25T09:30',
    '11月25日 9点30分',
  ])('reads the moment %s', (typed) => expect(readMoment(typed, { today })).toBe('2026-11-25 09:30'));

  it.each(['2026-11-25', '2026-11-25 24:00', '2026-11-25 9:60', '09:30'])(
    'reads no moment into %s',
    (typed) => expect(readMoment(typed, { today })).toBeUndefined(),
  );
});

import dayjs from 'dayjs';
import { packed, unpacked } from './draft-values';

const FORM = {
  amount: '1,600',
  paidOn: dayjs('2026-11-19T08:30'),
  prices: [{ days: [dayjs('2026-11-01'), null], itemCode: 'CL01' }],
  note: undefined,
};

describe('what stands in a form', () => {
  it('is kept as plain data, and its days are days again', () => {
    const kept: unknown = JSON.parse(JSON.stringify(packed(FORM)));
    expect(kept).toEqual({
      ...{ amount: '1,600', paidOn: { $day: '2026-11-19T08:30' } },
      prices: [{ days: [{ $day: '2026-11-01T00:00' }, null], itemCode: 'CL01' }],
    });
    const again = unpacked(kept) as typeof FORM;
    expect(again.paidOn.isSame(FORM.paidOn)).toBe(true);
    expect(again.prices[0]?.days[0]?.format('YYYY-MM-DD')).toBe('2026-11-01');
  });

  it('loses a day that is none, and nothing else', () => {
    expect(packed({ day: dayjs('x'), text: '甲' })).toEqual({ day: undefined, text: '甲' });
  });
});

import { codesOf } from './finding';
import type { Rating } from './papers';
import { checkRating, shownToRated, summarise } from './rating';
import { RESPONDENTS, type Respondent, VISITS_WITHOUT_SERVICE } from './vocabulary';

const rating = (level: number, respondent: Respondent): Rating => ({
  ...{ visit: 'JL1', level, channel: '电话', respondent, comment: null, ratedAt: 0 },
});

describe('summarise', () => {
  it('counts what those said who were served, and rounds the mean half up', () => {
    const summary = summarise([rating(5, 'self'), rating(4, 'family'), rating(4, 'liaison')]);
    expect([summary?.count, summary?.mean.toFixed(2)]).toEqual([3, '4.33']);
  });

  it('leaves out what the worker filled in', () => {
    expect(summarise([rating(5, 'worker-assisted')])).toBeUndefined();
    expect(summarise([rating(5, 'worker-assisted'), rating(2, 'self')])?.mean.toFixed(2)).toBe('2.00');
  });
});

describe('checkRating', () => {
  const done = { number: 'JL1', status: 'payable' };
  const family = { kind: 'family', served: false } as const;
  const staff = { kind: 'staff', served: false } as const;

  it.each(['photo-pending', 'payable', 'part', 'held', 'blocked', 'billed', 'paid'])(
    'takes a rating of a visit that is %s',
    (status) => expect(checkRating({ ...done, status }, 'self', family)).toEqual([]),
  );

  it.each(Object.keys(VISITS_WITHOUT_SERVICE))('does not take one of a visit that is %s', (status) => {
    expect(codesOf(checkRating({ ...done, status }, 'self', family))).toEqual(['R01']);
  });

  it('takes nothing from who served, and says all reasons at once', () => {
    const served = { kind: 'family', served: true } as const;
    expect(codesOf(checkRating(done, 'family', served))).toEqual(['R02']);
    const all = checkRating({ number: 'JL1', status: 'planned' }, 'liaison', served);
    expect(codesOf(all)).toEqual(['R01', 'R02', 'R03']);
  });

  it('lets family speak for cadre and family only, staff for anybody', () => {
    const words = Object.keys(RESPONDENTS) as Respondent[];
    const refused = words.filter((respondent) => checkRating(done, respondent, family).length > 0);
    expect(refused).toEqual(['liaison', 'worker-assisted']);
    expect(words.filter((respondent) => checkRating(done, respondent, staff).length > 0)).toEqual([]);
  });
});

it('tells whoever was rated what was said once there are five, and before that only how many there are', () => {
  expect(shownToRated([0, 0, 1, 0, 3])).toEqual({ levels: [0, 0, 0, 0, 0], withheld: 4 });
  expect(shownToRated([0, 0, 1, 0, 4])).toEqual({ levels: [0, 0, 1, 0, 4], withheld: 0 });
  expect(shownToRated([0, 0, 0, 0, 0])).toEqual({ levels: [0, 0, 0, 0, 0], withheld: 0 });
});

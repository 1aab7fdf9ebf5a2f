import { codeText } from '../../shared/plain';
import {
  bodyOf,
  changedIn,
  type FormField,
  faultsOf,
  fieldAt,
  isSame,
  keptOf,
  secretsOf,
  valuesOf,
} from './fields';

const field = (name: string, over: Partial<FormField> = {}): FormField => ({
  ...{ name, label: name, kind: 'text', ...over },
});

const FIELDS = [
  field('code', { isFixed: true }),
  field('name'),
  field('phone', { masked: '138****1134' }),
  field('family.name', { masked: '' }),
  field('family.phone', { masked: '' }),
  field('cap', { kind: 'money' }),
  field('tags', { kind: 'tags', isOptional: true }),
  field('leftOn', { kind: 'day', isOptional: true }),
];
const WORDS = {
  ...{
    needed: 'needed',
    neededWith: 'needed with',
    notMoney: 'not money',
    notWhole: 'not whole',
    notDay: 'not a day',
  },
  outOfRange: (min?: number, max?: number) => `${min}..${max}`,
};
const ROW = { code: 'G1', name: '王建国', phone: '138****1134', cap: '900.00', tags: ['独居'], leftOn: null };

describe('a field that stands for several of the interface', () => {
  const PLACE = field('place', {
    isOptional: true,
    parts: {
      names: ['longitude', 'latitude'],
      of: (row) => Object.values(row).join(','),
      to: (text) => ({ longitude: text.split(',')[0], latitude: text.split(',')[1] }),
    },
  });

  it('says them together and sends them apart, and nothing where it is empty', () => {
    expect(valuesOf([PLACE], { longitude: 119, latitude: 26 })).toEqual({ place: '119,26' });
    expect(bodyOf([PLACE], { place: '120,27' })).toEqual({ longitude: '120', latitude: '27' });
    expect(bodyOf([PLACE], { place: '' })).toEqual({});
    expect(fieldAt([PLACE], 'latitude')).toBe('place');
  });
});

describe('a part that may be left out', () => {
  const FAMILY = [field('family.name', { isOptional: true }), field('family.phone', { isOptional: true })];

  it('is left out as a whole, and is to be filled in as a whole once it was begun', () => {
    expect([faultsOf(FAMILY, {}, true, WORDS), bodyOf(FAMILY, {})]).toEqual([{}, {}]);
    expect(faultsOf(FAMILY, { 'family.name': '李长' }, true, WORDS)).toEqual({
      'family.phone': 'needed with',
    });
  });
});

describe('the fields of a register', () => {
  const start = valuesOf(FIELDS, ROW);

  it('begin with what is stored, and with nothing where that is masked', () => {
    expect(start).toMatchObject({ code: 'G1', name: '王建国', cap: '900.00', tags: ['独居'] });
    expect(start.phone).toBeUndefined();
  });

  it('send only what was changed, with two decimals, and an emptied one as null', () => {
    expect(bodyOf(FIELDS, start, start)).toEqual({});
    const values = { ...start, name: ' 王建国 ', cap: '1000', tags: [], code: 'G2' };
    expect(changedIn(FIELDS, values, start)).toEqual(['code', 'cap', 'tags']);
    expect(bodyOf(FIELDS, values, start)).toEqual({ cap: '1000.00', tags: [] });
    const left = { ...start, leftOn: '2026-11-01' };
    expect(bodyOf(FIELDS, start, left)).toEqual({ leftOn: null });
  });

  it('send a part within, and leave an optional nothing out of a new row', () => {
    const values = {
      code: 'G1',
      name: '甲',
      phone: '1',
      'family.name': '乙',
      'family.phone': '2',
      cap: '1.5',
    };
    expect(bodyOf(FIELDS, values)).toEqual({
      ...{ code: 'G1', name: '甲', phone: '1', cap: '1.50', tags: [] },
      family: { name: '乙', phone: '2' },
    });
  });

  it('want what is needed; a masked one may stay empty, a part is given whole', () => {
    expect(faultsOf(FIELDS, start, false, WORDS)).toEqual({});
    expect(faultsOf(FIELDS, { ...start, name: '  ', cap: '1.234' }, false, WORDS)).toEqual({
      ...{ name: 'needed', cap: 'not money' },
    });
    expect(faultsOf(FIELDS, { ...start, 'family.name': '乙' }, false, WORDS)).toEqual({
      ...{ 'family.phone': 'needed with' },
    });
  });

  it('are checked by the rules that the server has too', () => {
    const checked = field('name', { check: (text) => (text === '甲' ? 'no' : undefined) });
    expect(faultsOf([checked], { name: '甲' }, true, WORDS)).toEqual({ name: 'no' });
    expect(faultsOf([checked], { name: '乙' }, true, WORDS)).toEqual({});
  });

  it('keep a number that is out of range and say so', () => {
    const level = field('level', { kind: 'whole', min: 0, max: 4 });
    const faults = [7, -1, 2.5, 4].map((value) => faultsOf([level], { level: value }, true, WORDS).level);
    expect(faults).toEqual(['0..4', '0..4', 'not whole', undefined]);
  });

  it('keep what is no day, and say so', () => {
    const day = field('from', { kind: 'day' });
    const faults = ['2026-11-25', 'Invalid Date'].map(
      (value) => faultsOf([day], { from: value }, true, WORDS).from,
    );
    expect(faults).toEqual([undefined, 'not a day']);
  });

  it('read full width and small letters as they are meant, in checks and in what is sent', () => {
    const code = field('code', { tidy: codeText, check: (text) => (text === 'A1X' ? undefined : 'no') });
    const cap = field('cap', { kind: 'money' });
    const values = { code: ' ａ１x', cap: '９００．５' };
    expect(faultsOf([code, cap], values, true, WORDS)).toEqual({});
    expect(bodyOf([code, cap], values)).toEqual({ code: 'A1X', cap: '900.50' });
  });

  it('are found by the paths of the server', () => {
    expect(fieldAt(FIELDS, 'family.phone')).toBe('family.phone');
    expect(fieldAt(FIELDS, 'tags.3')).toBe('tags');
    expect(fieldAt(FIELDS, 'tagsy')).toBeUndefined();
    expect([isSame('', null), isSame(0, null), isSame(['a'], ['a'])]).toEqual([true, false, true]);
  });

  it('are kept as a draft where they were changed, and never a secret', () => {
    const fields = [field('name'), field('idNumber', { isSecret: true })];
    expect(keptOf(fields, {}, {}, undefined)).toBeUndefined();
    expect(keptOf(fields, { idNumber: '350902' }, {}, undefined)).toBeUndefined();
    expect(keptOf(fields, { name: '甲', idNumber: '350902' }, {}, 3)).toEqual({
      ...{ version: 3, values: { name: '甲' }, left: ['idNumber'] },
    });
    expect(secretsOf(fields, { name: '甲', idNumber: '350902' }, {})).toEqual({ idNumber: '350902' });
  });
});

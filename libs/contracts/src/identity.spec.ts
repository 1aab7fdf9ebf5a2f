import { genderOfIdNumber, idNumberFault, idNumberForms, isCreditCode } from './identity';

const CREDIT_CODES = ['11350900003887123U', '52350902187202534F', '12350902166558589P'];
const ID_NUMBERS = ['350902192609211192', '350902192207208695', '11010519491231002X'];

/** Every other digit at this place. */
function* variants(text: string, at: number, alphabet: string): Generator<string> {
  for (const digit of alphabet) {
    if (digit !== text[at]) yield text.slice(0, at) + digit + text.slice(at + 1);
  }
}

describe('credit codes', () => {
  it.each(CREDIT_CODES)('%s is one', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it('are never right after one changed character', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const code of CREDIT_CODES) {
      for (let at = 0; at < 18; at += 1) {
        for (const wrong of variants(code, at, alphabet))
          expect([wrong, isCreditCode(wrong)]).toEqual([wrong, false]);
      }
    }
  });

  it.each(['', '11350900003887123', '11350900003887123UU', '11350900003887123u', '1135090000388712IU'])(
    '"%s" is none',
    (text) => {
      expect(isCreditCode(text)).toBe(false);
    },
  );
});

describe('ID numbers', () => {
  it.each(ID_NUMBERS)('%s is good', (id) => {
    expect(idNumberFault(id)).toBeUndefined();
  });

  it('of 15 digits have no check digit', () => {
    expect(idNumberFault('350902260921119')).toBeUndefined();
  });

  it('show one changed digit', () => {
    for (const id of ID_NUMBERS) {
      for (let at = 0; at < 17; at += 1) {
        for (const wrong of variants(id, at, '0123456789'))
          expect([wrong, idNumberFault(wrong)]).toEqual([wrong, 'check-digit']);
      }
    }
  });

  it.each([
    '',
    '35090219260921119',
    '3509021926092111922',
    '35090219260921119x',
    '35090X192609211192',
    '35090226092111X',
  ])('"%s" is malformed', (text) => {
    expect(idNumberFault(text)).toBe('malformed');
  });
});

describe('the gender in an ID number', () => {
  it.each([
    ['350902192609211192', '男'],
    ['350902192609211184', '女'],
    ['11010519491231002X', '女'],
    ['350902260921119', '男'],
    ['350902260921118', '女'],
  ])('of %s is %s', (idNumber, gender) => expect(genderOfIdNumber(idNumber)).toBe(gender));
});

describe('the ways to write an ID number', () => {
  test.each([
    ['350902193004040022', ['350902193004040022', '350902300404002']],
    ['350902300404002', ['350902300404002', '350902193004040022']],
    // Born in this century: no card of old has it.
    ['350902200404040022', ['350902200404040022']],
    ['x', ['x']],
  ])('of %s are %j', (idNumber, forms) => expect(idNumberForms(idNumber)).toEqual(forms));
});

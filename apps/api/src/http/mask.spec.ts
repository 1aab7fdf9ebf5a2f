import { maskPhone, officePhone } from './mask';

describe('a telephone number in part', () => {
  it('of a mobile keeps both ends', () => {
    expect(maskPhone('13860591134')).toBe('138****1134');
  });

  it('of a landline never holds enough to be put together again', () => {
    for (const phone of ['2866123', '28661234', '1380593', '0593286612', '0593-2866123', '05932866123'])
      expect(maskPhone(phone)).toBe(`****${phone.slice(-2)}`);
    expect(maskPhone('110')).toBe('****');
  });

  it('of an office is whole, unless it is somebody’s mobile', () => {
    for (const phone of ['0593-2866123', '28661234', '110', '']) expect(officePhone(phone)).toBe(phone);
    expect(officePhone('138 6059 1134')).toBe('138****1134');
    for (const phone of [
      '+86 13860591134',
      '13860591134（张经理）',
      '13860591134转2',
      '0593-2866183/13860591134',
    ])
      expect(officePhone(phone)).toBe(`****${phone.slice(-2)}`);
  });
});

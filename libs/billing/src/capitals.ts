import type { Money } from '@songbai/contracts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/** An amount below 10^16 yuan in Chinese capitals, as vouchers want it: 7008.91 is 柒仟零捌元玖角壹分. */
export function inCapitals(amount: Money): string {
  const fixed = amount.toFixed(2);
  const sign = fixed.startsWith('-') ? '负' : '';
  const [yuan = '0', fen = '00'] = fixed.replace('-', '').split('.');
  if (yuan.length > 16) throw new RangeError(`${fixed} is beyond the capitals of a voucher`);
  const whole = wholeYuan(yuan);
  const small = smallChange(fen, whole !== '');
  if (whole === '' && small === '') return '零元整';
  return `${sign}${whole === '' ? '' : `${whole}元`}${small === '' ? '整' : small}`;
}

function wholeYuan(yuan: string): string {
  const digits = yuan.replace(/^0+/, '');
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 4) groups.unshift(digits.slice(Math.max(0, end - 4), end));
  let text = '';
  let isZeroDue = false;
  for (const [i, group] of groups.entries()) {
    const said = fourDigits(group);
    isZeroDue ||= text !== '' && group.startsWith('0');
    if (said === '') continue;
    text += `${isZeroDue ? '零' : ''}${said}${GROUPS[groups.length - 1 - i]}`;
    isZeroDue = false;
  }
  return text;
}

/** Up to four digits without leading or trailing zeros; inner ones are said once. */
function fourDigits(group: string): string {
  let text = '';
  let isZeroDue = false;
  for (const [i, digit] of [...group].entries()) {
    if (digit === '0') {
      isZeroDue = text !== '';
      continue;
    }
    text += `${isZeroDue ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[group.length - 1 - i]}`;
    isZeroDue = false;
  }
  return text;
}

function smallChange(fen: string, hasYuan: boolean): string {
  const [tenths = 0, hundredths = 0] = [Number(fen[0]), Number(fen[1])];
  if (tenths === 0 && hundredths === 0) return '';
  const jiao = tenths === 0 ? (hasYuan ? '零' : '') : `${DIGITS[tenths]}角`;
  return `${jiao}${hundredths === 0 ? '整' : `${DIGITS[hundredths]}分`}`;
}

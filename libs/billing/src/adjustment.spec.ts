import { Money } from '@songbai/contracts';
import { type Adjustable, type AdjustableLine, checkAdjustment, spreadAdjustment } from './adjustment';

const yuan = Money.of;
const share = (fund: string, amount: string) => ({ fund, amount: yuan(amount) });

const line = (number: number, claimed: string, ...shares: ReturnType<typeof share>[]): AdjustableLine => ({
  line: number,
  order: 'DD1',
  claimed: yuan(claimed),
  shares,
});

const bill = (over: Partial<Adjustable> = {}): Adjustable => ({
  number: 'ZD1',
  isInPayment: false,
  lines: [line(1, '10.00', share('A', '6.00'), share('B', '4.00')), line(2, '20.00', share('B', '12.00'))],
  reserved: new Map([['DD1', [share('A', '0.00'), share('B', '5.00')]]]),
  ...over,
});

const said = (kind: 'deduct' | 'supplement' | 'recover', amount: string, over?: Partial<Adjustable>) =>
  checkAdjustment(kind, yuan(amount), bill(over)).map(({ code }) => code);

const spread = (kind: 'deduct' | 'supplement' | 'recover', amount: string, over?: Partial<Adjustable>) =>
  spreadAdjustment(kind, yuan(amount), bill(over)).map((each) => [
    each.line,
    each.fund,
    each.amount.toString(),
  ]);

describe('a deduction or recovery', () => {
  it('takes no more than the bill stands at', () => {
    expect(said('deduct', '22.00')).toEqual([]);
    expect(said('deduct', '22.01')).toEqual(['P07']);
    expect(said('recover', '22.01')).toEqual(['P07']);
  });

  it('goes back the way it came: last line first, last fund first', () => {
    expect(spread('deduct', '15.00')).toEqual([
      [2, 'B', '-12.00'],
      [1, 'B', '-3.00'],
    ]);
    expect(spread('recover', '22.00')).toEqual([
      [2, 'B', '-12.00'],
      [1, 'B', '-4.00'],
      [1, 'A', '-6.00'],
    ]);
  });
});

describe('a supplement', () => {
  it('stays within what accepted lines claimed, and within what their orders have left', () => {
    expect(said('supplement', '5.00')).toEqual([]);
    expect(said('supplement', '5.01')).toEqual(['P09']);
    expect(said('supplement', '8.01')).toEqual(['P08']);
  });

  it('gives no line more than it claimed', () => {
    expect(spread('supplement', '5.00')).toEqual([[2, 'B', '5.00']]);
  });

  it('draws a reservation that two lines share only once', () => {
    const lines = [line(1, '9.00', share('B', '5.00')), line(2, '9.00', share('B', '5.00'))];
    const reserved = new Map([['DD1', [share('B', '6.00')]]]);
    expect(said('supplement', '6.01', { lines, reserved })).toEqual(['P09']);
    expect(spread('supplement', '6.00', { lines, reserved })).toEqual([
      [1, 'B', '4.00'],
      [2, 'B', '2.00'],
    ]);
  });
});

it('waits while the bill stands in a payment', () => {
  expect(said('deduct', '99.00', { isInPayment: true })).toEqual(['P05', 'P07']);
});

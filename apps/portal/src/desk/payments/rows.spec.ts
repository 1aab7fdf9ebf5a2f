import { byPayer } from './rows';

test('what each payer gives, to the 分, the largest first', () => {
  const rows = [
    { payer: 'unit', amount: '0.10', settlement: 'reimbursed' },
    { payer: 'bureau', amount: '10.00', settlement: 'direct' },
    { payer: 'unit', amount: '0.20', settlement: 'direct' },
    { payer: 'bureau', amount: '0.01', settlement: 'direct' },
  ];
  expect(byPayer(rows)).toEqual([
    { payer: 'bureau', rows: 2, amount: '10.01', direct: '10.01' },
    { payer: 'unit', rows: 2, amount: '0.30', direct: '0.20' },
  ]);
  expect(byPayer([])).toEqual([]);
});

import { byPayee, byPayer } from './rows';

test('what each payer gives, to the 分, the largest first', () => {
  const rows = [
    { payer: 'unit', amount: '0.10', settlement: 'reimbursed' },
    { payer: 'bureau', amount: '10.00', settlement: 'direct' },
    { payer: 'unit', amount: '0.20', settlement: 'direct' },
    { payer: 'bureau', amount: '0.01', settlement: 'direct' },
  ];
  expect(byPayer(rows)).toEqual([
    { payer: 'bureau', rows: 2, amount: '10.01', direct: '10.01', reimbursed: '0.00' },
    { payer: 'unit', rows: 2, amount: '0.30', direct: '0.20', reimbursed: '0.10' },
  ]);
  expect(byPayer([])).toEqual([]);
});

test('what goes to each account, row by row: another account of the same name is another one', () => {
  const row = (payee: string, bankAccount: string, amount: string) => ({
    ...{ payee, bank: '中国农业银行', bankAccount, amount },
  });
  const rows = [
    row('甲', '1', '0.10'),
    row('乙', '2', '5.00'),
    row('甲', '1', '0.20'),
    row('甲', '3', '7.00'),
  ];
  expect(byPayee(rows).map((group) => [group.payee, group.bankAccount, group.amount])).toEqual([
    ...[
      ['甲', '1', '0.30'],
      ['乙', '2', '5.00'],
      ['甲', '3', '7.00'],
    ],
  ]);
  expect(byPayee(rows)[0]?.rows).toEqual([rows[0], rows[2]]);
});

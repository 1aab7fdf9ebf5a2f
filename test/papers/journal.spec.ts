import { Money, parseLocal } from '@songbai/contracts';
import { journalText } from '../../apps/api/src/papers/journal';
import type { SettledMonth } from '../../apps/api/src/papers/model';
import { order, smallMonth } from './rows';
import { settle } from './settle';
import { itWith, run } from './tools';

const text = ({ journal, book }: SettledMonth): string => journalText(journal, book);

/** The balances that hledger finds, by account. */
function balances(journal: string): Map<string, string> {
  const csv = run(
    'hledger',
    ['-f', 'FILE', 'balance', '--flat', '--empty', '--no-total', '-O', 'csv'],
    journal,
  );
  const rows = csv.trim().split('\n').slice(1);
  return new Map(rows.map((row) => JSON.parse(`[${row}]`) as [string, string]));
}

describe('the journal', () => {
  const withHledger = itWith('hledger');

  withHledger('is accepted by hledger, which finds the closing balances', () => {
    const month = settle(smallMonth(), '2026-10');
    run('hledger', ['-f', 'FILE', 'check', '--strict', 'ordereddates'], text(month));
    const found = balances(text(month));
    for (const { fund, available, reserved, expended } of month.journal.closing) {
      const parts = { available, reserved, expended };
      for (const [part, amount] of Object.entries(parts)) {
        expect(Money.of((found.get(`funds:${fund}:${part}`) ?? '0').replace(' CNY', '')).equals(amount)).toBe(
          true,
        );
      }
    }
    expect(found.get('allotments:特需经费')).toBe('-72.00 CNY');
  });

  withHledger('holds with postings before the month, after it, and on its first and last day', () => {
    const days = ['2026-08-31', '2026-09-30', '2026-10-01', '2026-10-31', '2026-11-02'];
    const orders = days.map((day, i) =>
      order(`DD${i + 1}`, { approvedAt: parseLocal(`${day} 10:00:00`) ?? 0 }),
    );
    const journal = text(settle(smallMonth({ orders, visits: [], bills: [], billLines: [] }), '2026-10'));
    run('hledger', ['-f', 'FILE', 'check', 'ordereddates'], journal);
    expect(journal.indexOf('2026-08-31 2026-10 期初余额')).toBeGreaterThan(0);
    expect(journal).toContain('2026-11-02 2026-10 期末余额核对');
  });

  withHledger('is refused by hledger where a closing balance is wrong', () => {
    const journal = text(settle(smallMonth(), '2026-10')).replace(/= 72\.00 CNY/, '= 72.01 CNY');
    expect(() => run('hledger', ['-f', 'FILE', 'check'], journal)).toThrow();
  });

  withHledger('bears numbers and codes that mean something to hledger', () => {
    const [first, ...rest] = smallMonth().funds;
    if (!first) throw new Error('the month has no fund');
    const rows = {
      funds: [{ ...first, code: 'G Z:1;a  b' }, ...rest],
      orders: [order('DD;1\n2026-01-01 x | y', { funds: ['G Z:1;a  b'] })],
    };
    const journal = text(settle(smallMonth({ ...rows, visits: [], bills: [], billLines: [] }), '2026-10'));
    run('hledger', ['-f', 'FILE', 'check', '--strict'], journal);
    expect(journal).toContain('占用 DD；1 2026-01-01 x | y');
    expect(journal).toMatch(/funds:G_Z_1_a_b-[0-9a-f]{8}:reserved {2}720\.00 CNY/);
  });

  it('dates every posting and numbers it as the ledger does', () => {
    const journal = text(settle(smallMonth(), '2026-10'));
    expect(journal).toMatch(/2026-09-22 占用 DD1\n {4}funds:GZ:available {2}-720\.00 CNY {2}; seq:1\n/);
    expect(journal).toMatch(/2026-10-03 列支 ZD-1 1\n {4}funds:GZ:reserved {2}-36\.00 CNY/);
  });
});

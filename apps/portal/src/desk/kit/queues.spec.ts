import { filtersOf, queueOf, strayOf } from './queues';

const all = { key: 'all', label: 'all', filters: {} };
const late = { key: 'late', label: 'late', filters: { status: 'planned', to: '2026-11-18' } };
const unbilled = { key: 'unbilled', label: 'unbilled', filters: { unbilled: 'yes' } };
const QUEUES = [all, late, unbilled];

describe('the queues of a list', () => {
  it('ask for their own filters, and clear what their neighbours set', () => {
    expect(filtersOf(QUEUES, unbilled)).toEqual({ status: '', to: '', unbilled: 'yes' });
    expect(filtersOf(QUEUES, all)).toEqual({ status: '', to: '', unbilled: '' });
  });

  it('are told by what is asked for; a search within a queue stays in it', () => {
    expect(queueOf(QUEUES, { query: '赖' })?.key).toBe('all');
    expect(queueOf(QUEUES, { status: 'planned', to: '2026-11-18', query: '赖' })?.key).toBe('late');
    expect(queueOf(QUEUES, { status: 'held' })).toBeUndefined();
  });

  it('know what came with a link and stands in no field', () => {
    const values = { unbilled: 'yes', endedSince: '2026-10-23', query: '赖' };
    expect(strayOf(QUEUES, ['query'], values)).toEqual(['endedSince']);
    expect(strayOf(QUEUES, ['query', 'endedSince'], values)).toEqual([]);
  });
});

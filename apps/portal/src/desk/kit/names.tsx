import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { allRows } from './list-state';

const MOST = 5_000;
const MINUTES = 60_000;
const pageQuery = (cursor: string | undefined) => ({
  params: { query: { limit: 200, ...(cursor && { cursor }) } },
});

/** The registers that are small enough to know by heart: who is behind an id or a code. */
const REGISTERS = {
  items: (cursor?: string) => answerOf(api.GET('/api/v1/items', pageQuery(cursor))),
  providers: (cursor?: string) => answerOf(api.GET('/api/v1/providers', pageQuery(cursor))),
  workers: (cursor?: string) => answerOf(api.GET('/api/v1/workers', pageQuery(cursor))),
  units: (cursor?: string) => answerOf(api.GET('/api/v1/units', pageQuery(cursor))),
  contracts: (cursor?: string) => answerOf(api.GET('/api/v1/contracts', pageQuery(cursor))),
  funds: (cursor?: string) => answerOf(api.GET('/api/v1/funds', pageQuery(cursor))),
  limits: (cursor?: string) => answerOf(api.GET('/api/v1/limits', pageQuery(cursor))),
};

interface Rows {
  items: Schemas['ItemAnswer'];
  providers: Schemas['ProviderAnswer'];
  workers: Schemas['WorkerAnswer'];
  units: Schemas['UnitAnswer'];
  contracts: Schemas['ContractAnswer'];
  funds: Schemas['FundAnswer'];
  limits: Schemas['LimitAnswer'];
}

export interface Register<Row> {
  rows: Row[];
  byId: ReadonlyMap<string, Row>;
  /** By code; contracts by number. */
  byCode: ReadonlyMap<string, Row>;
  isLoading: boolean;
}

interface Keyed {
  id: string;
  code?: string;
  number?: string;
}

const codeOf = ({ code, number }: Keyed): string => code ?? number ?? '';

/** All rows of a small register, kept for five minutes: `useRegister('items').byCode.get(order.itemCode)?.name`. */
export function useRegister<N extends keyof Rows>(name: N, enabled = true): Register<Rows[N]> {
  const asked = useQuery({
    queryKey: [name, 'register'],
    enabled,
    staleTime: 5 * MINUTES,
    queryFn: async () => {
      const rows = (await allRows<unknown>((cursor) => REGISTERS[name](cursor), {}, MOST)) as (Rows[N] &
        Keyed)[];
      return {
        rows,
        byId: new Map(rows.map((row) => [row.id, row])),
        byCode: new Map(rows.map((row) => [codeOf(row), row])),
      };
    },
  });
  return { ...(asked.data ?? { rows: [], byId: new Map(), byCode: new Map() }), isLoading: asked.isLoading };
}

type Cadre = Schemas['CadreAnswer'];
type Waiter = (cadre: Cadre | undefined) => void;

const waiting = new Map<string, Waiter[]>();
let isAsking = false;
const MOST_IDS = 50;

/** Cadres are too many to know by heart: those that one picture of the page needs are asked for together. */
function cadreOf(id: string): Promise<Cadre | undefined> {
  return new Promise((resolve) => {
    waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
    if (isAsking) return;
    isAsking = true;
    setTimeout(() => void askTogether(), 10);
  });
}

async function askTogether(): Promise<void> {
  isAsking = false;
  const asked = [...waiting];
  waiting.clear();
  for (let i = 0; i < asked.length; i += MOST_IDS) {
    const some = asked.slice(i, i + MOST_IDS);
    const ids = some.map(([id]) => id).join(',');
    const query = { ids, limit: MOST_IDS };
    const page = await answerOf(api.GET('/api/v1/cadres', { params: { query } })).catch(() => ({
      items: [],
    }));
    const found = new Map((page.items as Cadre[]).map((cadre) => [cadre.id, cadre]));
    for (const [id, waiters] of some) for (const tell of waiters) tell(found.get(id));
  }
}

const cadreQuery = (id: string | null | undefined) => ({
  queryKey: ['cadres', 'name', id],
  enabled: Boolean(id),
  staleTime: 5 * MINUTES,
  queryFn: async () => (await cadreOf(id ?? '')) ?? null,
});

export const useCadre = (id: string | null | undefined): Cadre | undefined =>
  useQuery(cadreQuery(id)).data ?? undefined;

/** What these cadres are called, by id; those that are not, or not yet, the person's to see are left out. */
export function useCadreNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const asked = useQueries({ queries: [...new Set(ids)].map(cadreQuery) });
  return new Map(asked.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));
}

/** A cadre's name; a dash where they are not, or not yet, the person's to see. */
export function CadreName({ id, isLink }: { id: string; isLink?: boolean }) {
  const cadre = useCadre(id);
  if (cadre === undefined) return <span className="faint">—</span>;
  return isLink ? <Link to={`/cadres/${id}`}>{cadre.name}</Link> : cadre.name;
}

import { type Cadre, type Day, Money, type RegisterRows } from '@songbai/contracts';
import type { RegisterStore } from '../registers/register-store';

/** What bureau, firm and units have agreed for the year of the clock, and whom it serves. */
export interface Agreement {
  rows: RegisterRows;
  contract: string;
  bureauFund: string;
  unitFund: string;
  /** Living cadres at home whom the firm may serve. */
  cadres: Cadre[];
  /** Of these, some whose unit pays. */
  ofUnit: Cadre[];
  /** Codes of the firm's workers. */
  workers: string[];
}

const FIRM = 'P10';
const SAMPLE_CONTRACT = 'HT-2026-10';
const NOTHING: RegisterRows = {
  ...{ units: [], cadres: [], stays: [], providers: [], workers: [] },
  ...{ items: [], contracts: [], prices: [], funds: [], limits: [] },
};

/** A contract and funds of their own, so that the sample month keeps its figures. */
export function agreementOf(store: RegisterStore, today: Day): Agreement {
  const year = today.slice(0, 4);
  const sample = store.stored('contracts', SAMPLE_CONTRACT);
  const unit = largestUnit(store);
  if (!sample || !unit) throw new Error('the sample has no contract of P10');
  const contract = `HT-${year}-11`;
  const bureauFund = `GZ-${year}`;
  const unitFund = `GY-${unit}-${year}`;
  const open = cadresOf(store, sample.areas);
  const isOfUnit = (cadre: Cadre): boolean => store.book().responsibleUnit(cadre) === unit;
  return {
    ...{ contract, bureauFund, unitFund },
    cadres: open.filter((cadre) => !isOfUnit(cadre)),
    ofUnit: open.filter(isOfUnit),
    workers: store
      .all('workers')
      .flatMap(({ code, provider }) => (provider === FIRM ? [code] : []))
      .sort(),
    rows: {
      ...NOTHING,
      ...renewed(store, `${year}-01-01`, `${Number(year) + 1}-12-31`),
      contracts: [
        {
          ...sample,
          ...{
            number: contract,
            startsOn: `${year}-01-01`,
            endsOn: `${year}-12-31`,
            ceiling: Money.of('60000.00'),
          },
        },
      ],
      prices: pricesOf(store, contract, `${year}-01-01`),
      funds: [
        {
          ...{ code: bureauFund, type: 'government-purchase', owner: null },
          ...{ year: Number(year), allotted: Money.of('80000.00') },
        },
        { code: unitFund, type: 'public', owner: unit, year: Number(year), allotted: Money.of('6000.00') },
      ],
    },
  };
}

/** The unit whose finance officer may sign in: the one with the most cadres. */
function largestUnit(store: RegisterStore): string | undefined {
  const book = store.book();
  const counts = new Map<string, number>();
  for (const cadre of store.all('cadres')) {
    const unit = book.responsibleUnit(cadre);
    if (unit !== null) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))[0]?.[0];
}

function cadresOf(store: RegisterStore, areas: readonly string[]): Cadre[] {
  const away = new Set(store.all('stays').map(({ cadre }) => cadre));
  return store
    .all('cadres')
    .filter(({ code, area, deceasedOn }) => areas.includes(area) && deceasedOn === null && !away.has(code))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The prices of the sample as they were last. */
function pricesOf(store: RegisterStore, contract: string, from: Day): RegisterRows['prices'] {
  const last = store.all('prices').filter((price) => price.contract === SAMPLE_CONTRACT && price.to === null);
  return last.map((price) => ({ ...price, contract, from }));
}

/** Papers of firm and workers that would not be good all year; while they are, nothing is changed. */
function renewed(store: RegisterStore, from: Day, until: Day): Pick<RegisterRows, 'providers' | 'workers'> {
  const providers = store
    .all('providers')
    .filter(({ code, qualifiedUntil }) => code === FIRM && qualifiedUntil < until);
  const workers = store
    .all('workers')
    .filter(
      ({ provider, certifiedUntil, joinedOn }) =>
        provider === FIRM && (certifiedUntil < until || joinedOn > from),
    );
  return {
    providers: providers.map((provider) => ({ ...provider, qualifiedUntil: until })),
    workers: workers.map(({ certifiedUntil, joinedOn, ...worker }) => ({
      ...worker,
      certifiedUntil: certifiedUntil < until ? until : certifiedUntil,
      joinedOn: joinedOn > from ? from : joinedOn,
    })),
  };
}

import { Reasons, RowRefused } from './row-refused';
import type { RowRule } from './row-words';

/** Whoever or whatever has a code and a name. */
export interface Named {
  bureauId: string;
  code: string;
  name: string;
}

export interface KnownWorker extends Named {
  id: string;
  providerId: string;
  joinedOn: string;
  leftOn: string | null;
}

export interface KnownOrder {
  bureauId: string;
  id: string;
  number: string;
  contract: string;
  providerId: string;
  /** Codes. */
  cadre: string;
  item: string;
  startsOn: string;
  endsOn: string;
  isOver: boolean;
}

/** What the rows of a table may refer to, as far as the caller may. */
export interface World {
  cadres: readonly Named[];
  items: readonly Named[];
  workers: readonly KnownWorker[];
  orders: readonly KnownOrder[];
}

/** Somebody as a row says it: by code, by name, or by both. */
export interface Said {
  code: string | null;
  name: string | null;
}

export interface SaidVisit {
  day: string;
  cadre: Said;
  worker: Said;
  item: string;
  /** The number of an order or of a contract. */
  order: string | null;
}

/** 张三（G0012）; what stands in brackets without a digit is no code. */
const WITH_CODE = /^(.*?)\s*\(([^()]*\d[^()]*)\)$/;

/** Names are set in print with blanks between: 张 三. */
export const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** Of what is said: the name as it is compared, and the code, in a cell of its own or behind the name. */
export function apart({ name, code }: Said): { name: string; code: string | null } {
  const [, before, inside] = WITH_CODE.exec((name ?? '').normalize('NFKC').trim()) ?? [];
  return { name: plain(before ?? name ?? ''), code: code ?? inside ?? null };
}

/** Codes that differ in case only are one to people, unless the register has both. */
export function coded<T extends { code: string }>(known: readonly T[], text: string): T[] {
  const exact = known.filter(({ code }) => code === text);
  return exact.length > 0 ? exact : known.filter(({ code }) => code.toLowerCase() === text.toLowerCase());
}

interface Rules {
  none: RowRule;
  unknown: RowRule;
  several: RowRule;
  column: string;
}

const CADRES: Rules = {
  ...{ none: 'no-cadre', unknown: 'unknown-cadre', several: 'several-cadres', column: '老干部姓名' },
};
const WORKERS: Rules = {
  ...{ none: 'no-worker', unknown: 'unknown-worker', several: 'several-workers', column: '服务人员' },
};

/** Those who are meant: one of each bureau. Two of one name in one bureau are refused with their codes. */
function people<T extends Named>(known: readonly T[], said: Said, rules: Rules): T[] {
  const { name, code } = apart(said);
  if (code === null && name === '') throw new RowRefused(rules.none, rules.column);
  const byCode = coded(known, code === null ? name : plain(code));
  if (code !== null || byCode.length > 0) {
    const [first] = byCode;
    if (!first) throw new RowRefused(rules.unknown, rules.column, { text: code ?? name });
    const named = byCode.filter((one) => code === null || name === '' || plain(one.name) === name);
    if (named.length > 0) return named;
    throw new RowRefused('name-differs', rules.column, { code: first.code, known: first.name, text: name });
  }
  const byName = known.filter((one) => plain(one.name) === name);
  if (byName.length === 0) throw new RowRefused(rules.unknown, rules.column, { text: name });
  for (const { bureauId } of byName) {
    const here = byName.filter((one) => one.bureauId === bureauId);
    if (here.length > 1) {
      const codes = here.map((one) => one.code).sort();
      const facts = { text: name, count: here.length, codes: codes.join('、'), first: codes[0] ?? '' };
      throw new RowRefused(rules.several, rules.column, facts);
    }
  }
  return byName;
}

/** The cadres who may be meant, one of each bureau. */
export const cadresMeant = ({ cadres }: Pick<World, 'cadres'>, said: Said, unknown?: RowRule): Named[] =>
  people(cadres, said, unknown ? { ...CADRES, unknown } : CADRES);

/** By code or by name; several items may have one name. */
export function itemsMeant({ items }: Pick<World, 'items'>, text: string): Named[] {
  const wanted = plain(text);
  const byCode = coded(items, wanted);
  const found = byCode.length > 0 ? byCode : items.filter(({ name }) => plain(name) === wanted);
  if (found.length === 0) throw new RowRefused('unknown-item', '服务项目', { text });
  return found;
}

const isOne = (of: readonly Named[], bureauId: string, code: string): boolean =>
  of.some((one) => one.bureauId === bureauId && one.code === code);

/** The order that a row means and who serves it. Throws why there is none, or more than one. */
export function meant(world: World, said: SaidVisit): { order: KnownOrder; worker: KnownWorker } {
  const number = said.order === null ? null : plain(said.order);
  const named = world.orders.filter((order) => order.number === number);
  const reasons = new Reasons();
  const order = reasons.try(() =>
    named.length > 0 ? namedOrder(world, said, named) : orderFor(world, said, number),
  );
  if (order) return { order, worker: workerOf(world, said, order) };
  reasons.try(() => someWorker(world, said.worker));
  throw reasons.whole();
}

/** Of a row of which not all can be read: throws what is wrong with the people and the item that it does name. */
export function checkNamed(
  world: Pick<World, 'cadres' | 'items'> & Partial<World>,
  { cadre, worker, item }: { cadre: Said; worker?: Said; item: string | null },
): void {
  const reasons = new Reasons();
  if (isNamed(cadre)) reasons.try(() => cadresMeant(world, cadre));
  if (item) reasons.try(() => itemsMeant(world, item));
  if (worker && isNamed(worker)) reasons.try(() => someWorker({ workers: world.workers ?? [] }, worker));
  reasons.done();
}

/** Whether anybody has that name; which of several is meant, their order says. */
function someWorker({ workers }: Pick<World, 'workers'>, said: Said): void {
  if (!workers.some((one) => isNamed(said) && isSaid(one, said))) people(workers, said, WORKERS);
}

const isNamed = ({ code, name }: Said): boolean => code !== null || name !== null;

/** An order says of itself whose it is: then one of two people with one name is meant. */
function namedOrder(world: World, said: SaidVisit, named: readonly KnownOrder[]): KnownOrder {
  const items = itemsMeant(world, said.item);
  const fits = (order: KnownOrder): boolean => {
    const own = world.cadres.filter((one) => isOne([one], order.bureauId, order.cadre));
    return own.some((one) => isSaid(one, said.cadre)) && isOne(items, order.bureauId, order.item);
  };
  const order = named.find(fits);
  if (order) return order;
  const [first] = named;
  throw new RowRefused('order-of-other', '订单编号', first && namesOf(world, first));
}

function namesOf({ cadres, items }: World, order: KnownOrder): Record<string, string> {
  const nameIn = (of: readonly Named[], code: string): string =>
    of.find((one) => one.bureauId === order.bureauId && one.code === code)?.name ?? code;
  return { number: order.number, cadre: nameIn(cadres, order.cadre), item: nameIn(items, order.item) };
}

/** By cadre, item and day, and by the contract where one is named. */
function orderFor(world: World, said: SaidVisit, contract: string | null): KnownOrder {
  const under = world.orders.filter((order) => contract === null || order.contract === contract);
  const reasons = new Reasons();
  if (under.length === 0 && contract !== null)
    reasons.add(new RowRefused('unknown-order', '订单编号', { text: contract }));
  const cadres = reasons.try(() => cadresMeant(world, said.cadre)) ?? [];
  const items = reasons.try(() => itemsMeant(world, said.item)) ?? [];
  // On no day there is no order: that the day is missing is said by itself.
  if (said.day === '') throw reasons.whole();
  reasons.done();
  return orderOf(world, said, under, cadres, items);
}

/** The one order that is in force on the day; throws where there is none, or more than one. */
function orderOf(
  world: World,
  said: SaidVisit,
  under: readonly KnownOrder[],
  cadres: readonly Named[],
  items: readonly Named[],
): KnownOrder {
  const all = under.filter(
    ({ bureauId, cadre, item }) => isOne(cadres, bureauId, cadre) && isOne(items, bureauId, item),
  );
  const then = all.filter(({ startsOn, endsOn }) => startsOn <= said.day && said.day <= endsOn);
  if (then.length === 0) {
    const others = all.map(({ number, startsOn, endsOn }) => `${number}（${startsOn}–${endsOn}）`);
    const facts = { day: said.day, cadre: cadres[0]?.name ?? '', item: said.item };
    throw new RowRefused('no-order', null, { ...facts, others: others.slice(0, 3).join('、') || '—' });
  }
  const steps: ((order: KnownOrder) => boolean)[] = [
    ({ isOver }) => !isOver,
    (order) => world.workers.some((one) => isAt(one, order) && isSaid(one, said.worker)),
  ];
  // What is over is meant only where nothing else is; so is an order whose provider has nobody of that name.
  const left = steps.reduce<KnownOrder[]>((rest, step) => {
    const kept = rest.filter(step);
    return kept.length > 0 ? kept : rest;
  }, then);
  const [first] = left;
  if (first && left.length === 1) return first;
  const numbers = left.map(({ number }) => number).sort();
  throw new RowRefused('several-orders', '订单编号', { count: left.length, numbers: numbers.join('、') });
}

const isAt = (worker: KnownWorker, { bureauId, providerId }: KnownOrder): boolean =>
  worker.bureauId === bureauId && worker.providerId === providerId;

const isCode = ({ code }: Named, text: string): boolean => code.toLowerCase() === text.toLowerCase();

/** Whether this is somebody who may be meant, by code or by name. Nothing said speaks against nobody. */
export function isSaid(one: Named, said: Said): boolean {
  const { name, code } = apart(said);
  if (code !== null) return isCode(one, plain(code));
  return name === '' || isCode(one, name) || plain(one.name) === name;
}

/** Of the order's provider; of several with one name those who were there on that day. */
function workerOf({ workers }: World, said: SaidVisit, order: KnownOrder): KnownWorker {
  const theirs = workers.filter((one) => isAt(one, order));
  const there = theirs.filter(
    ({ joinedOn, leftOn }) => joinedOn <= said.day && (leftOn === null || said.day <= leftOn),
  );
  const isThere = there.some((one) => isSaid(one, said.worker));
  const [worker] = people(isThere ? there : theirs, said.worker, WORKERS);
  if (!worker) throw new Error('a worker was found and is not there');
  return worker;
}

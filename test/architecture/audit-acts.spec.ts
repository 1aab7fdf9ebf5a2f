import { AUDIT_ACTS, AUDIT_FACTS, AUDIT_SUBJECTS } from '@songbai/contracts';
import { isCode, repositoryFiles } from './tree';

/** The type of an entry lets nothing through without words. Here is what would get past it, and words for nothing. */
const writers = repositoryFiles()
  .filter(isCode)
  .filter(({ path, text }) => path.startsWith('apps/api/src/') && /\baudit\(/.test(text));

/** In the lines that speak of a verb: 'call.status' elsewhere is a column. */
const literals = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => /\bverb\b|\bentry\(/.test(line))
    .flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z-]+)'/g)].map(([, act = '']) => act));
/** What comes before the part that is filled in: "bill." of `bill.${verb}`, and "" of `${table}.enter`. */
const prefixes = (text: string): string[] =>
  [...text.matchAll(/`([a-z_]+\.)\$\{[\w.]+\}`/g)].map(([, prefix = '']) => prefix);
const endings = (text: string): string[] =>
  [...text.matchAll(/`\$\{[\w.]+\}(\.[a-z-]+)`/g)].map(([, ending = '']) => ending);

const texts = writers.map(({ text }) => text);
const written = new Set(texts.flatMap(literals));
const [begun, ended] = [texts.flatMap(prefixes), texts.flatMap(endings)];

it('finds the rooms that write the record, and the acts in them', () => {
  expect(writers.length).toBeGreaterThan(20);
  expect([...written]).toEqual(
    expect.arrayContaining(['order.approve', 'month.close', 'user.reset-password']),
  );
  expect(begun).toEqual(expect.arrayContaining(['bill.', 'payment.', 'contract.', 'visit.', 'call.']));
  expect(ended).toEqual(expect.arrayContaining(['.enter', '.change']));
});

it('has words for every act that the code names, and no act gets past its type', () => {
  expect([...written].filter((act) => !(act in AUDIT_ACTS))).toEqual([]);
  expect(
    writers.filter(({ text }) => /as Audit(Act|Fact|Subject)/.test(text)).map(({ path }) => path),
  ).toEqual([]);
});

it('has no words for what nobody can do', () => {
  const canBeWritten = (act: string): boolean =>
    written.has(act) ||
    begun.some((prefix) => act.startsWith(prefix)) ||
    ended.some((ending) => act.endsWith(ending));
  expect(Object.keys(AUDIT_ACTS).filter((act) => !canBeWritten(act))).toEqual([]);
});

it('says each act, each fact and each record once, in two languages', () => {
  for (const list of [AUDIT_ACTS, AUDIT_SUBJECTS]) {
    const words = Object.values(list);
    expect(
      words.filter(({ zh, en }) => !/^[\u4e00-\u9fff：，、]+$/.test(zh) || !/^[\x20-\x7e’]+$/.test(en)),
    ).toEqual([]);
    expect(new Set(words.map(({ zh }) => zh)).size).toBe(words.length);
  }
  expect(Object.values(AUDIT_FACTS).filter(({ zh, en }) => !zh || !en)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as rules from './tidy-rules';
import { isCode, repositoryFiles, type SourceFile } from './tree';

const LOCK = 'package-lock.json';
const files = repositoryFiles();
const code = files.filter(isCode);
const within = (...folders: string[]): SourceFile[] =>
  code.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
const outside = (from: SourceFile[], folder: string): SourceFile[] =>
  from.filter(({ path }) => !path.startsWith(`${folder}/`));
const product = within('apps', 'libs', 'migrations');
const portal = within('apps/portal/src').filter(({ path }) => /\.tsx?$/.test(path));
const isSpec = ({ path }: SourceFile): boolean => path.endsWith('.spec.ts');

/** Each rule, what it is for, and how it is shown to bite: a snippet of which it must say exactly this. */
const RULES: {
  name: string;
  rule: rules.Rule;
  files: SourceFile[];
  bad: string;
  says: string[];
  good?: string;
}[] = [
  {
    name: 'a file has 250 lines at most',
    rule: rules.fileLength,
    files: code,
    bad: 'x;\n'.repeat(251),
    says: ['251 lines'],
    good: 'x;\n'.repeat(250),
  },
  {
    name: 'a function has 50 lines at most',
    rule: rules.functionLength,
    files: code,
    bad: `function long() {\n${'x;\n'.repeat(49)}}\nconst tall = () => {\n${'x;\n'.repeat(60)}};`,
    says: ['function of 51 lines', 'function of 62 lines'],
    good: `describe('a chapter', () => {\n${'x;\n'.repeat(60)}});`,
  },
  {
    name: 'a line has 120 columns at most',
    rule: rules.lineLength,
    files: code,
    bad: `// ${'松'.repeat(118)}`,
    says: ['121 columns'],
    good: `// ${'松'.repeat(117)}`,
  },
  {
    name: 'no test is left out or alone',
    rule: rules.noSkippedTests,
    files: code,
    bad: `it.only('a', f); describe.skip('b', f); test.todo('c'); it.skip.each([1])('d', f); xit('e', f);`,
    says: ['it.only', 'describe.skip', 'test.todo', 'it.skip.each([1])', 'it.skip.each', 'xit'],
    good: `const withTool = hasTool ? it : it.skip; withTool('a', f); it.each([1])('b', f);`,
  },
  {
    name: 'nothing is put off in a comment',
    rule: rules.noUnfinishedWork,
    files: code,
    bad: `// ${'TO'}${'DO'} later\n/* ${'FIX'}${'ME'} */`,
    says: [`${'TO'}${'DO'}`, `${'FIX'}${'ME'}`],
  },
  {
    name: 'db/ alone makes transactions',
    rule: rules.oneMakerOfTransactions,
    // The field app has a database of its own, in the browser.
    files: outside(outside(product, 'apps/api/src/db'), 'apps/portal'),
    bad: `dataSource.transaction(work); dataSource.createQueryRunner();`,
    says: ['dataSource.transaction', 'createQueryRunner'],
    good: `const { transaction } = row; row.transaction;`,
  },
  {
    name: 'money is no number',
    rule: rules.noNumberOfMoney,
    files: product,
    bad: `interface A { unitPrice: number; fen?: number | null }
      const f = (amounts: number[]) => 1; let money: number = 1;`,
    says: ['unitPrice: number', 'fen: number', 'amounts: number', 'money: number'],
    good: `interface A { price: Money; amountFen: string; often: number } function priceOf(count: number): Money {}`,
  },
  {
    name: 'a rule has no clock and no dice',
    rule: rules.noClockNoChance,
    files: within('libs').filter((file) => !isSpec(file)),
    bad: `const a = Date.now(); const b = new Date(); const c = Math.random(); const d = process.env;`,
    says: ['Date.now', 'new Date() without an argument', 'Math.random', 'process.env'],
    good: `const a = new Date(instant); const b = Math.floor(1); Date.UTC(2026, 1);`,
  },
  {
    name: 'money moves through the ledger room',
    rule: rules.onlyTheLedgerMovesMoney,
    files: outside(within('apps'), 'apps/api/src/ledger'),
    bad: `tx.query('select ledger.expend($1)'); tx.query(\`update ledger.balance set allotted = \${x}\`);`,
    says: ['ledger.expend(', 'update ledger.'],
    good: `this.ledger.expend(tx, batch, rows); tx.query('select allotted from ledger.balance');`,
  },
  {
    name: 'what the portal says stands in tables of words',
    rule: rules.noLooseWords,
    files: portal.filter((file) => !isSpec(file)),
    bad: [
      `const a = <p title="Save it">保存</p>; const b = \`共\${n}条\`;`,
      "const c = ['保存', '儲存']; const d = <b aria-label={x}>Save</b>; const e = { title: '订单' };",
    ].join('\n'),
    says: ['"Save it"', '保存', `\`共\${n}条\``, "'保存'", "'儲存'", 'Save', "'订单'"],
    good: `const t = words({ save: ['保存', 'Save'], zh: ['中文', '中文'] }); const han = /[一-龥]/; // 保存
      const W = [['订单', 'Order', 'blue'], { zh: '查', en: 'Look' }]; const is = gender === '男';
      const b = <b title={t.save()} className="big">{t.save()} · {n} {\`\${is ? t.save() : ''}\`}</b>;`,
  },
  {
    name: 'no address of a registry and no path of a machine',
    rule: rules.noPlaceOfOurs,
    files,
    bad: `cd ${'/wo'}rk/main\n'${'/ho'}me/somebody'\nhttps://${'regis'}try.example.org/decimal.js`,
    says: [`${'/wo'}rk/main`, `${'/ho'}me/somebody`, `${'regis'}try.example.org`],
    good: 'apps/home/home.page.ts, a home under /root, src/work/x, https://nodejs.org',
  },
];

describe('a rule that no linter has', () => {
  it.each(RULES)('$name', ({ rule, files: its }) => {
    expect(its.length).toBeGreaterThan(0);
    expect(its.flatMap(rule)).toEqual([]);
  });

  it.each(RULES)('can fail: $name', ({ rule, bad, says, good }) => {
    const ending = rule === rules.noLooseWords ? 'tsx' : 'ts';
    const said = rule({ path: `bad.${ending}`, text: bad });
    expect(said.map((finding) => finding.replace(/^bad\.tsx?:\d+ /, ''))).toEqual(says);
    if (good !== undefined) expect(rule({ path: `good.${ending}`, text: good })).toEqual([]);
  });
});

describe('packages', () => {
  const lock = { path: LOCK, text: readFileSync(join(__dirname, '../..', LOCK), 'utf8') };
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  const manifests = files.filter(({ path }) => /^(\S+\/)?package\.json$/.test(path));

  it('come from no address in the lock', () => {
    expect(lock.text.length).toBeGreaterThan(100_000);
    expect(rules.noAddressInLock(lock)).toEqual([]);
    const bad = { path: 'bad.json', text: '{\n"resolved": "https://example.org/a.tgz"\n}' };
    expect(rules.noAddressInLock(bad)).toEqual(['bad.json:2 "resolved": "https://example.org/a.tgz']);
  });

  it('are pinned, and ARCHITECTURE.md says what each saves', () => {
    expect(manifests.length).toBe(7);
    const table = text('ARCHITECTURE.md');
    expect(manifests.flatMap((file) => rules.dependenciesKept(file, table))).toEqual([]);
  });

  it('are found where they are loose or unnamed', () => {
    const bad = { path: 'package.json', text: '{"dependencies":{"a":"^1.0.0","b":"2.0.0","c":"3.0.0"}}' };
    expect(rules.dependenciesKept(bad, '| `a` | ^1.0.0 | saves |\n| `b` | 2.0.0 | saves |')).toEqual([
      'package.json:1 a ^1.0.0 is not pinned',
      'package.json:1 c 3.0.0 has no row in ARCHITECTURE.md',
    ]);
  });
});

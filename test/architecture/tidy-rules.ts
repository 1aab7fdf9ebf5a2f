import * as ts from 'typescript';
import { at, type Finding, findInLines, findInSyntax, lineOf, type SourceFile, syntaxOf } from './tree';

/** The rules of the house that no linter has. Each is a function from a file to what is untidy in it. */
export type Rule = (file: SourceFile) => Finding[];

const FILE_LINES = 250;
const FUNCTION_LINES = 50;
const COLUMNS = 120;

export const fileLength: Rule = (file) => {
  const lines = file.text.trimEnd().split('\n').length;
  return lines > FILE_LINES ? [at(file, lines, `${lines} lines`)] : [];
};

/** A `describe` is a chapter, not a function; so is its sister that has a browser. */
export const functionLength: Rule = (file) => {
  const source = syntaxOf(file);
  return findInSyntax(file, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || isChapter(node)) return undefined;
    const lines = lineOf(source, node.end) - lineOf(source, node.getStart(source)) + 1;
    return lines > FUNCTION_LINES ? `function of ${lines} lines` : undefined;
  });
};

function isChapter({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^describe(InBrowser)?\b/.test(parent.expression.getText());
}

export const lineLength: Rule = (file) =>
  findInLines(file, (line) => (line.length > COLUMNS ? `${line.length} columns` : undefined));

/** A test that needs what a machine may lack is skipped aloud: a helper chooses `it.skip` and does not call it. */
export const noSkippedTests: Rule = (file) =>
  findInSyntax(file, (node) => {
    if (!ts.isCallExpression(node)) return undefined;
    const called = node.expression.getText();
    const isMarked =
      /^(it|test|describe)(\.\w+)*\.(only|skip|todo|failing)\b/.test(called) ||
      /^[xf](it|test|describe)\b/.test(called);
    return isMarked ? called : undefined;
  });

export const noUnfinishedWork: Rule = (file) =>
  findInLines(file, (line) => /\b(TO[D]O|FIX[M]E|X[X]X|HAC[K])\b/.exec(line)?.[0]);

/** Transactions are UnitOfWork's: another one would have no actor. */
export const oneMakerOfTransactions: Rule = (file) =>
  findInSyntax(file, (node) => {
    if (!ts.isPropertyAccessExpression(node)) return undefined;
    const name = node.name.text;
    if (/^(createQueryRunner|createEntityManager|startTransaction)$/.test(name)) return name;
    return name === 'transaction' && ts.isCallExpression(node.parent) ? node.getText() : undefined;
  });

/** Money as a binary float. (Specs of the ledger's SQL count in whole 分, so they are not asked.) */
export const noNumberOfMoney: Rule = (file) =>
  findInSyntax(file, (node) => {
    const { name, type } = node as { name?: ts.Node; type?: ts.Node };
    if (!name || !type || !isDeclaration(node)) return undefined;
    const said = name.getText();
    return /amount|price|money|yuan|fen$/i.test(said) && isNumber(type) ? `${said}: number` : undefined;
  });

function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isFunctionLike(node)
  );
}

function isNumber(type: ts.Node): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.some(isNumber);
  if (ts.isArrayTypeNode(type)) return isNumber(type.elementType);
  return type.kind === ts.SyntaxKind.NumberKeyword;
}

/** Rules of the agreement and the money take time, chance and ids as arguments. */
export const noClockNoChance: Rule = (file) =>
  findInSyntax(file, (node) => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
      return 'new Date() without an argument';
    }
    const text = ts.isPropertyAccessExpression(node) ? node.getText() : '';
    return /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|process\.\w+)$/.test(text)
      ? text
      : undefined;
  });

const VERBS = 'open_period|allot|reserve|expend|release|set_ceilings|rebuild_limit_windows';
const MOVES_MONEY = new RegExp(
  `\\bledger\\.(${VERBS})\\s*\\(|\\b(insert\\s+into|update|delete\\s+from)\\s+ledger\\.`,
  'i',
);

/** Money moves through apps/api/src/ledger, whose SQL is all that names the verbs. Others may read. */
export const onlyTheLedgerMovesMoney: Rule = (file) =>
  findInSyntax(file, (node) => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    return isText ? MOVES_MONEY.exec(node.getText())?.[0] : undefined;
  });

const HAN = /\p{Script=Han}/u;
const LETTERS = /\p{L}{2}/u;
const SEEN_ATTRIBUTE = /^(title|label|placeholder|alt|description|okText|cancelText|aria-label)$/;

/** What a person reads in the portal stands in a table of words, Chinese beside English: `words({ key: [zh, en] })`. */
export const noLooseWords: Rule = (file) =>
  findInSyntax(file, (node) => {
    if (ts.isJsxText(node)) return LETTERS.test(node.text) ? node.text.trim() : undefined;
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return undefined;
    const { parent } = node;
    const text = ts.isTemplateExpression(node) ? fixedPartsOf(node) : node.getText();
    // Data may be Chinese, and be asked for: gender === '男'.
    if (HAN.test(text))
      return isTableOfWords(node) || ts.isBinaryExpression(parent) ? undefined : node.getText();
    const isSeen = ts.isJsxAttribute(parent) && SEEN_ATTRIBUTE.test(parent.name.getText());
    return isSeen && LETTERS.test(text) ? text : undefined;
  });

const fixedPartsOf = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head, ...templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' ');

/** Within `words(…)`, the first of a row whose second is English, or `zh:` beside an `en:`. */
function isTableOfWords(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent) && parent.elements[0] === node) {
    const english = parent.elements[1]?.getText() ?? '';
    if (LETTERS.test(english) && !HAN.test(english)) return true;
  }
  if (ts.isPropertyAssignment(parent) && parent.name.getText() === 'zh') {
    return parent.parent.properties.some((other) => other.name?.getText() === 'en');
  }
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isCallExpression(at) && at.expression.getText() === 'words') return true;
  }
  return false;
}

/** What belongs to one machine or to one network. */
export const noPlaceOfOurs: Rule = (file) =>
  findInLines(file, (line) => (MACHINE_PATH.exec(line) ?? REGISTRY_HOST.exec(line))?.[0]);

const MACHINE_PATH = /(?<![\w.~)}<>-])\/(work|home|root|tmp|Users)\/[\w.-]+/;
const REGISTRY_HOST = /\bregistry\.[\w-]+\.\w+|\b[\w.-]*(npm[j]s|npm[m]irror|py[p]i)\.(org|com)\b/i;

/** Which registry a package came from is the installer's affair; the lock holds its hash. */
export const noAddressInLock: Rule = (file) =>
  findInLines(file, (line) => /"resolved":\s*"(https?|git[\w+]*|ssh):[^"]*/.exec(line)?.[0]);

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: Record<string, string>;
}

/** Exact versions, each in a row of a table that says what it saves: "| `name` | version | … |". */
export function dependenciesKept(file: SourceFile, table: string): Finding[] {
  const { dependencies, devDependencies, overrides }: Manifest = JSON.parse(file.text);
  return Object.entries({ ...dependencies, ...devDependencies, ...overrides }).flatMap(([name, version]) => {
    const isExact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
    const isOurs = name.startsWith('@songbai/');
    const isNamed = isOurs || table.includes(`| \`${name}\` | ${version} |`);
    return [
      ...(isExact ? [] : [at(file, 1, `${name} ${version} is not pinned`)]),
      ...(isNamed ? [] : [at(file, 1, `${name} ${version} has no row in ARCHITECTURE.md`)]),
    ];
  });
}

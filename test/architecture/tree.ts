import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';

/** A file of the repository; `path` is relative to its root, with "/". */
export interface SourceFile {
  path: string;
  text: string;
}

/** Something untidy, e.g. "libs/contracts/src/money.ts:12 121 columns". */
export type Finding = string;

const ROOT = join(__dirname, '../..');

/** Fixtures break rules on purpose; samples and the lock are data; the client's types are generated. */
const NOT_OURS =
  /^(test\/architecture\/fixtures|apps\/api\/samples|\.git)$|^package-lock\.json$|^libs\/client\/src\/schema\.d\.ts$/;
const TEXT = /\.(tsx?|mts|cjs|json|md|sql|html|css|yml|sh)$|^\.[\w-]+$|^\.ci\/run$/;

/** All text files that people write here: what .gitignore names is left out, so no git is needed. */
export function repositoryFiles(): SourceFile[] {
  const isIgnored = ignoredNames(readFileSync(join(ROOT, '.gitignore'), 'utf8'));
  const walk = (folder: string): SourceFile[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const full = join(folder, entry.name);
      const path = relative(ROOT, full).split(sep).join('/');
      if (isIgnored(entry.name, path) || NOT_OURS.test(path)) return [];
      if (entry.isDirectory()) return walk(full);
      return TEXT.test(path) ? [{ path, text: readFileSync(full, 'utf8') }] : [];
    });
  return walk(ROOT);
}

/** Understands the patterns that our .gitignore uses: a name, a name at the root, and *.ending. */
function ignoredNames(gitignore: string): (name: string, path: string) => boolean {
  const patterns = gitignore
    .split('\n')
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return (name, path) =>
    patterns.some((pattern) =>
      pattern.startsWith('/')
        ? path === pattern.slice(1)
        : pattern.startsWith('*')
          ? name.endsWith(pattern.slice(1))
          : name === pattern,
    );
}

export const isCode = ({ path }: SourceFile): boolean => /\.(tsx?|mts|cjs)$/.test(path);

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

export function syntaxOf(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file);
  if (known) return known;
  const kind = file.path.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : file.path.endsWith('ts')
      ? ts.ScriptKind.TS
      : ts.ScriptKind.JS;
  const made = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true, kind);
  parsed.set(file, made);
  return made;
}

/** What `look` says of each node of the file, with the line it begins on. */
export function findInSyntax(file: SourceFile, look: (node: ts.Node) => string | undefined): Finding[] {
  const source = syntaxOf(file);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const said = look(node);
    if (said !== undefined) findings.push(at(file, lineOf(source, node.getStart(source)), said));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

export const lineOf = (source: ts.SourceFile, position: number): number =>
  source.getLineAndCharacterOfPosition(position).line + 1;

/** What `look` says of each line of the file. */
export function findInLines(file: SourceFile, look: (line: string) => string | undefined): Finding[] {
  return file.text.split('\n').flatMap((line, i) => {
    const said = look(line);
    return said === undefined ? [] : [at(file, i + 1, said)];
  });
}

export const at = ({ path }: SourceFile, line: number, said: string): Finding => `${path}:${line} ${said}`;

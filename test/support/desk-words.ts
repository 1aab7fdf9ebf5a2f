import type { Page } from 'playwright-core';
import * as ts from 'typescript';
import { repositoryFiles, type SourceFile, syntaxOf } from '../architecture/tree';
import type { TestApp } from './app';
import { ADDED } from './matrix-world';

/** What the desk can say of itself: each Chinese word with its English, from the tables in the sources. */
export interface SaidWords {
  chinese: Set<string>;
  english: Set<string>;
  /** Names of people, whatever they look like. */
  people: Set<string>;
}

const HAN = /\p{Script=Han}/u;
const SOURCES = /^(apps\/portal\/src\/(desk|shared)|libs\/contracts\/src)\/.*(?<!\.spec)\.tsx?$/;

/** Usernames and names of the demo and of what is added to it: they look like words of the program. */
export async function peopleOf(app: TestApp): Promise<string[]> {
  const { logins } = (await app.anyone().get('/demo')).body as {
    logins: { username: string; name: string }[];
  };
  return [...logins.flatMap(({ username, name }) => [username, name]), ...Object.entries(ADDED).flat()];
}

/** Pairs of the tables `[zh, en]` and `{ zh, en }`; words with facts to fill in are left out. */
export function saidWords(people: readonly string[]): SaidWords {
  const pairs = repositoryFiles()
    .filter(({ path }) => SOURCES.test(path))
    .flatMap(pairsOf)
    .filter(([zh, en]) => HAN.test(zh) && !HAN.test(en) && !`${zh}${en}`.includes('{'));
  return {
    chinese: new Set(pairs.map(([zh]) => zh)),
    english: new Set(pairs.map(([, en]) => en)),
    people: new Set(people),
  };
}

function pairsOf(file: SourceFile): [string, string][] {
  const pairs: [string, string][] = [];
  const look = (node: ts.Node): void => {
    const pair = pairAt(node);
    if (pair) pairs.push(pair);
    ts.forEachChild(node, look);
  };
  look(syntaxOf(file));
  return pairs;
}

function pairAt(node: ts.Node): [string, string] | undefined {
  const [zh, en] = ts.isArrayLiteralExpression(node)
    ? node.elements
    : ts.isObjectLiteralExpression(node)
      ? ['zh', 'en'].map((name) => valueUnder(node, name))
      : [];
  return zh && en && ts.isStringLiteralLike(zh) && ts.isStringLiteralLike(en)
    ? [zh.text, en.text]
    : undefined;
}

function valueUnder(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = node.properties.find((each) => each.name?.getText() === name);
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** Runs in the page: every text that is seen or read out, and whether it belongs to the page rather than to data. */
const TEXTS = `(() => {
  const found = [];
  const isSeen = (it) => it.checkVisibility ? it.checkVisibility() : it.offsetParent !== null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const it = node.parentElement, text = node.data.trim();
    if (!text || !isSeen(it) || it.closest('script, style, pre, code, [lang]:not(html)')) continue;
    found.push([text, it.closest('thead th, h2, h3, nav, legend, summary') !== null]);
  }
  for (const it of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const text = it.getAttribute(name);
      if (text && isSeen(it) && !it.closest('[lang]:not(html), .anticon')) found.push([text.trim(), false]);
    }
  }
  return found;
})()`;

const BROKEN = /\bundefined\b|\bNaN\b|\[object |Invalid Date|^null$|\{\w+[|}]/;
/** A word of the program where a person's word should be: in-service, bureau-clerk. */
const CODE_WORD = /^[a-z]+(-[a-z]+)+$/;

/** What stands on the page in the other language, as a code, or broken. */
export async function wrongWords(page: Page, language: 'zh' | 'en', said: SaidWords): Promise<string[]> {
  const texts: [string, boolean][] = await page.evaluate(TEXTS);
  const isWrong = ([text, isOfPage]: [string, boolean]): boolean => {
    if (BROKEN.test(text)) return true;
    if (said.people.has(text)) return false;
    if (language === 'zh') return CODE_WORD.test(text) || (said.english.has(text) && !said.chinese.has(text));
    return said.chinese.has(text) || (isOfPage && HAN.test(text));
  };
  return [...new Set(texts.filter(isWrong).map(([text]) => text))];
}

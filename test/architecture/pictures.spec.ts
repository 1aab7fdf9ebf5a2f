import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PICTURED_AT_WORK, pictureOf, routePaths } from '../support/desk-pages';
import { repositoryFiles } from './tree';

const SCREENS = join(__dirname, '../../docs/screens');

const SPECS = new Map(
  repositoryFiles().flatMap(({ path, text }) =>
    /^test\/browser\/.+\.spec\.ts$/.test(path) ? [[path.replace('test/browser/', ''), text]] : [],
  ),
);

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

/** The pictures that specs name one by one. */
const named = (): string[] => [...SPECS.values()].flatMap((text) => all(text, /\bshot\(\w+, '([\w-]+)'/g));

/** Every screen of the field app, as its spec walks through them, in its two looks. */
const ofField = (): string[] =>
  all(SPECS.get('field-screens.spec.ts') ?? '', /\bscreen\('([\w-]+)'\)/g).flatMap((name) => [
    `field-${name}`,
    `field-${name}-en-dark`,
  ]);

/** Every page of a card. */
function ofCard(): string[] {
  const [pages = ''] = /const PAGES = \{[^}]*\}/.exec(SPECS.get('elder.spec.ts') ?? '') ?? [];
  return [...all(pages, /^ {2}(\w+):/gm).map((name) => `elder-${name}`), 'family-zh', 'family-en'];
}

/** The first page that is closed to somebody is pictured too. */
const ofRoutes = [...routePaths().map(pictureOf), 'no-permission'];
const files = readdirSync(SCREENS).map((file) => file.replace(/\.png$/, ''));

/** What the browser run makes of all that, and what lies in docs/screens. */
const ofPages = ofRoutes.filter((name) => !PICTURED_AT_WORK.includes(name));
const made = [...ofPages, ...named(), ...ofField(), ...ofCard()];

it.each([
  ['every route of the desk', ofRoutes, 40],
  ['every screen of the field app', ofField(), 20],
  ['every page of a card', ofCard(), 7],
  ['every moment that a spec pictures', named(), 20],
])('%s has a picture', (_, pictures, atLeast) => {
  expect(pictures.length).toBeGreaterThanOrEqual(atLeast);
  expect(pictures.filter((name) => !files.includes(name))).toEqual([]);
});

it('every picture is made by one spec, and none is left that nobody makes any more', () => {
  expect(files.filter((name) => !made.includes(name))).toEqual([]);
  expect(made.filter((name, i) => made.indexOf(name) !== i)).toEqual([]);
});

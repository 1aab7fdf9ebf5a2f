import { pinyin } from 'pinyin-pro';
import { containing } from '../http/page';

/** Characters with several readings make several spellings; names have few, titles of offices too many. */
const PERSON_CHARACTERS = 4;
const MOST_SPELLINGS = 24;

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const;
const plain = (syllable: string): string => syllable.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * How a name is typed in pinyin: whole, from each later syllable on, by initials, and a surname with initials. Each
 * begins after a space, so that "% jg%" finds what begins at a syllable.
 * 王建国: " wangjianguo jianguo guo wjg jg g wangjg".
 */
export function nameKeys(name: string): string {
  const keys = new Set(spellings(name).flatMap(keysOf));
  return [...keys].map((key) => ` ${key}`).join('');
}

/** Lists of syllables; the usual reading of the whole first, where a surname is read as one. */
function spellings(name: string): string[][] {
  const usual = pinyin(name, { ...OPTIONS, surname: 'head' }).map(plain);
  const characters = [...name];
  if (characters.length > PERSON_CHARACTERS) return [usual];
  let all: string[][] = [[]];
  for (const [i, character] of characters.entries()) {
    const readings = new Set([usual[i] ?? '', ...readingsOf(character)]);
    all = all
      .flatMap((begun) => [...readings].map((reading) => [...begun, reading]))
      .slice(0, MOST_SPELLINGS);
  }
  return [usual, ...all];
}

const readingsOf = (character: string): string[] =>
  pinyin(character, { ...OPTIONS, multiple: true }).map(plain);

function keysOf(all: readonly string[]): string[] {
  const syllables = all.filter((syllable) => syllable !== '');
  if (syllables.length === 0) return [];
  const initials = syllables.map((syllable) => syllable[0]);
  const [first = ''] = syllables;
  return [
    ...syllables.map((_, i) => syllables.slice(i).join('')),
    ...initials.map((_, i) => initials.slice(i).join('')),
    first + initials.slice(1).join(''),
  ];
}

/** A filter by code, by part of a name, or by how the name is typed: `wjg`, `wang jianguo`. */
export function codeOrName(text: string | undefined): readonly [string, ...unknown[]] | null {
  const found = containing(text, 't.code', 't.name');
  const typed = (text ?? '')
    .toLowerCase()
    .replace(/[\s'’]/g, '')
    .replaceAll('ü', 'v');
  if (found === null || !/^[a-z0-9]*[a-z][a-z0-9]*$/.test(typed)) return found;
  const [condition, ...patterns] = found;
  return [`${condition} or t.name_keys like ?`, ...patterns, `% ${typed}%`];
}

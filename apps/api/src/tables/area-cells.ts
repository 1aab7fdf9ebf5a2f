import { areaCode, isAreaCode } from '@songbai/contracts';
import type { CanonicalRow } from '../intake';
import { RowRefused } from './row-refused';
import type { ReadRow, Sheet } from './sheet';

/**
 * Areas that stand on record by their names and come back as they are: they stay, as the contracts have them too. A
 * file is read before it is known what stands on record, and a name in it becomes the code by then.
 */
export const keptAreas = (
  columns: Sheet['columns'],
  values: ReadRow['values'],
  stored: CanonicalRow | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, { form }]) => {
      const before = stored?.[name];
      const isKept = form === 'area' && typeof before === 'string' && areaCode(before) === values[name];
      return isKept ? [[name, before]] : [];
    }),
  );

/** The cells of areas that no contract could be found by, as the form refuses them; what stands on record may stay. */
export const wrongAreas = (
  columns: Sheet['columns'],
  values: ReadRow['values'],
  stored: CanonicalRow | undefined,
): RowRefused[] =>
  Object.entries(columns).flatMap(([name, { form }]) => {
    const text = values[name];
    const isWrong = form === 'area' && typeof text === 'string' && text !== '' && !isAreaCode(text);
    return isWrong && stored?.[name] !== text ? [new RowRefused('no-area', name, { text })] : [];
  });

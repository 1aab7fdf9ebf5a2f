import { isAreaCode } from '@songbai/contracts';
import type { CanonicalRow } from '../intake';
import { RowRefused } from './row-refused';
import type { ReadRow, Sheet } from './sheet';

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

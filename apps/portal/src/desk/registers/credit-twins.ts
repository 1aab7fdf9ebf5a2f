import { codeText } from '../../shared/plain';
import type { FormField } from '../forms';
import { allRows, useRegister } from '../kit';
import { fetchProviders, fetchUnits } from './register-data';
import { r } from './registers-words';

interface Party {
  id: string;
  code: string;
  name: string;
  creditCode: string;
}

const MOST = 5_000;

/** Who has this 统一社会信用代码 already, in words: an office or firm has one, and nobody else has it. */
function twinSaid(creditCode: unknown, parties: readonly Party[], ownId?: string): string | undefined {
  const text = codeText(String(creditCode ?? ''));
  const twin = parties.find((party) => party.creditCode === text && party.id !== ownId);
  return twin && r.creditCodeOf({ code: twin.code, name: twin.name });
}

/** Said at once below the field, of a new row and of one that is changed. */
export function useCreditTwin(ownId?: string): Pick<FormField, 'doubt'> {
  const units = useRegister('units');
  const providers = useRegister('providers');
  return { doubt: ({ creditCode }) => twinSaid(creditCode, [...units.rows, ...providers.rows], ownId) };
}

/** The same asked before a new row is sent, of what stands there at this moment. */
export async function creditDoubts({ creditCode }: Record<string, unknown>): Promise<readonly string[]> {
  try {
    const rooms = [fetchUnits, fetchProviders];
    const parties = await Promise.all(rooms.map((fetch) => allRows<Party>(fetch, {}, MOST)));
    return [twinSaid(creditCode, parties.flat())].filter((said) => said !== undefined);
  } catch {
    // Nothing could be asked: saving says what is the matter.
    return [];
  }
}

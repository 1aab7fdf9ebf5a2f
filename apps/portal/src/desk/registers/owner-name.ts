import { useRegister } from '../kit';
import { r } from './registers-words';

/** Whose a fund is, by name: the bureau's where no unit is named. */
export function useOwnerName(): (unitId: string | null | undefined) => string {
  const units = useRegister('units');
  return (unitId) => (unitId ? (units.byId.get(unitId)?.name ?? '') : r.bureau());
}

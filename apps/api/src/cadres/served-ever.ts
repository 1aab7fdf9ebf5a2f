import type { Actor } from '../db/actor';
import type { Tx } from '../db/unit-of-work';

/** Whom this provider or worker has ever had an order for or visited, as far as their own policies show. */
export const servedEver = (tx: Tx, { kind }: Actor): Promise<{ bureauId: string; id: string }[]> =>
  tx.query(
    kind === 'provider'
      ? `select bureau_id as "bureauId", cadre_id as id from service_order
         union select bureau_id, cadre_id from visit where order_id is null and cadre_id is not null`
      : `select distinct bureau_id as "bureauId", cadre_id as id from visit where cadre_id is not null`,
  );

import type { TestApp } from './app';
import { type Furnished, furnish, type Papers, TODAY, YEAR } from './matrix-papers';
import { asSuper } from './snapshot';

export type { Papers };

/** Both bureaus with something of everything, and the people whom the demo lacks. */
export interface MatrixWorld {
  a: Furnished;
  /** Of bureau B, served by the firm that only B has. */
  b: Furnished;
  /** Of bureau B, served by the firm of both. */
  shared: Furnished;
  /** In bureau A, what belongs to other parties than those who sign in. */
  neighbour: Papers;
}

export async function makeMatrixWorld(site: TestApp): Promise<MatrixWorld> {
  const cadre = await cadreOfUnit(site);
  const ofB = { suffix: '-b', item: 'LC01', funds: ['GZ-BUY'] } as const;
  const a = await furnish(site, {
    ...{ suffix: '', manager: 'manager', worker: 'worker', contract: `HT-${YEAR}-11`, item: 'HG01' },
    ...{ funds: [cadre.fund], cadre: cadre.code },
  });
  const b = await furnish(site, {
    ...{ ...ofB, funds: ['GZ-BUY'], manager: 'manager-b', worker: 'worker-b' },
    ...{ contract: 'HT-ZN-02', cadre: 'G0002' },
  });
  const shared = await furnish(site, {
    ...{ ...ofB, funds: ['GZ-BUY'], manager: 'manager', worker: null },
    ...{ contract: 'HT-ZN-01', cadre: 'G0003' },
  });
  await addPeople(site, a.papers);
  return { a, b, shared, neighbour: await neighbourOf(site, a.papers) };
}

/** In bureau A, papers of the sample that belong to another unit, firm, worker and cadre than those of `own`. */
async function neighbourOf(site: TestApp, own: Papers): Promise<Papers> {
  return asSuper(site.database.superUrl, async (query) => {
    const [row] = await query(
      `select o.id as "order", v.id as visit, b.id as bill, r.id as rating, o.cadre_id as cadre,
         o.contract_id as contract, o.unit_id as unit, o.provider_id as provider, v.worker_id as worker, f.id as fund
       from service_order o join visit v on v.order_id = o.id join rating r on r.visit_id = v.id
       join bill b on b.contract_id = o.contract_id join fund f on f.owner_unit_id = o.unit_id
       where o.bureau_id = $1 and o.provider_id <> $2 and o.unit_id <> $3 and v.worker_id is not null
         and not exists (select from service_order s where s.cadre_id = o.cadre_id and s.provider_id = $2)
       order by o.number, v.number limit 1`,
      [own.bureau, own.provider, own.unit],
    );
    return { ...own, ...(row as Partial<Papers>) };
  });
}

/** A cadre of the unit that signs in, at home in the contract's area, who has no order of this year's contract. */
async function cadreOfUnit(site: TestApp): Promise<{ code: string; fund: string }> {
  const { bureauId = '', unitId } = (await site.signIn('unit')).user;
  const [row] = await site.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
    tx.query<{ code: string; unit: string }>(
      `select c.code, u.code as unit from cadre c join unit u on u.id = c.responsible_unit_id
       where u.id = $1 and c.deceased_on is null and c.area = '350902'
         and not exists (select from stay s where s.cadre_id = c.id)
         and not exists (select from service_order o where o.cadre_id = c.id and o.ends_on > $2)
       order by c.code desc limit 1`,
      [unitId, TODAY],
    ),
  );
  if (!row) throw new Error('the unit of the demo has no cadre who fits');
  return { code: row.code, fund: `GY-${row.unit}-${YEAR}` };
}

/** By their user names: who is added to the people of the demo. */
export const ADDED = { contact: '何干事', family: '周女士', spare: '钟秀珍' };

/** Roles without a login in the demo; all with its one password. */
async function addPeople(site: TestApp, a: Papers): Promise<void> {
  await asSuper(site.database.superUrl, async (query) => {
    const add = (
      username: keyof typeof ADDED,
      like: string,
      role: string,
      cadre: string | null,
    ): Promise<unknown> =>
      query(
        `insert into app_user (id, username, display_name, role, bureau_id, unit_id, cadre_id, password_hash,
           created_at)
         select gen_random_uuid(), $1, $5, $3, bureau_id, unit_id, $4, password_hash, created_at
         from app_user where username = $2`,
        [username, like, role, cadre, ADDED[username]],
      );
    await add('contact', 'unit', 'unit-contact', null);
    await add('family', 'clerk', 'family', a.cadre);
    // Somebody to be disabled and given another role, whom nobody else needs.
    await add('spare', 'clerk', 'liaison', null);
  });
}

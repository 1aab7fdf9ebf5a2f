import { type Fund, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { BUREAU, ONLOOKERS, UNIT } from '../access/role';
import { NewAllotment, NewFund } from '../funds/funds.dto';
import type { FundsService } from '../funds/funds.service';
import { invalid } from '../http/request.pipe';
import { must, TEXT, tableLike, tableOf } from '../intake';
import { bodyOf, checkedBody, faultsIn } from './body';
import { FUND_COLUMNS } from './columns';
import { References } from './references';
import type { Tools } from './register-sheet';
import { Reasons } from './row-refused';
import type { ReadRow, Sheet, Taken } from './sheet';

const filed = tableOf('funds');
const columnsOf = Object.fromEntries(filed.columnNames.map((name, i) => [name, filed.columns[i]]));

/** The office's table, and what each allotment rests on. */
const TABLE = tableLike(filed, {
  columns: { ...columnsOf, 依据文件: must(TEXT), 依据条款: must(TEXT) } as never,
});

/** Funds with their allotments of a year. For a known fund the difference to what was allotted is posted. */
export function fundSheet(funds: FundsService, { unitOfWork }: Tools): Sheet {
  const sheet = {
    ...{ name: 'funds', title: { zh: '经费指标', en: 'Funds and allotments' }, mostRows: 500 },
    importers: ['bureau-finance', 'unit-finance'] as const,
    exporters: [...BUREAU, ...UNIT, ...ONLOOKERS],
    ...{ table: TABLE, columns: FUND_COLUMNS },
  };
  const owners = (caller: Caller): References => new References(unitOfWork, caller);
  return {
    ...sheet,
    begin: async (caller) => {
      const units = owners(caller);
      return {
        take: (row) => take(funds, units, caller, row),
        alsoWrong: async (values) => void (await bodyMeant(units, caller, values)),
      };
    },
    list: async (caller, search) => {
      const units = owners(caller);
      const rows: string[][] = [];
      let cursor: string | null | undefined;
      do {
        const page = await funds.list(caller, { ...search, limit: '200', ...(cursor && { cursor }) });
        for (const { code, type, ownerUnitId, year, allotted } of page.items) {
          const owner = ownerUnitId === null ? 'BUREAU' : await units.codeOf('units', ownerUnitId);
          const word = FUND_COLUMNS.经费类型?.words?.[type]?.zh ?? type;
          rows.push([code, word, owner, String(year), allotted]);
        }
        cursor = page.nextCursor;
      } while (cursor);
      return rows;
    },
  };
}

/** What can be read of a row, as the single call has it. Throws all that is wrong with it. */
async function bodyMeant(units: References, caller: Caller, values: ReadRow['values']) {
  const reasons = new Reasons();
  const { 归属编码: owner } = values;
  const isUnit = typeof owner === 'string' && owner !== 'BUREAU';
  const found = isUnit ? units.one('units', owner, 'ownerUnitId') : undefined;
  const unit = await found?.catch((error: unknown) => reasons.add(error));
  // A unit's finance has its own unit's funds only.
  const ownerUnitId = isUnit ? unit?.id : caller.person.unitId;
  const body = { ...bodyOf(FUND_COLUMNS, { ...values, 归属编码: ownerUnitId }), ownerUnitId };
  const faults = await faultsIn(NewFund, body);
  if (faults) reasons.add(faults);
  reasons.done();
  return body as typeof body & { basis?: unknown };
}

async function take(
  funds: FundsService,
  units: References,
  caller: Caller,
  { row, values }: ReadRow,
): Promise<Taken> {
  const { code, type, year, allotted } = row as Fund;
  const body = await bodyMeant(units, caller, values);
  const { ownerUnitId } = body;
  const { items } = await funds.list(caller, { code });
  const [known] = items;
  if (!known) {
    await funds.create(caller, await checkedBody(NewFund, body));
    return { verdict: 'new' };
  }
  const fixed = { type, year, ownerUnitId };
  const other = (Object.keys(fixed) as (keyof typeof fixed)[]).filter(
    (field) => fixed[field] !== known[field],
  );
  if (other.length > 0) throw invalid(other.map((path) => ({ path, rule: 'unknown' })));
  const difference = allotted.minus(Money.of(known.allotted));
  if (difference.isZero()) return { verdict: 'same' };
  const change = { amount: difference.toString(), basis: body.basis };
  await funds.allot(caller, known.id, await checkedBody(NewAllotment, change));
  return { verdict: 'changed' };
}

import { twoDecimals } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { UnitOfWork } from '../db/unit-of-work';
import type { MeantLine, SaidLine } from './bill-rows';
import { RowRefused } from './row-refused';
import { inBureau } from './world-store';

/** A line as the call that files a bill takes it. */
export const onWire = ({ quantity, unitPrice, amount }: SaidLine, { visit, item }: MeantLine) => {
  return {
    ...{ visitNumber: visit, itemCode: item, quantity: twoDecimals(quantity) },
    ...{ unitPrice: unitPrice.toFixed(2), amount: amount.toFixed(2) },
  };
};
type WireLine = ReturnType<typeof onWire>;

interface Contract {
  id: string;
  bureauId: string;
}

/** As the caller may see it; of two bureaus' contracts with one number the one whose visits are billed. */
export async function contractOf(
  unitOfWork: UnitOfWork,
  { actor }: Caller,
  number: string,
  bureaus: readonly string[],
): Promise<Contract> {
  const rows = await unitOfWork.run(actor, (tx) =>
    tx.query<Contract>(
      'select id, bureau_id as "bureauId" from contract where number = $1 or id::text = $1 order by bureau_id',
      [number],
    ),
  );
  const found = rows.find(({ bureauId }) => bureaus.includes(bureauId)) ?? rows[0];
  if (!found) throw new RowRefused('unknown-contract', '合同编号', { text: number });
  return found;
}

export interface KnownBill {
  id: string;
  number: string;
}

/** A bill of that contract and month that has these very lines, in whatever order, and is not taken back. */
export async function billLike(
  unitOfWork: UnitOfWork,
  caller: Caller,
  { contract, month, lines }: { contract: Contract; month: string; lines: readonly WireLine[] },
): Promise<KnownBill | undefined> {
  const rows = await inBureau(unitOfWork, caller, contract.bureauId, (tx) =>
    tx.query<KnownBill & { lines: string[] }>(
      `select bill.id, bill.number, array_agg(concat_ws(' ', l.visit_number, item.code, l.quantity_hundredths,
         l.unit_price_fen, l.amount_fen)) as lines
       from bill
       join bill_line l on l.bureau_id = bill.bureau_id and l.bill_id = bill.id
       join item on item.bureau_id = l.bureau_id and item.id = l.item_id
       where bill.contract_id = $1 and bill.month = $2 and bill.status <> 'returned'
       group by bill.bureau_id, bill.id`,
      [contract.id, month],
    ),
  );
  const fen = (text: string): string => BigInt(text.replace('.', '')).toString();
  const wanted = lines
    .map((l) => [l.visitNumber, l.itemCode, fen(l.quantity), fen(l.unitPrice), fen(l.amount)].join(' '))
    .sort();
  return rows.find((bill) => bill.lines.sort().join('\n') === wanted.join('\n'));
}

import type { OrderDecision } from '@songbai/billing';
import { DomainError, isMonth, MEASURES, type OrderStatus, type Word } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { invalid } from '../http/request.pipe';
import type { Foreseen, OrderDesk } from '../orders/order-desk.service';
import { ORDERERS } from '../orders/order-queue-store';
import { NewOrder } from '../orders/orders.dto';
import { checkedBody } from './body';
import { ORDER_COLUMNS, ORDER_EITHER_OF, ORDER_TABLE, saidOrder, titleOfOrder } from './order-columns';
import { type MeantOrder, meantOrder, type OfFile } from './order-meaning';
import { sayCost, sayFindings, sayTwin, sumOf } from './order-notes';
import { type OrderRegister, type OrderTools, readOrderRegister } from './order-register';
import { RowRefused, RowWrong } from './row-refused';
import type { Beside, Filing, ReadRow, Sheet, Taken } from './sheet';

/** What a unit asks for its people, a row an order: each is judged as the form would, after those above it. */
export function orderSheet(desk: OrderDesk, tools: OrderTools): Sheet {
  return {
    ...{ name: 'orders', title: { zh: '订单', en: 'Orders' }, importers: ORDERERS, exporters: [] },
    ...{ table: ORDER_TABLE, columns: ORDER_COLUMNS, eitherOf: ORDER_EITHER_OF, titleOf: titleOfOrder },
    // Each row is judged with all that stand above it.
    mostRows: 300,
    asks: ['contract', 'month', 'onBehalfOf', 'despite'],
    begin: async (caller, rows, beside) => {
      const all = [...rows, ...beside.faulty].map(({ values }) => saidOrder(values));
      const register = await readOrderRegister(tools, caller, all);
      return new OrderFiling(desk, tools, caller, register, beside);
    },
    list: async () => [],
  };
}

/** A row that is to become an order. */
interface Accepted {
  line: number;
  meant: MeantOrder;
  body: NewOrder;
  foreseen: Foreseen;
}

class OrderFiling implements Filing {
  private readonly accepted: Accepted[] = [];
  private readonly file: OfFile;

  constructor(
    private readonly desk: OrderDesk,
    private readonly tools: OrderTools,
    private readonly caller: Caller,
    private readonly register: OrderRegister,
    private readonly beside: Beside,
  ) {
    const { contract, month, onBehalfOf } = beside.fields;
    if (month && !isMonth(month)) throw invalid([{ path: 'month', rule: 'month' }]);
    this.file = { contract, month: month || undefined, onBehalfOf };
  }

  async take({ line, values }: ReadRow): Promise<Taken> {
    const meant = meantOrder(this.register, saidOrder(values), this.file);
    if (!meant) throw new Error('a row that can be read means no order');
    const body = await checkedBody(NewOrder, { ...meant.body, channel: meant.body.channel ?? this.channel });
    const twin = this.twinAbove(body) ?? (await this.twinOnRecord(meant, body));
    if (twin) return twin;
    const foreseen = await this.foreseen(body);
    this.accepted.push({ line, meant, body, foreseen });
    const { language } = this.caller;
    return {
      verdict: 'new',
      notes: [
        sayCost(meant, foreseen, language),
        ...sayFindings([...foreseen.decision.findings, ...foreseen.notes], language),
      ],
    };
  }

  async alsoWrong(values: ReadRow['values']): Promise<void> {
    meantOrder(this.register, saidOrder(values), this.file);
  }

  summary(): Word {
    return sumOf(this.accepted.map(({ foreseen }) => foreseen.amount));
  }

  /** Only now are numbers drawn, for which everybody else who orders would have to wait. */
  async finish(): Promise<void> {
    if (this.accepted.length === 0) return;
    const bodies = this.accepted.map(({ body }) => body);
    await this.desk.requestAll(this.caller, bodies, () => this.checkNoneCame(bodies));
  }

  /** Throws where somebody has ordered the same meanwhile: the same file from another side, or by hand. */
  private async checkNoneCame(bodies: readonly NewOrder[]): Promise<void> {
    const known = await this.tools.unitOfWork.run(this.caller.actor, (tx) =>
      Promise.all(bodies.map((body) => tx.query<Known>(KNOWN, placeOf(body)))),
    );
    const isTwin = ({ quantity, status }: Known, i: number): boolean =>
      quantity === bodies[i]?.quantity || !ENDED.includes(status);
    if (known.some((orders, i) => orders.some((order) => isTwin(order, i))))
      throw new DomainError('conflict', { because: 'changed-meanwhile' });
  }

  /** A list comes on paper, unless the unit sends it in itself. */
  private get channel(): string {
    return this.caller.actor.kind === 'unit' ? 'online' : 'paper';
  }

  /** As if the rows above had been approved. Throws the rules that speak against it, unless they are to be let pass. */
  private async foreseen(body: NewOrder): Promise<Foreseen> {
    const { caller, desk, accepted } = this;
    const above = accepted.map(({ foreseen }) => foreseen.decision);
    const foreseen = await desk.foresee(caller, body, above);
    const { findings } = foreseen.decision;
    if (findings.length === 0 || this.beside.fields.despite === 'yes') return foreseen;
    const refused = new DomainError('refused', { findings });
    const alone = above.some(isTaking) && (await desk.foresee(caller, body, [])).decision;
    if (!alone || alone.findings.length > 0) throw refused;
    throw new RowWrong([new RowRefused('taken-above', null, { lines: this.linesBefore(body) }), refused]);
  }

  /** The rows above that may have taken what this one lacks: those of the same person, or else all. */
  private linesBefore({ cadreId }: NewOrder): string {
    const theirs = this.accepted.filter(({ body }) => body.cadreId === cadreId);
    const lines = (theirs.length > 0 ? theirs : this.accepted).map(({ line }) => line);
    return lines.slice(0, MOST_NAMED).join('、') + (lines.length > MOST_NAMED ? '…' : '');
  }

  private twinAbove(body: NewOrder): Taken | undefined {
    const twin = this.accepted.find((other) => isSame(other.body, body));
    if (!twin) return undefined;
    if (twin.body.quantity !== body.quantity)
      throw new RowRefused('twice-otherwise', '数量', { line: twin.line });
    return { verdict: 'same', notes: [sayTwin({ line: twin.line }, this.caller.language)] };
  }

  /** An order for the same person, item, contract and days is this very row, whoever placed it and however it ended. */
  private async twinOnRecord({ item }: MeantOrder, body: NewOrder): Promise<Taken | undefined> {
    const { quantity } = body;
    const known = await this.tools.unitOfWork.run(this.caller.actor, (tx) =>
      tx.query<Known>(KNOWN, placeOf(body)),
    );
    const twin = known.find((order) => order.quantity === quantity);
    if (twin) return { verdict: 'same', notes: [sayTwin(twin, this.caller.language)] };
    const other = known.find(({ status }) => !ENDED.includes(status));
    if (!other) return undefined;
    const shown = (text: string): Word => ({
      zh: `${text} ${MEASURES[item.measure].zh}`,
      en: `${text} × ${MEASURES[item.measure].en}`,
    });
    const facts = { number: other.number, known: shown(other.quantity), found: shown(quantity) };
    throw new RowRefused('ordered-otherwise', '数量', facts);
  }
}

const MOST_NAMED = 5;

interface Known {
  number: string;
  status: OrderStatus;
  quantity: string;
}

const ENDED: readonly OrderStatus[] = ['cancelled', 'refused'];

/** What `KNOWN` asks of an order. */
const placeOf = ({ cadreId, contractId, itemCode, startsOn, endsOn }: NewOrder): string[] => [
  ...[cadreId, contractId, itemCode, startsOn, endsOn],
];

const KNOWN = `select o.number, o.status, (o.quantity_hundredths / 100.0)::numeric(12, 2)::text as quantity
  from service_order o join item on item.bureau_id = o.bureau_id and item.id = o.item_id
  where o.cadre_id = $1 and o.contract_id = $2 and item.code = $3 and o.starts_on = $4 and o.ends_on = $5
  order by o.status in ('cancelled', 'refused'), o.number`;

const isTaking = ({ state }: OrderDecision): boolean => state === 'approved';

const isSame = (one: NewOrder, other: NewOrder): boolean =>
  one.cadreId === other.cadreId &&
  one.contractId === other.contractId &&
  one.itemCode === other.itemCode &&
  one.startsOn === other.startsOn &&
  one.endsOn === other.endsOn;

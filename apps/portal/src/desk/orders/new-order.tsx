import { Button, type InputRef } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  DetailsPage,
  Field,
  Findings,
  KeyCap,
  ProblemBox,
  Section,
  todayText,
  useCommand,
  useHotkeys,
  useKeptDraft,
  useQuestion,
  useRead,
  useRegister,
} from '../kit';
import { barredBy } from './barred';
import { LastVisits, LimitsLeft } from './cadre-aside';
import { CadreSearch } from './cadre-search';
import { CheckPanel } from './check-panel';
import { type Draft, fundsFor, offersOn, orderOf, repeatable } from './draft';
import { type StoredOrder, storedOf, useKeeping, useLostDraft } from './kept-draft';
import { type NewOrder, TOUCHED, useLastOrders, useOrderCheck } from './order-data';
import { OrderForm } from './order-form';
import { o } from './orders-words';

const emptyDraft = (): Draft => ({
  startsOn: todayText(),
  endsOn: dayjs(todayText()).endOf('month').format('YYYY-MM-DD'),
  quantity: '',
  fundIds: [],
  channel: 'phone',
  onBehalfOf: '',
  note: '',
});

type Cadre = Schemas['CadreAnswer'];

/** A cadre named by id: in the address, e.g. from their own page, or in a draft that is taken up. */
function useNamedCadre(named: { id: string } | undefined, pick: (cadre: Cadre) => void): void {
  const id = named?.id ?? '';
  const read = useRead(
    ['cadres', id],
    () => answerOf(api.GET('/api/v1/cadres/{id}', { params: { path: { id } } })),
    { enabled: named !== undefined },
  );
  const picked = useRef<typeof named>(undefined);
  useEffect(() => {
    if (read.data === undefined || picked.current === named) return;
    picked.current = named;
    pick(read.data);
  });
}

/** What is being entered, with the cadre's own row; `goOn` leads to the next field once the cadre is there. */
function useEntered(goOn: () => void) {
  const lost = useLostDraft();
  const asked = useSearchParams()[0].get('cadreId');
  const [cadre, setCadre] = useState<Cadre | undefined>(lost?.cadre);
  const [draft, setDraft] = useState<Draft>(lost?.draft ?? emptyDraft);
  const [named, setNamed] = useState(lost?.cadre || asked === null ? undefined : { id: asked });
  useKeeping({ cadre, draft });
  useNamedCadre(named, (found) => {
    setCadre(found);
    goOn();
  });
  const takeUp = (former: StoredOrder): void => {
    setCadre(undefined);
    setDraft({ ...emptyDraft(), ...former.draft });
    setNamed(former.cadreId === undefined ? undefined : { id: former.cadreId });
  };
  const stored = storedOf({ cadre, draft });
  return {
    cadre,
    setCadre,
    draft,
    setDraft,
    keeping: useKeptDraft('order', stored, takeUp, lost !== undefined),
  };
}

/** An order, by keyboard: cadre, item, quantity, Ctrl+Enter. The check panel follows every key. */
export function NewOrderPage() {
  useLanguage();
  const itemRef = useRef<{ focus: () => void }>(null);
  const quantityRef = useRef<InputRef>(null);
  const goOn = (): void => void setTimeout(() => itemRef.current?.focus(), 0);
  const { cadre, setCadre, draft, setDraft, keeping } = useEntered(goOn);
  const change = (changes: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changes }));
  const pickCadre = (picked: Cadre): void => {
    setCadre(picked);
    setDraft((before) => ({ ...before, fundIds: [], needId: undefined }));
    goOn();
  };
  const choices = useChoices(cadre, draft);
  const [usual] = choices.funds;
  const whole = draft.fundIds.length === 0 && usual ? { ...draft, fundIds: [usual.id] } : draft;
  const { order, missing } = orderOf(cadre?.id, whole);
  const check = useOrderCheck(order);
  const placing = usePlacing(order, check.preview?.findings ?? [], keeping.filed);
  return (
    <DetailsPage
      title={o.newTitle()}
      actions={
        <PlaceButton isDisabled={order === undefined} isRunning={placing.isRunning} place={placing.place} />
      }
      aside={
        <>
          <CheckPanel order={order} missing={missing} check={check} />
          {cadre && !order && <LimitsLeft cadreId={cadre.id} on={draft.startsOn} />}
          {cadre && <LastVisits cadreId={cadre.id} />}
        </>
      }
    >
      {keeping.offer}
      <Section>
        <Field id="order-cadre" label={o.cadre()}>
          <CadreSearch id="order-cadre" value={cadre} onPick={pickCadre} autoFocus />
        </Field>
      </Section>
      <OrderForm draft={whole} cadreId={cadre?.id} {...{ change, itemRef, quantityRef, ...choices }} />
      <ProblemBox error={placing.problem} />
    </DetailsPage>
  );
}

interface PlaceButtonProps {
  isDisabled: boolean;
  isRunning: boolean;
  place: () => void;
}

const PlaceButton = ({ isDisabled, isRunning, place }: PlaceButtonProps) => (
  <Button type="primary" disabled={isDisabled} loading={isRunning} onClick={place}>
    {o.submit()}
    <KeyCap name="ctrl+Enter" />
  </Button>
);

/** What there is to choose from for this cadre on these days. */
function useChoices(cadre: Cadre | undefined, { startsOn, itemCode }: Draft) {
  const contracts = useRegister('contracts');
  const items = useRegister('items');
  const allFunds = useRegister('funds');
  const last = useLastOrders(cadre?.id).data?.items;
  return useMemo(() => {
    const offers = offersOn(startsOn, contracts.rows, items, cadre?.area);
    const item = itemCode === undefined ? undefined : items.byCode.get(itemCode);
    const funds = fundsFor(allFunds.rows, item, cadre, startsOn);
    const barred = barredBy(allFunds.rows, item?.fundTypes, cadre?.responsibleUnitId, startsOn);
    return { offers, funds, barred, again: repeatable(last ?? [], offers) };
  }, [contracts.rows, items, allFunds.rows, last, cadre, startsOn, itemCode]);
}

/** Ctrl+Enter places it; where rules stand against it, the person is asked once more. */
function usePlacing(order: NewOrder | undefined, findings: Schemas['FindingAnswer'][], filed: () => void) {
  const navigate = useNavigate();
  const question = useQuestion();
  const command = useCommand(
    (body: NewOrder, key) =>
      answerOf(api.POST('/api/v1/orders', { body, params: { header: { 'Idempotency-Key': key } } })),
    TOUCHED,
  );
  const send = async (body: NewOrder): Promise<void> => {
    const placed = await command.run(body);
    if (placed === undefined) return;
    filed();
    await navigate(`/orders/${placed.id}/submitted`);
  };
  const place = (): void => {
    if (order === undefined || command.isRunning) return;
    if (findings.length === 0) void send(order);
    else {
      const content = (
        <>
          <p>{o.submitAnywayHint()}</p>
          <Findings findings={findings} />
        </>
      );
      void question({ title: o.submitAnyway(), content, width: 560, onOk: () => void send(order) });
    }
  };
  useHotkeys({ 'ctrl+Enter': place });
  return { ...command, place };
}

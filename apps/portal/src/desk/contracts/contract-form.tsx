import { Form, type FormInstance } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import {
  type FormStep,
  Loaded,
  Money,
  moneyText,
  StepForm,
  useCommand,
  useKeptDraft,
  useRegister,
} from '../kit';
import type { Answers } from './answers';
import { type Contract, TOUCHED, useContract } from './contract-data';
import { c } from './contracts-words';
import { MoneyStep, PartiesStep, PricesStep } from './form-steps';
import { useGrounds } from './grounds';
import { pricesOf } from './price-lines';
import { areasOf, moneyOf } from './typed';

/** A new draft, or a draft that is revised. */
export function ContractForm() {
  useLanguage();
  const { id } = useParams();
  const read = useContract(id ?? '', id !== undefined);
  if (id === undefined) return <Draft />;
  return <Loaded read={read}>{(contract) => <Draft former={contract} />}</Loaded>;
}

const ISO = 'YYYY-MM-DD';

/** All of them: what a draft has and the form has emptied is null, since what is left out would stay. */
function termsOf(answers: Answers): Omit<Schemas['NewContract'], 'number' | 'providerId'> {
  const { term, ceiling, areas, roundingMinutes, minimumMinutes, termReasons, budgetDocument } = answers;
  return {
    ...{ startsOn: term[0].format(ISO), endsOn: term[1].format(ISO), ceiling: moneyOf(ceiling) },
    ...{ areas: areasOf(areas), roundingMinutes, minimumMinutes },
    prices: pricesOf(answers.prices),
    termReasons: termReasons && termReasons.length > 0 ? termReasons : null,
    budgetDocument: budgetDocument || null,
    budgetFundIds: answers.budgetFundIds ?? null,
  };
}

function initialOf(former: Contract | undefined): Partial<Answers> {
  if (former === undefined) return { roundingMinutes: 15, minimumMinutes: 30, prices: [] };
  const { startsOn, endsOn, prices, areas, budgetDocument, ...rest } = former;
  return {
    ...rest,
    ...{
      term: [dayjs(startsOn), dayjs(endsOn)],
      areas: areas.join(' '),
      budgetDocument: budgetDocument ?? undefined,
    },
    prices: prices.map(({ itemCode, unitPrice, from, to }) => ({
      ...{ itemCode, unitPrice, days: [dayjs(from), to ? dayjs(to) : null] },
    })),
  };
}

type Days = readonly (dayjs.Dayjs | string | null | undefined)[] | null | undefined;
const daysOf = (days: Days) => days?.map((day) => (day ? dayjs(day) : null)) ?? undefined;

/** A draft as the browser kept it: its days are texts there. */
function withDays(kept: Partial<Answers>): object {
  const prices = kept.prices?.map((price) => price && { ...price, days: daysOf(price.days) });
  return { ...kept, term: daysOf(kept.term), prices };
}

function useSaving(former: Contract | undefined) {
  return useCommand((answers: Answers, key) => {
    const terms = termsOf(answers);
    if (former) {
      return answerOf(
        api.PATCH('/api/v1/contracts/{id}', { params: { path: { id: former.id } }, body: terms }),
      );
    }
    const { number, providerId } = answers;
    const body = { ...terms, number: number.trim(), providerId };
    return answerOf(api.POST('/api/v1/contracts', { params: { header: { 'Idempotency-Key': key } }, body }));
  }, TOUCHED);
}

function Draft({ former }: { former?: Contract }) {
  const [form] = Form.useForm<Answers>();
  const navigate = useNavigate();
  const saving = useSaving(former);
  const [typed, setTyped] = useState<Partial<Answers>>();
  const keeping = useKeptDraft<Partial<Answers>>(`contract.${former?.id ?? 'new'}`, typed, (kept) => {
    form.setFieldsValue(withDays(kept) as Answers);
    setTyped(kept);
  });
  const save = async (): Promise<void> => {
    const saved = await saving.run(form.getFieldsValue(true) as Answers);
    if (saved === undefined) return;
    keeping.filed();
    await navigate(`/contracts/${saved.id}`);
  };
  const steps = useSteps(form, former, () => setTyped(form.getFieldsValue(true) as Answers));
  return (
    <StepForm
      offer={keeping.offer}
      title={former ? c.reviseTitle() : c.draftTitle()}
      steps={steps}
      submitLabel={c.saveDraft()}
      checkTitle={c.checkDraft()}
      check={<p className="faint">{c.draftNext()}</p>}
      isSending={saving.isRunning}
      problem={saving.problem}
      onSubmit={() => void save()}
    />
  );
}

/** Where something is missing or wrong, the focus goes there. */
const isFilledIn = (form: FormInstance<Answers>): Promise<boolean> =>
  form.validateFields().then(
    () => true,
    ({ errorFields: [first] }: { errorFields: { name: (string | number)[] }[] }) => {
      if (first) form.scrollToField(first.name, { focus: true });
      return false;
    },
  );

/** Validated when one goes on; what was typed stays. */
function useSteps(
  form: FormInstance<Answers>,
  former: Contract | undefined,
  changed: () => void,
): FormStep[] {
  const providers = useRegister('providers');
  const items = useRegister('items');
  const grounds = useGrounds();
  const initial = initialOf(former);
  const all = (): Answers => form.getFieldsValue(true) as Answers;
  const isReady = (): Promise<boolean> => isFilledIn(form);
  const step = (
    key: string,
    title: string,
    body: React.ReactNode,
    answers: FormStep['answers'],
  ): FormStep => ({
    ...{ key, title, isReady, answers },
    body: (
      <Form form={form} layout="vertical" initialValues={initial} onValuesChange={changed}>
        {body}
      </Form>
    ),
  });
  return [
    step('parties', c.parties(), <PartiesStep isNew={former === undefined} />, () => [
      { label: c.number(), value: all().number },
      { label: c.provider(), value: providers.byId.get(all().providerId)?.name },
      { label: c.term(), value: `${all().term[0].format(ISO)} ~ ${all().term[1].format(ISO)}` },
      { label: c.areas(), value: all().areas },
    ]),
    step('money', c.money(), <MoneyStep />, () => [
      { label: c.ceiling(), value: <Money value={moneyOf(all().ceiling)} strong /> },
      { label: c.rounding(), value: all().roundingMinutes },
      { label: c.minimum(), value: all().minimumMinutes },
      ...grounds(all()),
    ]),
    step('prices', c.prices(), <PricesStep form={form} />, () =>
      all().prices.map(({ itemCode, unitPrice, days: [from, to] }, i) => ({
        label: `${i + 1}. ${itemCode} ${items.byCode.get(itemCode)?.name ?? ''}`,
        value: `${moneyText(moneyOf(unitPrice))} · ${from.format(ISO)} ~ ${to?.format(ISO) ?? c.openEnd()}`,
      })),
    ),
  ];
}
